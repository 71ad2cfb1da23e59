export type { Answers } from "./answer.ts";
export { answers } from "./answer.ts";
export { ensemble } from "./ensemble.ts";
export { defaultPackage, packageFolder, shippedPackages } from "./packages.ts";
export { coordination, screened } from "./solved.ts";
export { sweep } from "./sweep.ts";
