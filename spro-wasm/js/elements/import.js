import { importFiles } from "../reader.js";
import { Rulebook } from "../rulebook.js";
import { button, make } from "./dom.js";
import { ImportReport } from "./import-report.js";
import { sheet } from "./style.js";
import { languageOf, wordsFor } from "./words.js";

const Base = globalThis.HTMLElement ?? class {};
/** The files that are read; spreadsheets of other programs are refused with a message that says what to do. */
const ACCEPT = ".xlsx,.xlsm,.ods,.csv,.json";
/** Rows of a table that a page can show; a larger return is sent as a workbook. */
const ROWS = 2000;

/**
 * A place to drop or choose workbooks: they are read and checked in the page, fill the tables of the same form (or of
 * the page), and what was repaired or is doubtful is shown. Its light children are shown without JavaScript.
 */
export class SproImport extends Base {
  #root = null;
  #started = null;

  connectedCallback() {
    this.ready.catch((error) => this.#fire("spro-error", error));
  }

  get ready() {
    return (this.#started ??= this.#start());
  }

  get words() {
    return wordsFor(languageOf(this)).import;
  }

  /**
   * The tables to be filled, by code: those of the element's form, or of the page.
   * @returns {Map<string, import("./table.js").SproTable>}
   */
  get tables() {
    const found = (this.closest("form") ?? document).querySelectorAll("spro-table");
    return new Map([...found].map((table) => [table.tableCode, table]));
  }

  async #start() {
    this.rulebook = await Rulebook.builtIn();
    const { words } = this;
    this.#root = this.attachShadow({ mode: "open" });
    this.#root.adoptedStyleSheets = [sheet()];
    const input = make("input", { type: "file", id: "files", multiple: true, accept: ACCEPT, part: "input file" });
    input.setAttribute("aria-describedby", "import-hint");
    input.addEventListener("change", async () => {
      const files = [...input.files];
      // The same file may be chosen again once it was mended.
      input.value = "";
      await this.take(files);
    });
    this.zone = make(
      "div",
      { class: "drop", part: "drop" },
      make("label", { for: "files", class: "label", part: "label" }, words.choose),
      input,
      make("p", { class: "hint", part: "hint", id: "import-hint" }, words.hint),
    );
    this.status = make("p", { part: "status", class: "status", role: "status" });
    this.question = make("div", { part: "question", class: "draft", role: "group", tabindex: "-1", hidden: true });
    this.report = new ImportReport(this.words, wordsFor(languageOf(this)), this.rulebook);
    const lang = languageOf(this);
    this.#root.append(
      make("div", { class: "frame", part: "frame", lang }, this.zone, this.status, this.question, this.report.element),
    );
    this.#listen();
  }

  #listen() {
    const over = (event) => {
      if (![...(event.dataTransfer?.types ?? [])].includes("Files")) return;
      event.preventDefault();
      this.zone.classList.add("over");
    };
    const out = () => this.zone.classList.remove("over");
    this.#root.addEventListener("dragenter", over);
    this.#root.addEventListener("dragover", over);
    this.#root.addEventListener("dragleave", out);
    this.#root.addEventListener("drop", (event) => {
      out();
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      this.take(files);
    });
  }

  /**
   * Reads files (`File`s, or `{ name, bytes }`) and fills the tables, after a question where rows would be lost.
   * @param {(File | { name: string, bytes: Uint8Array })[]} files
   */
  async take(files) {
    await this.ready;
    if (files.length === 0) return;
    const { words } = this;
    this.question.hidden = true;
    this.report.clear();
    this.say(words.reading(files.map((file) => file.name)));
    try {
      const answer = await this.#read(files);
      // The page may say no, or set the network that the workbook names.
      if (!this.#fire("spro-import", answer, true)) return this.say("");
      this.#decide(answer);
    } catch (error) {
      this.say("");
      this.report.fail([{ path: "", message: error.message }]);
      this.#fire("spro-error", error);
    }
  }

  async #read(files) {
    const options = { lang: languageOf(this), rulebook: this.rulebook };
    const answer = await importFiles(files, options);
    const network = this.#network;
    // A file that does not say its network is one of the page's.
    if (!network || answer.files.every((file) => file.reseau)) return answer;
    return importFiles(files, { ...options, reseau: network });
  }

  /** The network of the page's tables. */
  get #network() {
    for (const table of this.tables.values()) if (table.hasAttribute("reseau")) return table.getAttribute("reseau");
    return "";
  }

  #decide(answer) {
    const { words, tables } = this;
    const network = this.#network;
    const other = answer.files.find((file) => network && file.reseau && file.reseau !== network);
    const codes = new Set(answer.files.flatMap((file) => file.tables.map(({ table }) => table)));
    const filled = [...codes].some((code) => tables.get(code)?.rows.length > 0);
    const large = answer.files.find((file) => file.tables.some(({ rows }) => rows.length > ROWS));
    if (large) return this.#refuse(words.tooMany(large.path, ROWS), answer);
    if (answer.files.length === 0) return this.#refuse("", answer);
    if (!other && !filled) return this.#fill(answer, false);
    const text = [other && words.otherNetwork(other.path, other.reseau, network), filled && words.filled];
    const choose = (label, action) =>
      button("choice", label, () => {
        this.question.hidden = true;
        action();
      });
    this.say("");
    this.question.replaceChildren(
      make("p", { id: "question" }, text.filter(Boolean).join(" ")),
      choose(filled ? words.replace : words.take, () => this.#fill(answer, false)),
      ...(filled ? [choose(words.append, () => this.#fill(answer, true))] : []),
      choose(words.cancel, () => this.say(words.cancelled)),
    );
    this.question.setAttribute("aria-labelledby", "question");
    this.question.hidden = false;
    this.question.focus();
  }

  #refuse(message, { failures }) {
    this.say("");
    this.report.fail(message ? [...failures, { path: "", message }] : failures);
  }

  #fill(answer, append) {
    const { tables, words } = this;
    /** The rows of each table of the page, and for each row of a file the key under which the table knows it. */
    const taken = new Map();
    for (const file of answer.files) {
      for (const { table, rows } of file.tables) {
        const element = tables.get(table);
        if (!element) continue;
        const again = append || taken.has(table);
        const keys = element.take(rows, { append: again });
        taken.set(table, (taken.get(table) ?? 0) + rows.length);
        file.keys = { ...file.keys, [table]: keys };
      }
    }
    this.say(words.taken([...taken.values()].reduce((sum, rows) => sum + rows, 0)));
    this.report.show(answer, tables);
  }

  say(text) {
    this.status.textContent = text;
  }

  #fire(name, detail, cancelable = false) {
    return this.dispatchEvent(new CustomEvent(name, { detail, cancelable, bubbles: true, composed: true }));
  }
}
