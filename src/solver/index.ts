export { highs } from "./highs.ts";
export { highsPool } from "./highs-pool.ts";
