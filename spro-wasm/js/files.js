import { Engine, Operation } from "./engine.js";
import { SproError } from "./error.js";
import { compiledModule } from "./modules.js";

const engines = { reader: new WeakMap(), writer: new WeakMap() };

async function engine(name, rulebook) {
  if (!engines[name].has(rulebook)) {
    engines[name].set(rulebook, new Engine(await compiledModule(name), rulebook.compiled));
  }
  return engines[name].get(rulebook);
}

/** Reads a workbook (XLSX, ODS, CSV or JSON) in the page: rows as typed, and what was found. Loads the reader. */
export async function readWorkbook(rulebook, file, { name = file.name ?? "", lang = "fr", reseau = null } = {}) {
  const bytes = new Uint8Array(file instanceof Blob ? await file.arrayBuffer() : file);
  const reader = await engine("reader", rulebook);
  const header = new TextEncoder().encode(JSON.stringify({ name, lang, reseau }));
  if (header.includes(0)) throw new SproError({ code: "bad-request", message: "name" });
  const request = new Uint8Array(header.length + 1 + bytes.length);
  request.set(header);
  request.set(bytes, header.length + 1);
  return reader.call(Operation.read, request);
}

/** A template as XLSX bytes, with the rows given. Loads the writer. */
export async function writeWorkbook(rulebook, request) {
  const writer = await engine("writer", rulebook);
  return writer.callBytes(Operation.write, JSON.stringify(request));
}
