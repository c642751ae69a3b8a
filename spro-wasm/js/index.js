/** The engine in JavaScript. */
export { SproError } from "./error.js";
export { Engine, LIMITS, Operation } from "./engine.js";
export { compiledModule, setModule } from "./modules.js";
