/** The engine in JavaScript: what a rulebook asks, and the checks. The custom elements are in `elements.js`. */
export { SproError } from "./error.js";
export { Engine, LIMITS, Operation } from "./engine.js";
export { compiledModule, setModule } from "./modules.js";
export { checkConvention, explain, indicators } from "./figures.js";
export { Rulebook, load, validateTable, validateCell } from "./rulebook.js";
export { attach } from "./elements/attach.js";
export { evaluateFiles, fileIndicators, importFiles, validateFiles } from "./reader.js";
export { writeWorkbook } from "./writer.js";
