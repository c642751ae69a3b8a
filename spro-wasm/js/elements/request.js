import { FormElement } from "./base.js";
import { describeField, makeControl, makeLists } from "./control.js";
import { make } from "./dom.js";
import { Figures } from "./figures.js";
import { showMessages } from "./messages.js";

/**
 * The request for funding as an ordinary form: one field below the other; the cap is judged and the advance computed as
 * one types.
 */
export class SproFundingRequest extends FormElement {
  #items = [];
  #left = new Set();

  get tableCode() {
    return this.getAttribute("table") ?? "demandes";
  }

  settled() {
    this.#left.clear();
  }

  render(words) {
    const { table, shown, lists } = this.model;
    this.#items = shown.map((position) => {
      const field = table.fields[position];
      const { label, hint, hintId } = describeField(field, words, field.code);
      const id = `cell-${field.code}`;
      const place = make("span", { class: "messages", id: `message-${field.code}` });
      const control = field.computed ? null : makeControl(field, { id });
      const output = field.computed ? make("output", { part: "computed", id, "aria-describedby": hintId || null }) : null;
      control?.addEventListener("input", () => {
        this.model.edit(0, position, control.value);
        this.changed();
      });
      control?.addEventListener("focusout", () => {
        this.model.settle();
        this.#left.add(field.code);
        this.sync();
      });
      const wrapped = make("label", { for: id }, label);
      return {
        field,
        position,
        control,
        output,
        place,
        hintId,
        element: make("div", { class: "field", part: `field ${field.type}` }, wrapped, hint, control ?? output, place),
      };
    });
    this.rowMessage = make("p", { class: "messages" });
    this.figures = new Figures(words);
    const fields = this.#items.map((item) => item.field);
    return [
      make("p", { part: "caption", class: "caption" }, table.label),
      table.hint && make("p", { part: "hint", class: "hint" }, table.hint),
      make("div", { class: "fields", part: "fields" }, ...this.#items.map((item) => item.element)),
      this.rowMessage,
      ...this.figures.elements,
      ...makeLists(fields, lists, words),
    ].filter(Boolean);
  }

  sync() {
    const { model, words } = this;
    const found = model.found.get(0);
    for (const { field, position, control, output, place, hintId } of this.#items) {
      if (control && control.value !== model.rows[0][position]) control.value = model.rows[0][position];
      if (output) output.textContent = model.computed.get(field.code)?.[0] ?? words.absent;
      const blanksToo = this.submitted || this.#left.has(field.code);
      const findings = (found?.get(field.code) ?? []).filter((d) => blanksToo || !d.code.endsWith(".requis"));
      showMessages(control, place, findings, words, hintId);
    }
    this.figures.show(model.indicators);
    showMessages(null, this.rowMessage, found?.get(null) ?? [], words, "");
  }

  firstInvalid() {
    return this.#items.find((item) => item.control?.getAttribute("aria-invalid"))?.control;
  }

  controlAt(_, field) {
    return (this.#items.find((item) => item.field.code === field && item.control) ?? this.#items.find((item) => item.control))?.control;
  }
}
