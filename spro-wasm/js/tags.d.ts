// What TypeScript knows of the elements on a page: the classes of their tags, and what their events tell.
import type { Diagnostic } from "./answers.js";
import type { SproImport } from "./elements/import.js";
import type { SproFundingRequest } from "./elements/request.js";
import type { SproTable } from "./elements/table.js";
import type { importFiles } from "./reader.js";

/** What `spro-input`, `spro-valid` and `spro-invalid` tell: the rows that are not blank, as typed, and what is said of them. */
export interface TableChange {
  readonly table: string;
  readonly rows: Record<string, string>[];
  readonly diagnostics: readonly Diagnostic[];
}

declare global {
  interface HTMLElementTagNameMap {
    "spro-table": SproTable;
    "spro-import": SproImport;
    "spro-funding-request": SproFundingRequest;
  }
  interface GlobalEventHandlersEventMap {
    "spro-input": CustomEvent<TableChange>;
    "spro-valid": CustomEvent<TableChange>;
    "spro-invalid": CustomEvent<TableChange>;
    "spro-import": CustomEvent<Awaited<ReturnType<typeof importFiles>>>;
    "spro-error": CustomEvent<Error>;
  }
}
