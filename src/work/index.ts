export type { Answers } from "./answer.ts";
export { answers } from "./answer.ts";
export { defaultPackage, packageFolder, shippedPackages } from "./packages.ts";
