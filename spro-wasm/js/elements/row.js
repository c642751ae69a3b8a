import { makeControl } from "./control.js";
import { button, icon, make } from "./dom.js";
import { showMessages } from "./messages.js";

const NONE = [];

/** One row of the grid. It remembers what it shows, so that a key stroke touches one cell and not three hundred. */
export class RowView {
  #texts = [];
  #index = -1;

  constructor(key, columns, words, { duplicate, remove }) {
    this.columns = columns;
    this.words = words;
    this.number = make("span", { id: `row-${key}` });
    this.rowMessage = make("span", { class: "messages", id: `message-${key}` });
    this.controls = [];
    this.outputs = [];
    this.places = [];
    const cells = columns.map(({ field, hintId }, c) => {
      const labels = `label-${field.code} row-${key}`;
      if (field.computed) {
        this.outputs[c] = make("span", { part: "computed", class: "output" });
        this.controls[c] = null;
      } else {
        this.controls[c] = makeControl(field, { id: `cell-${key}-${field.code}`, "aria-labelledby": labels });
      }
      this.places[c] = make("span", { class: "messages", id: `message-${key}-${field.code}` });
      return make(
        "td",
        { role: "cell", part: `cell ${field.type}`, "data-column": c },
        make("span", { class: "cell-label", "aria-hidden": "true" }, field.label),
        this.controls[c] ?? this.outputs[c],
        this.places[c],
      );
    });
    this.duplicate = button("duplicate", icon("duplicate"), () => duplicate(key));
    this.remove = button("remove", icon("remove"), () => remove(key));
    this.element = make(
      "tr",
      { role: "row", class: "row", part: "row", "data-key": key },
      make("th", { role: "rowheader", scope: "row", class: "number" }, this.number, this.rowMessage),
      ...cells,
      make("td", { role: "cell", class: "actions" }, this.duplicate, this.remove),
    );
  }

  show(index, model, blanksToo) {
    const { words } = this;
    if (index !== this.#index) {
      this.#index = index;
      this.number.replaceChildren(make("span", { class: "hidden" }, `${words.rowHeader} `), String(index + 1));
      for (const [element, label] of [
        [this.duplicate, words.duplicate(index + 1)],
        [this.remove, words.remove(index + 1)],
      ]) {
        element.setAttribute("aria-label", label);
        element.title = label;
      }
    }
    const row = model.rows[index];
    const found = model.found.get(index);
    const visible = (list) => (blanksToo ? list : list.filter((d) => !d.code.endsWith(".requis")));
    for (let c = 0; c < this.columns.length; c++) {
      const { field, position, hintId } = this.columns[c];
      const control = this.controls[c];
      if (control) {
        // The control may be ahead of what was last shown here: it is what is typed into.
        if (control.value !== row[position]) control.value = row[position];
      } else {
        const text = model.computed.get(field.code)?.[index] ?? "";
        if (this.#texts[c] !== text) this.outputs[c].textContent = this.#texts[c] = text;
      }
      const findings = found?.get(field.code);
      showMessages(control, this.places[c], findings ? visible(findings) : NONE, words, hintId);
    }
    showMessages(null, this.rowMessage, found?.get(null) ?? NONE, words, "");
  }
}
