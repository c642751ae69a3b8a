/** The engine in JavaScript: checks, indicators, workbooks. The custom elements are in `elements.js`. */
export { SproError } from "./error.js";
export { Engine, LIMITS, Operation } from "./engine.js";
export { compiledModule, setModule } from "./modules.js";
export { Rulebook, load, validateTable, validateCell, indicators, checkConvention, explain } from "./rulebook.js";
export { readWorkbook, writeWorkbook } from "./files.js";
export { attach } from "./elements/attach.js";
