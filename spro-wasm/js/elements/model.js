import { SproError } from "../error.js";

const DEPTH = 200;

/** The rows of one table as typed, what the engine says of them, and the way back. Knows nothing of the page. */
export class Model {
  #past = [];
  #future = [];
  #lastEdit = null;
  #nextKey = 1;

  /**
   * @param {import("../rulebook.js").Rulebook} rulebook
   * @param {string} code the table
   * @param {{ lang: "fr" | "en", network?: string }} options a network that is given is no column
   */
  constructor(rulebook, code, { lang, network = "" }) {
    const { tables, lists } = rulebook.describe(lang);
    this.rulebook = rulebook;
    this.table = tables.find((table) => table.code === code);
    if (!this.table) {
      throw new SproError({
        code: "unknown-table",
        message: `Tableau inconnu : ${code}. Tableaux : ${tables.map((t) => t.code).join(", ")}. (Unknown table.)`,
      });
    }
    this.lists = lists;
    this.lang = lang;
    this.network = network;
    const isNetwork = (field) => field.code === "reseau";
    /** Positions of the columns that are shown, and of those that are typed. */
    this.shown = this.table.fields.flatMap((field, i) => (network && isNetwork(field) ? [] : [i]));
    this.typed = this.shown.filter((i) => !this.table.fields[i].computed);
    this.rows = [];
    this.keys = [];
    this.#append(this.blank());
    this.check();
  }

  blank() {
    return this.table.fields.map(() => "");
  }

  isBlank(row) {
    return this.typed.every((i) => row[i].trim() === "");
  }

  get isEmpty() {
    return this.rows.every((row) => this.isBlank(row));
  }

  /** The rows that are not blank, by field, as typed. */
  get value() {
    const filled = this.rows.filter((row) => !this.isBlank(row));
    return filled.map((row) => {
      const entries = this.typed.map((i) => [this.table.fields[i].code, row[i]]);
      const fixed = this.network ? [["reseau", this.network]] : [];
      return Object.fromEntries([...fixed, ...entries]);
    });
  }

  /** Asks the engine about the rows, and puts its findings where they belong. Blank ones go along: messages name lines. */
  check() {
    const blank = this.blank();
    const answer = this.rulebook.validateTable({
      table: this.table.code,
      rows: this.rows.map((row) => (this.isBlank(row) ? blank : row)),
      lang: this.lang,
      reseau: this.network,
    });
    this.errors = answer.errors;
    this.warnings = answer.warnings;
    this.indicators = answer.indicators;
    this.totals = answer.totals;
    this.diagnostics = answer.diagnostics;
    this.computed = new Map(Object.entries(answer.computed));
    /** Findings by row and then by field; those about the whole row under the field `null`. */
    this.found = new Map();
    for (const diagnostic of this.diagnostics) {
      if (!this.found.has(diagnostic.row)) this.found.set(diagnostic.row, new Map());
      const row = this.found.get(diagnostic.row);
      if (!row.has(diagnostic.field)) row.set(diagnostic.field, []);
      row.get(diagnostic.field).push(diagnostic);
    }
  }

  /** Types into a cell. Keystrokes into the same cell are one step back. */
  edit(row, field, text) {
    const place = `${this.keys[row]}:${field}`;
    if (place !== this.#lastEdit) this.#remember();
    this.#lastEdit = place;
    this.rows = this.rows.with(row, this.rows[row].with(field, text));
    this.check();
  }

  /** The next keystroke begins a new step. */
  settle() {
    this.#lastEdit = null;
  }

  insert(at, row = this.blank()) {
    this.#remember();
    this.rows = this.rows.toSpliced(at, 0, row);
    this.keys = this.keys.toSpliced(at, 0, this.#nextKey++);
    this.check();
  }

  remove(at) {
    this.#remember();
    this.rows = this.rows.toSpliced(at, 1);
    this.keys = this.keys.toSpliced(at, 1);
    if (this.rows.length === 0) this.#append(this.blank());
    this.check();
  }

  /**
   * Writes a block of cells from a place on, over the shown columns; rows are added as needed. Gives how many cells with
   * something in them had no column.
   */
  paste(at, field, block) {
    this.#remember();
    const first = this.shown.indexOf(field);
    let outside = 0;
    block.forEach((cells, r) => {
      const target = at + r;
      while (this.rows.length <= target) this.#append(this.blank());
      let row = this.rows[target];
      cells.forEach((text, c) => {
        const position = this.shown[first + c];
        if (this.typed.includes(position)) row = row.with(position, text);
        else if (position === undefined && text !== "") outside += 1;
      });
      this.rows = this.rows.with(target, row);
    });
    this.check();
    return outside;
  }

  /** Takes other rows, given by field; an undo brings the present ones back. */
  replace(rows, { remember = true } = {}) {
    if (remember) this.#remember();
    this.rows = [];
    this.keys = [];
    for (const given of rows) {
      this.#append(this.table.fields.map((field) => (given[field.code] ?? "") + ""));
    }
    if (this.rows.length === 0) this.#append(this.blank());
    this.check();
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  get canRedo() {
    return this.#future.length > 0;
  }

  undo() {
    this.#travel(this.#past, this.#future);
  }

  redo() {
    this.#travel(this.#future, this.#past);
  }

  #travel(from, to) {
    const state = from.pop();
    if (!state) return;
    to.push({ rows: this.rows, keys: this.keys });
    ({ rows: this.rows, keys: this.keys } = state);
    this.#lastEdit = null;
    this.check();
  }

  #remember() {
    this.#past.push({ rows: this.rows, keys: this.keys });
    if (this.#past.length > DEPTH) this.#past.shift();
    this.#future = [];
    this.#lastEdit = null;
  }

  #append(row) {
    this.rows = [...this.rows, row];
    this.keys = [...this.keys, this.#nextKey++];
  }
}
