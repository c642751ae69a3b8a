import { Engine } from "./engine.js";
import { compiledModule } from "./modules.js";

/** The number of the writer's operation, as `src/writer.rs` has it. */
const WORKBOOK = 20;
const writers = new WeakMap();
const BUILT_IN = {};

/**
 * A workbook (XLSX) of these tables: the template that `spro template` writes, with the rows in it. Rows are texts by
 * field, as `rows` of a `<spro-table>`; a table without rows is left to be filled in. The writer is a module of its own,
 * loaded by the first call.
 *
 * @param {{ tables: { table: string, rows?: Record<string, string>[] }[], reseau?: string, lang?: "fr" | "en",
 *   rulebook?: import("./rulebook.js").Rulebook }} request
 * @returns {Promise<Uint8Array>} the bytes of the file
 */
export async function writeWorkbook({ tables, reseau = "", lang = "fr", rulebook } = {}) {
  const key = rulebook?.compiled ?? BUILT_IN;
  const engine = writers.get(key) ?? new Engine(await compiledModule("writer"), rulebook?.compiled);
  writers.set(key, engine);
  return engine.bytes(WORKBOOK, JSON.stringify({ lang, reseau, tables }));
}
