/** Defines the custom elements; import it once. In Node.js it defines nothing. */
import { SproImport } from "./elements/import.js";
import { SproFundingRequest } from "./elements/request.js";
import { SproTable } from "./elements/table.js";

export { SproFundingRequest, SproImport, SproTable };
export { attach } from "./elements/attach.js";

const ELEMENTS = {
  "spro-table": SproTable,
  "spro-import": SproImport,
  "spro-funding-request": SproFundingRequest,
};

if (globalThis.customElements) {
  for (const [name, element] of Object.entries(ELEMENTS)) {
    // A page that loads the script twice keeps the first definition.
    if (!customElements.get(name)) customElements.define(name, element);
  }
}
