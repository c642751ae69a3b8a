import { FormElement } from "./base.js";
import { alignToHeaders, parseBlock } from "./clipboard.js";
import { describeField, makeLists } from "./control.js";
import { button, make, setAttribute } from "./dom.js";
import { Figures } from "./figures.js";
import { RowView } from "./row.js";

const WIDTHS = { year: 6.5, date: 8, count: 8.5, ratio: 7, fte: 8, decimal: 8, money: 8, bool: 6.5, code: 11, text: 12 };
/** From so many rows on, those out of sight are not laid out. */
const MANY = 40;

/** A report table as a grid of inputs: one row after another, messages beside the cells, totals and indicators below. */
export class SproTable extends FormElement {
  #views = new Map();
  #left = new Set();
  #saying = 0;

  settled() {
    this.#left.clear();
  }

  /** Shows what is missing in the rows that are there: they did not come from typing. */
  showBlanks() {
    for (const key of this.model.keys) this.#left.add(key);
    this.sync();
  }

  /**
   * Takes rows that were not typed here, and shows what is missing in them; an undo brings the present ones back.
   * Gives the key of each row.
   *
   * @param {Record<string, string>[]} rows
   * @param {{ append?: boolean }} [options]
   * @returns {number[]}
   */
  take(rows, { append = false } = {}) {
    const kept = append ? this.rows : [];
    this.model.replace([...kept, ...rows]);
    this.showBlanks();
    this.changed();
    return this.model.keys.slice(kept.length);
  }

  /**
   * Leads to a cell.
   * @param {number} row
   * @param {string} field
   */
  go(row, field) {
    const control = this.controlAt(row, field);
    control?.focus();
    control?.select();
  }

  render(words) {
    const { table, shown, lists } = this.model;
    this.#views.clear();
    const fields = shown.map((i) => table.fields[i]);
    this.columns = shown.map((position) => ({
      position,
      field: table.fields[position],
      ...describeField(table.fields[position], words, table.fields[position].code),
    }));
    const head = make(
      "tr",
      { role: "row", class: "row head" },
      make("th", { role: "columnheader", scope: "col", class: "number" }, make("span", { class: "hidden" }, words.rowHeader)),
      ...this.columns.map(({ label, hint, field }) =>
        make("th", { role: "columnheader", scope: "col", part: `header ${field.type}` }, label, hint),
      ),
      make("th", { role: "columnheader", scope: "col", class: "actions" }, make("span", { class: "hidden" }, words.actions)),
    );
    this.body = make("tbody", { role: "rowgroup" });
    this.totals = this.columns.map(() => make("span", { class: "output" }));
    this.foot = make(
      "tfoot",
      { role: "rowgroup" },
      make(
        "tr",
        { role: "row", class: "row foot" },
        make("th", { role: "rowheader", scope: "row", class: "number" }, words.total),
        ...this.columns.map(({ field }, c) =>
          make(
            "td",
            { role: "cell", part: "total" },
            make("span", { class: "cell-label", "aria-hidden": "true" }, field.label),
            this.totals[c],
          ),
        ),
        make("td", { role: "cell", class: "actions" }),
      ),
    );
    this.grid = make(
      "table",
      { role: "table", part: "table", "aria-describedby": table.hint ? "table-hint" : null },
      make("caption", { part: "caption" }, table.label),
      make("thead", { role: "rowgroup" }, head),
      this.body,
      this.foot,
    );
    this.grid.style.setProperty(
      "--columns",
      `3.5rem ${fields.map((f) => `minmax(${WIDTHS[f.type]}rem, ${WIDTHS[f.type]}fr)`).join(" ")} 5.5rem`,
    );
    this.undoButton = button("undo", words.undo, () => this.#travel("undo"));
    this.redoButton = button("redo", words.redo, () => this.#travel("redo"));
    this.figures = new Figures(words);
    this.#listen();
    return [
      table.hint && make("p", { part: "hint", class: "hint", id: "table-hint" }, table.hint),
      make("div", { class: "scroll", part: "scroll" }, this.grid),
      make(
        "div",
        { class: "toolbar", part: "toolbar" },
        button("add", words.add, () => this.#insert(this.model.rows.length)),
        this.undoButton,
        this.redoButton,
      ),
      ...this.figures.elements,
      make(
        "details",
        { part: "keys" },
        make("summary", {}, words.keys),
        make("dl", {}, ...words.keyList.flatMap(([keys, what]) => [make("dt", {}, keys), make("dd", {}, what)])),
      ),
      ...makeLists(fields, lists, words),
    ].filter(Boolean);
  }

  /** Makes the page what the model is; touches only what differs. */
  sync() {
    const { model } = this;
    const wanted = new Set(model.keys);
    for (const [key, view] of this.#views) {
      if (!wanted.has(key)) {
        view.element.remove();
        this.#views.delete(key);
      }
    }
    let next = this.body.firstElementChild;
    for (let i = 0; i < model.keys.length; i++) {
      const key = model.keys[i];
      let view = this.#views.get(key);
      if (!view) {
        view = new RowView(key, this.columns, this.words, {
          duplicate: (k) => this.#duplicate(model.keys.indexOf(k)),
          remove: (k) => this.#remove(model.keys.indexOf(k)),
        });
        this.#views.set(key, view);
      }
      if (view.element === next) next = next.nextElementSibling;
      else this.body.insertBefore(view.element, next);
      view.show(i, model, this.submitted || this.#left.has(key));
    }
    this.body.classList.toggle("many", model.keys.length >= MANY);
    this.columns.forEach(({ field }, c) => {
      const total = model.totals[field.code] ?? "";
      if (this.totals[c].textContent !== total) this.totals[c].textContent = total;
    });
    this.undoButton.disabled = !model.canUndo;
    this.redoButton.disabled = !model.canRedo;
    this.figures.show(model.indicators);
  }

  firstInvalid() {
    return this.body.querySelector('[aria-invalid="true"]');
  }

  controlAt(row, field) {
    const view = this.#views.get(this.model.keys[row]);
    if (!view) return null;
    return view.controls[this.columns.findIndex((c) => c.field.code === field)] ?? view.controls.find(Boolean);
  }

  /** Where an input stands: its row, and its column among those shown. */
  #placeOf(target) {
    const cell = target.closest?.("[data-column]");
    const row = target.closest?.("[data-key]");
    if (!cell || !row) return null;
    return { row: this.model.keys.indexOf(Number(row.dataset.key)), column: Number(cell.dataset.column) };
  }

  #listen() {
    this.body.addEventListener("input", (event) => {
      const place = this.#placeOf(event.target);
      if (!place) return;
      this.model.edit(place.row, this.columns[place.column].position, event.target.value);
      this.changed();
      this.#saySoon();
    });
    this.body.addEventListener("focusout", (event) => {
      const row = event.target.closest("[data-key]");
      this.model.settle();
      // A row that was left with something in it has had its chance: blanks are shown from now on.
      if (!row || row.contains(event.relatedTarget)) return;
      const key = Number(row.dataset.key);
      const at = this.model.keys.indexOf(key);
      if (at >= 0 && !this.#left.has(key) && !this.model.isBlank(this.model.rows[at])) {
        this.#left.add(key);
        this.sync();
      }
    });
    this.body.addEventListener("paste", (event) => this.#paste(event));
    this.grid.addEventListener("keydown", (event) => this.#key(event));
  }

  #paste(event) {
    const place = this.#placeOf(event.target);
    const block = parseBlock(event.clipboardData?.getData("text/plain") ?? "");
    if (!place || !block) return;
    event.preventDefault();
    const { shown, table } = this.model;
    const aligned = alignToHeaders(block, table.fields, shown);
    const rows = aligned ?? block;
    const outside = this.model.paste(place.row, aligned ? shown[0] : this.columns[place.column].position, rows);
    this.showBlanks();
    this.changed();
    this.say([this.words.pasted(rows.length), outside > 0 && this.words.outside(outside)].filter(Boolean).join(" "));
  }

  #key(event) {
    const place = this.#placeOf(event.target);
    const { key } = event;
    if (event.isComposing || event.altKey) return;
    const move = (row) => {
      event.preventDefault();
      this.#focusCell(row, place.column);
    };
    if (event.ctrlKey || event.metaKey) {
      const action = {
        z: () => this.#travel(event.shiftKey ? "redo" : "undo"),
        y: () => this.#travel("redo"),
        Enter: () => place && this.#insert(place.row + 1),
        d: () => place && this.#duplicate(place.row),
      }[key.length === 1 ? key.toLowerCase() : key];
      if (!action) return;
      event.preventDefault();
      action();
    } else if (!place || event.target.localName !== "input") {
      return;
    } else if (key === "Enter") {
      if (event.shiftKey) move(place.row - 1);
      else if (place.row + 1 === this.model.rows.length && !this.model.isBlank(this.model.rows[place.row])) {
        event.preventDefault();
        this.#insert(place.row + 1, place.column);
      } else move(place.row + 1);
    } else if (!event.target.hasAttribute("list") && (key === "ArrowDown" || key === "ArrowUp")) {
      move(place.row + (key === "ArrowDown" ? 1 : -1));
    }
  }

  #focusCell(row, column) {
    const view = this.#views.get(this.model.keys[row]);
    const control = view?.controls[column] ?? view?.controls.find(Boolean);
    control?.focus();
    control?.select();
  }

  #insert(at, column = 0) {
    this.model.insert(at);
    this.changed();
    this.#focusCell(at, column);
    this.say(this.words.added(at + 1));
  }

  #duplicate(at) {
    this.model.insert(at + 1, this.model.rows[at]);
    this.#left.add(this.model.keys[at + 1]);
    this.changed();
    this.#focusCell(at + 1, 0);
    this.say(this.words.added(at + 2));
  }

  #remove(at) {
    this.model.remove(at);
    this.changed();
    this.#focusCell(Math.min(at, this.model.rows.length - 1), 0);
    this.say(this.words.removed(at + 1));
  }

  #travel(way) {
    const key = this.getRootNode().activeElement === this ? this.shadowRoot.activeElement?.closest("[data-key]")?.dataset.key : null;
    const column = this.shadowRoot.activeElement?.closest("[data-column]")?.dataset.column ?? 0;
    this.model[way]();
    this.changed();
    // The focused cell may be gone, and a disabled button loses the focus.
    if (!this.shadowRoot.activeElement || this.shadowRoot.activeElement.disabled) {
      const row = this.model.keys.indexOf(Number(key));
      this.#focusCell(row < 0 ? this.model.rows.length - 1 : row, Number(column));
    }
  }

  /** Says how many errors there are once typing pauses: at each key stroke it would drown the letters. */
  #saySoon() {
    clearTimeout(this.#saying);
    this.#saying = setTimeout(() => this.say(this.words.state(this.model.errors, this.model.warnings)), 800);
  }
}
