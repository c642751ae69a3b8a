/** Everything, for a page without modules: `<script src="spro.js"></script>` gives `spro` and defines the elements. */
export * from "./index.js";
export { SproFundingRequest, SproImport, SproTable } from "./elements.js";
