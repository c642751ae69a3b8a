import { Engine, LIMITS, tooLarge } from "./engine.js";
import { compiledModule } from "./modules.js";

/** The numbers of the reader's operations, as `src/reader.rs` has them. */
const Read = { validate: 10, import: 11, indicators: 12, evaluate: 13 };
const encoder = new TextEncoder();
/** One engine for each module and rulebook; the built-in one has no compiled form. */
const engines = { reader: new WeakMap(), evaluation: new WeakMap() };
const BUILT_IN = {};

/**
 * @typedef {readonly (File | { name: string, bytes: Uint8Array })[]} Files
 * @typedef {{ lang?: "fr" | "en", reseau?: string, rulebook?: import("./rulebook.js").Rulebook }} Options
 */

/**
 * Reads and checks whole files (XLSX, ODS, CSV, JSON) as the command line does it. A file is a `File` of the page, or
 * `{ name, bytes }`. The reader is a module of its own, loaded by the first call.
 *
 * @type {(files: Files, options?: Options) => Promise<import("./answers.js").Validation>} what `spro validate --format json` prints
 */
export const validateFiles = (files, options) => ask(Read.validate, files, options);

/**
 * The rows of files as forms take them (texts by field), and what was found in them.
 *
 * @type {(files: Files, options?: Options) => Promise<import("./answers.js").ImportAnswer>}
 */
export const importFiles = (files, options) => ask(Read.import, files, options);

/**
 * What `spro indicators --format json` prints for the files.
 *
 * @type {(files: Files, options?: Options) => Promise<readonly import("./answers.js").IndicatorRow[]>}
 */
export const fileIndicators = (files, options) => ask(Read.indicators, files, options);

/**
 * What `spro evaluate --format json` prints for the files; `asOf` is the day of the evaluation, `2018-12-31`. It has a
 * module of its own.
 *
 * @type {(files: Files, options?: Options & { asOf?: string | null }) => Promise<import("./answers.js").EvaluationAnswer>}
 */
export const evaluateFiles = (files, { asOf = null, ...options } = {}) =>
  ask(Read.evaluate, files, { ...options, more: { as_of: asOf }, module: "evaluation" });

async function ask(operation, files, { lang = "fr", reseau = "", rulebook, more = {}, module = "reader" } = {}) {
  const sizes = files.map((file) => (file instanceof Blob ? file.size : file.bytes.byteLength));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  // Before anything of them is in memory.
  if (total > LIMITS.bytes) throw tooLarge(total, LIMITS.bytes);
  const key = rulebook?.compiled ?? BUILT_IN;
  const engine = engines[module].get(key) ?? new Engine(await compiledModule(module), rulebook?.compiled);
  engines[module].set(key, engine);
  const contents = await Promise.all(files.map(async (file) => new Uint8Array(file instanceof Blob ? await file.arrayBuffer() : file.bytes)));
  const described = contents.map((bytes, i) => ({ name: files[i].name, bytes: bytes.length }));
  const head = encoder.encode(JSON.stringify({ lang, reseau, ...more, files: described }));
  const request = new Uint8Array(4 + head.length + contents.reduce((sum, bytes) => sum + bytes.length, 0));
  new DataView(request.buffer).setUint32(0, head.length, true);
  let at = 4;
  for (const part of [head, ...contents]) {
    request.set(part, at);
    at += part.length;
  }
  return engine.call(operation, request);
}
