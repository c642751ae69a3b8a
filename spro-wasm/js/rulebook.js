import { Engine, Operation } from "./engine.js";
import { SproError } from "./error.js";
import { compiledModule } from "./modules.js";

const CELL = "\x1f";
const ROW = "\x1e";
// The two separators of a request; nobody types them.
const SEPARATOR = /[\x1e\x1f]/;
let builtIn = null;
let loaded = null;

/**
 * A cell as a form holds it.
 * @typedef {string | number | boolean | null | undefined} Typed
 */

/** A rulebook and its engine: definitions to draw forms from, and the checks. */
export class Rulebook {
  #engine;
  #compiled;
  #described = new Map();
  #codes = new Map();

  constructor(engine, compiled) {
    this.#engine = engine;
    this.#compiled = compiled;
  }

  /**
   * The built-in rulebook of Centre-Val de Loire. The first call loads the engine.
   *
   * @returns {Promise<Rulebook>}
   */
  static builtIn() {
    builtIn ??= compiledModule("forms").then(
      (module) => (loaded = new Rulebook(new Engine(module))),
      (error) => {
        builtIn = null;
        throw error;
      },
    );
    return builtIn;
  }

  /** A rulebook that `spro rulebook compile` wrote. */
  static async fromCompiled(bytes) {
    const copy = new Uint8Array(bytes).slice();
    const rulebook = new Rulebook(new Engine(await compiledModule("forms"), copy), copy);
    rulebook.describe();
    return rulebook;
  }

  /** The compiled form that another module is given; `undefined` for the built-in rulebook. */
  get compiled() {
    return this.#compiled;
  }

  /**
   * Tables, fields, lists, parameters and indicators, with their words in one language.
   *
   * @param {"fr" | "en"} [lang]
   * @returns {import("./answers.js").Description}
   */
  describe(lang = "fr") {
    if (!this.#described.has(lang)) {
      this.#described.set(lang, freeze(this.#engine.call(Operation.describe, text(lang))));
    }
    return this.#described.get(lang);
  }

  /**
   * Checks rows of one table; computes its columns, totals and indicators. A row holds its cells as they were typed, by
   * the codes of the fields or in their order. With `reseau` it is the network of all rows.
   *
   * @param {{ table: string, rows: (Typed[] | Record<string, Typed>)[], lang?: "fr" | "en", reseau?: string }} request
   * @returns {import("./answers.js").TableAnswer}
   */
  validateTable(request) {
    const { table, rows, lang = "fr", reseau = "" } = request ?? {};
    if (typeof table !== "string" || !Array.isArray(rows)) throw badRequest("table: string, rows: array");
    const codes = this.#fields(table);
    let asked = text(lang) + CELL + text(table) + CELL + text(reseau);
    for (const row of rows) asked += ROW + (Array.isArray(row) ? inOrder(row) : byField(row, codes, table));
    return this.#engine.call(Operation.table, asked);
  }

  /**
   * Reads and checks one cell alone.
   *
   * @param {{ table: string, field: string, value: Typed, lang?: "fr" | "en" }} request
   * @returns {import("./answers.js").CellAnswer}
   */
  validateCell(request) {
    const { table, field, value, lang = "fr" } = request ?? {};
    if (typeof table !== "string" || typeof field !== "string") throw badRequest("table: string, field: string");
    return this.#engine.call(Operation.cell, [lang, table, field, value].map(text).join(CELL));
  }

  #fields(table) {
    let codes = this.#codes.get(table);
    if (!codes) {
      // Not from `describe`: most of it is words that nobody asked for yet.
      codes = this.#engine.call(Operation.fields, text(table));
      if (codes.length === 0) {
        const known = this.describe().tables.map((t) => t.code);
        throw new SproError({
          code: "unknown-table",
          message: `Tableau inconnu : ${table}. Tableaux : ${known.join(", ")}. (Unknown table.)`,
          table,
          known,
        });
      }
      this.#codes.set(table, codes);
    }
    return codes;
  }
}

/**
 * Loads the engine; afterwards the functions below answer at once.
 *
 * @returns {Promise<Rulebook>}
 */
export const load = () => Rulebook.builtIn();

function ready() {
  if (loaded) return loaded;
  throw new SproError({
    code: "not-loaded",
    message: "Appelez d’abord « await load() ». (Call “await load()” first.)",
  });
}

/**
 * {@link Rulebook#validateTable} with the built-in rulebook.
 * @type {Rulebook["validateTable"]}
 */
export const validateTable = (request) => ready().validateTable(request);
/**
 * {@link Rulebook#validateCell} with the built-in rulebook.
 * @type {Rulebook["validateCell"]}
 */
export const validateCell = (request) => ready().validateCell(request);

// Loops and sums of texts rather than lists of them: this runs for every cell at every key stroke.
function byField(row, codes, table) {
  if (row === null || typeof row !== "object") throw badRequest("rows: objects or arrays");
  let line = "";
  let left = 0;
  for (let i = 0; i < codes.length; i++) {
    const value = row[codes[i]];
    if (value !== undefined) left--;
    line += text(value) + CELL;
  }
  for (const _ in row) left++;
  if (left !== 0) refuseUnknown(Object.keys(row), codes, table);
  return line;
}

function refuseUnknown(keys, known, table) {
  const unknown = keys.filter((key) => !known.includes(key));
  if (unknown.length === 0) return;
  throw new SproError({
    code: "unknown-field",
    message: `Champ inconnu dans « ${table} » : ${unknown.join(", ")}. (Unknown field.)`,
    unknown,
    known: [...known],
  });
}

function inOrder(row) {
  let line = "";
  for (let i = 0; i < row.length; i++) line += text(row[i]) + CELL;
  return line;
}

function text(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const typed = typeof value === "string" ? value : String(value);
  return SEPARATOR.test(typed) ? typed.replace(/[\x1e\x1f]/g, " ") : typed;
}

function badRequest(expected) {
  return new SproError({
    code: "bad-request",
    message: `Demande incomplète ; attendu : ${expected}. (Bad request.)`,
    expected,
  });
}

function freeze(value) {
  if (value && typeof value === "object" && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) freeze(inner);
  }
  return value;
}
