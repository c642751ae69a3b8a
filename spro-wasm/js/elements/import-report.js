import { button, make } from "./dom.js";

/** Lines of a list; what is beyond is counted. */
const MOST = 100;
/** Findings about a cell that could not be read as it stands: they are asked. */
const ASKED = /\.(douteux|type|liste)$/;

/** What an import says: the files that could not be used, what is doubtful with a place to answer, what was repaired. */
export class ImportReport {
  constructor(words, common, rulebook) {
    this.words = words;
    this.common = common;
    this.rulebook = rulebook;
    this.element = make("div", { part: "report", class: "report", hidden: true });
  }

  clear() {
    this.element.hidden = true;
    this.element.replaceChildren();
  }

  /** Nothing was taken: say why. */
  fail(failures) {
    this.#set([this.#failed(failures)]);
  }

  show({ files, failures }, tables) {
    const { words } = this;
    const found = files.flatMap((file) => file.diagnostics.map((d) => ({ file, d, table: tables.get(d.table) })));
    const asked = found.filter(({ d, file, table }) => table && d.row !== null && d.field && ASKED.test(d.code) && file.keys);
    // What is wrong by a rule stands in the tables, beside its cell; what is about no row stands only here.
    const loose = found.filter(({ d }) => d.row === null && d.severity !== "info");
    const quiet = found.filter(({ d }) => d.severity === "info");
    const left = files.flatMap((file) => file.tables.filter(({ table }) => !tables.has(table)));
    this.#set([
      failures.length > 0 && this.#failed(failures),
      make("ul", { class: "counts" }, ...files.map((file) => make("li", {}, this.#count(file, tables)))),
      left.length > 0 && make("p", {}, words.left(left.map(({ table, rows }) => [this.#label(table), rows.length]))),
      asked.length > 0 && this.#questions(asked),
      loose.length > 0 && this.#list(words.loose(loose.length), loose),
      quiet.length > 0 &&
        make("details", { part: "repaired" }, make("summary", {}, words.repaired(quiet.length)), this.#items(quiet)),
    ]);
  }

  #set(parts) {
    this.element.replaceChildren(...parts.filter(Boolean));
    this.element.hidden = false;
  }

  #label(code) {
    return this.rulebook.describe(this.common.lang).tables.find((table) => table.code === code)?.label ?? code;
  }

  #count(file, tables) {
    const counts = file.tables.filter(({ table }) => tables.has(table));
    return this.words.counts(
      file.path,
      counts.map(({ table, rows }) => [this.#label(table), rows.length]),
    );
  }

  #failed(failures) {
    const items = failures.map(({ path, message }) => make("li", {}, path && make("b", {}, `${path}${this.common.colon}`), message));
    return make("div", { role: "alert", part: "failed", class: "summary" }, make("p", { class: "summary-title" }, this.words.failed), make("ul", {}, ...items));
  }

  #list(title, found) {
    return make("div", {}, make("p", { class: "indicators-title" }, title), this.#items(found));
  }

  #items(found) {
    const items = found.slice(0, MOST).map(({ d }) => {
      const place = this.words.place(d.sheet, d.cell);
      return make("li", {}, place && make("b", {}, `${place}${this.common.colon}`), [d.message, d.help].filter(Boolean).join(" "));
    });
    if (found.length > MOST) items.push(make("li", {}, this.words.more(found.length - MOST)));
    return make("ul", {}, ...items);
  }

  /** One question a cell, with the answer that is evident where there is one. */
  #questions(asked) {
    const list = make("ol", { class: "questions" });
    const title = make("p", { class: "indicators-title", tabindex: "-1" }, this.words.asked(asked.length));
    let open = asked.length;
    const close = (item) => {
      const next = item.nextElementSibling ?? item.previousElementSibling;
      item.remove();
      open -= 1;
      title.textContent = open > 0 ? this.words.asked(open) : this.words.allAnswered;
      return next?.querySelector("input") ?? title;
    };
    asked.slice(0, MOST).forEach((question, i) => list.append(this.#question(question, i, close)));
    if (asked.length > MOST) list.append(make("li", {}, this.words.more(asked.length - MOST)));
    return make("div", { part: "questions" }, title, list);
  }

  #question({ file, d, table }, number, close) {
    const { words, common } = this;
    const position = table.model.table.fields.findIndex((field) => field.code === d.field);
    const field = table.model.table.fields[position];
    const key = file.keys[d.table][d.row];
    const at = () => table.model.keys.indexOf(key);
    const id = `answer-${number}`;
    const input = make("input", { id, type: "text", part: "input", class: "control", autocomplete: "off", value: d.suggestion ?? d.raw ?? "" });
    input.setAttribute("aria-describedby", `question-${number} wrong-${number}`);
    const wrong = make("span", { class: "messages", id: `wrong-${number}`, "data-severity": "error", role: "alert" });
    const go = (event) => {
      event.preventDefault();
      table.go(at(), d.field);
    };
    const item = make(
      "li",
      {},
      make("label", { for: id }, `${this.#label(d.table)}, ${common.where(d.row + 1, field.label)}`),
      make("span", { class: "hint", id: `question-${number}` }, [d.message, d.help].filter(Boolean).join(" ")),
      make("span", { class: "answer" }, input, button("answer", words.answer, () => answer()), make("a", { href: "#", onclick: go }, words.see)),
      wrong,
    );
    const answer = () => {
      const found = this.rulebook.validateCell({ table: d.table, field: d.field, value: input.value, lang: common.lang });
      const errors = found.diagnostics.filter((diagnostic) => diagnostic.severity === "error" || ASKED.test(diagnostic.code));
      wrong.replaceChildren(...errors.map((e) => make("span", { class: "message" }, make("b", {}, common.severity[e.severity]), e.message)));
      input.toggleAttribute("aria-invalid", errors.length > 0);
      if (errors.length > 0) return input.focus();
      if (at() >= 0) {
        table.model.edit(at(), position, input.value);
        table.model.settle();
        table.changed();
      }
      // The question is gone: the next one, or the title, takes the focus.
      close(item).focus();
    };
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      // Enter in a form would send it.
      event.preventDefault();
      answer();
    });
    // Mended in the table itself: nothing is left to ask.
    table.addEventListener("spro-input", () => {
      const row = at();
      if (!item.isConnected || (row >= 0 && table.model.rows[row][position] === (d.raw ?? ""))) return;
      if (!item.contains(item.getRootNode().activeElement)) close(item);
    });
    return item;
  }
}
