export { routes } from "./routes.ts";
export { serve } from "./serve.ts";
export type { World } from "./world.ts";
