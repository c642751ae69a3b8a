import { readWorkbook } from "../files.js";
import { Rulebook } from "../rulebook.js";
import { button, make } from "./dom.js";
import { sheet } from "./style.js";
import { languageOf, wordsFor } from "./words.js";

const Base = globalThis.HTMLElement ?? class {};

/**
 * Takes a workbook by drop or by choice, reads it in the page, shows what was repaired, asks what is doubtful, and fills
 * the `<spro-table>` elements of the same form, or of the page. Its light children are what is shown without JavaScript.
 */
export class SproImport extends Base {
  #root = null;
  /** What was read last, with the answers given to the questions. */
  answer = null;

  connectedCallback() {
    if (this.#root) return;
    const lang = languageOf(this);
    const words = (this.words = wordsFor(lang));
    this.lang ||= lang;
    this.#root = this.attachShadow({ mode: "open" });
    this.#root.adoptedStyleSheets = [sheet()];
    const input = make("input", {
      type: "file",
      id: "file",
      part: "file",
      accept: ".xlsx,.xlsm,.ods,.csv,.json",
      "aria-describedby": "drop-hint",
      onchange: () => input.files[0] && this.read(input.files[0]),
    });
    const zone = make(
      "div",
      { class: "drop", part: "drop" },
      make("label", { for: "file", class: "label" }, words.drop),
      make("span", { class: "hint", id: "drop-hint" }, words.dropHint),
      input,
    );
    const over = (on) => (event) => {
      event.preventDefault();
      zone.toggleAttribute("data-over", on);
    };
    zone.addEventListener("dragover", over(true));
    zone.addEventListener("dragleave", over(false));
    zone.addEventListener("drop", (event) => {
      over(false)(event);
      const file = event.dataTransfer?.files[0];
      if (file) this.read(file);
    });
    this.status = make("p", { class: "status", part: "status", role: "status" });
    this.result = make("div", { part: "result", tabindex: "-1" });
    this.#root.replaceChildren(make("div", { class: "frame", part: "frame", lang }, zone, this.status, this.result));
  }

  /** Reads a file; resolved with what was found. */
  async read(file) {
    const { words } = this;
    this.result.replaceChildren();
    this.status.textContent = words.reading(file.name);
    try {
      const lang = languageOf(this);
      this.answer = await readWorkbook(await Rulebook.builtIn(), file, { lang, reseau: this.getAttribute("reseau") });
      this.status.textContent = "";
      this.#show(file.name);
    } catch (error) {
      this.answer = null;
      this.status.textContent = error.message;
      this.#fire("spro-error", error);
    }
    return this.answer;
  }

  #show(name) {
    const { answer, words } = this;
    const asked = (d) => d.severity !== "info" && d.suggestion && d.row !== null && d.field;
    const groups = [
      [words.doubtful, answer.diagnostics.filter(asked)],
      [words.others, answer.diagnostics.filter((d) => d.severity !== "info" && !asked(d))],
      [words.repaired, answer.diagnostics.filter((d) => d.severity === "info")],
    ];
    this.result.replaceChildren(
      make("p", { part: "caption", class: "caption" }, words.read(name)),
      make(
        "ul",
        { part: "tables" },
        answer.reseau && make("li", {}, `${words.network}${words.colon}${answer.reseau}`),
        ...answer.tables.map((t) => make("li", {}, `${t.label}${words.colon}${words.lines(t.rows.length)}`)),
        answer.tables.length === 0 && make("li", {}, words.noTable),
      ),
      ...groups.filter(([, list]) => list.length > 0).map(([title, list]) => this.#group(title, list, asked)),
      answer.tables.length > 0 ? button("fill", words.fill, () => this.fill()) : "",
    );
    this.result.focus();
    this.#fire("spro-read", answer);
  }

  #group(title, list, asked) {
    const { words } = this;
    const items = list.map((d) => {
      const place = [d.sheet, d.cell].filter(Boolean).join(" ");
      const text = `${place ? `${place}${words.colon}` : ""}${d.message}`;
      return make("li", {}, text, asked(d) && this.#question(d));
    });
    const open = list.length <= 10 || list.some(asked);
    return make(
      "details",
      { open, part: "findings" },
      make("summary", {}, `${title} (${list.length})`),
      make("ul", {}, ...items),
    );
  }

  /** Two buttons: take what was probably meant, or leave what was typed. */
  #question(d) {
    const { words } = this;
    const rows = this.answer.tables.find((t) => t.table === d.table)?.rows;
    const choice = (part, label, value) => {
      const one = button(part, label, () => {
        rows[d.row][d.field] = value;
        for (const other of both) other.setAttribute("aria-pressed", String(other === one));
      });
      one.setAttribute("aria-pressed", "false");
      return one;
    };
    const both = [choice("accept", words.accept(d.suggestion), d.suggestion), choice("as-typed", words.asTyped, d.raw ?? "")];
    return make("span", { class: "question" }, ...both);
  }

  /** Fills the tables that the page has; how many. */
  async fill() {
    const scope = this.closest("form") ?? document;
    let filled = 0;
    for (const { table, rows } of this.answer?.tables ?? []) {
      for (const element of scope.querySelectorAll("spro-table")) {
        if (element.getAttribute("table") !== table) continue;
        await element.ready;
        element.rows = rows;
        element.showBlanks();
        filled += 1;
      }
    }
    this.status.textContent = filled ? this.words.filled(filled) : this.words.noTarget;
    this.#fire("spro-filled", { filled });
    return filled;
  }

  #fire(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
