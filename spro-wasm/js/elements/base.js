import { Rulebook } from "../rulebook.js";
import { Draft } from "./draft.js";
import { button, make } from "./dom.js";
import { Model } from "./model.js";
import { Summary } from "./messages.js";
import { sheet } from "./style.js";
import { languageOf, wordsFor } from "./words.js";

// In Node.js the module can be imported, and defines nothing.
const Base = globalThis.HTMLElement ?? class {};
/** Forms whose submission was just refused: the first refused control takes the focus, the others do not. */
const focused = new WeakSet();

/**
 * What the table and the request have in common: rows in a model, a value for the form, a validity, a draft, an error
 * summary and a status line. Who derives from it draws the controls.
 *
 * Its light children are what is shown without JavaScript, and until the engine is there.
 */
export class FormElement extends Base {
  static formAssociated = true;
  static observedAttributes = ["table", "reseau", "lang", "required", "readonly"];

  #internals = this.attachInternals?.();
  #root = null;
  #draft = null;
  #pending = null;
  #wasValid = true;
  #disabled = false;
  #initial = [];
  #started = null;
  #unlisten = null;
  /** What the browser kept of the form, where it gave it back before the engine was there. */
  #kept = null;
  /** Whether blank required cells are shown as errors everywhere: after the first attempt to send. */
  submitted = false;
  model = null;

  /** The code of the table; a subclass may know its own. */
  get tableCode() {
    return this.getAttribute("table") ?? "";
  }

  get form() {
    return this.#internals.form;
  }
  get name() {
    return this.getAttribute("name") ?? "";
  }
  set name(name) {
    this.setAttribute("name", name);
  }
  get validity() {
    return this.#internals.validity;
  }
  get validationMessage() {
    return this.#internals.validationMessage;
  }
  get willValidate() {
    return this.#internals.willValidate;
  }
  checkValidity() {
    return this.#internals.checkValidity();
  }
  reportValidity() {
    return this.#internals.reportValidity();
  }

  /** Resolved once the element can be used; rejected where the engine or the table is not to be had. */
  get ready() {
    return (this.#started ??= this.#start());
  }

  /** What the form posts: JSON of the rows that are not blank, each cell as typed. */
  get value() {
    return JSON.stringify(this.rows);
  }
  set value(json) {
    this.rows = json === "" ? [] : JSON.parse(json);
  }

  /**
   * The rows that are not blank, by field, as typed.
   * @returns {Record<string, string>[]}
   */
  get rows() {
    return this.model?.value ?? this.#pending ?? [];
  }
  /** @param {Record<string, string | number | boolean | null | undefined>[]} rows */
  set rows(rows) {
    if (!Array.isArray(rows) || !rows.every((row) => row && typeof row === "object")) {
      throw new TypeError("rows: an array of objects");
    }
    if (!this.model) this.#pending = rows;
    else {
      this.model.replace(rows);
      this.changed();
    }
  }

  /**
   * What the engine finds wrong or doubtful, in the order of the rows.
   * @returns {import("../answers.js").Diagnostic[]}
   */
  get diagnostics() {
    return this.model?.diagnostics ?? [];
  }
  /** @returns {readonly import("../answers.js").ShownIndicator[]} */
  get indicators() {
    return this.model?.indicators ?? [];
  }

  connectedCallback() {
    const onSubmit = (event) => {
      // Kept until the answer is there: whoever sent it may have to send it again.
      if (event.target === this.form && !event.defaultPrevented) this.#draft?.write(this.rows, true);
    };
    // On paper an input is one line and cuts what is longer: its text is printed instead.
    const onPrint = () => {
      for (const input of this.#root?.querySelectorAll(".control:is(.text, .code)") ?? []) {
        input.parentNode.querySelector(".messages").dataset.typed = input.value;
      }
    };
    document.addEventListener("submit", onSubmit);
    addEventListener("beforeprint", onPrint);
    this.#unlisten = () => {
      document.removeEventListener("submit", onSubmit);
      removeEventListener("beforeprint", onPrint);
    };
    // Where it fails the light children stay: they say how to do without.
    this.ready.catch((error) => this.#fire("spro-error", error));
  }

  disconnectedCallback() {
    this.#unlisten?.();
  }

  attributeChangedCallback(name, before, after) {
    if (!this.model || before === after) return;
    if (name === "required") this.#report();
    else if (name === "readonly") this.#lock();
    else {
      const former = this.#draft;
      const rows = name === "table" ? [] : this.model.value;
      try {
        this.#draw(this.rulebook, rows);
      } catch (error) {
        // What was there stays.
        return this.#fire("spro-error", error);
      }
      if (name === "table") this.#initial = [];
      if (name === "lang") this.changed({ keep: false });
      else this.#takeAlong(rows, former);
    }
  }

  /** Rows of another network or table: each has its draft, and none is written over by what was typed for another one. */
  #takeAlong(rows, former) {
    const found = this.#restore(rows.length > 0);
    if (rows.length > 0 && !found) former?.erase();
    this.changed({ keep: rows.length > 0 && !found });
  }

  formResetCallback() {
    this.submitted = false;
    this.#draft?.erase();
    this.model?.replace(this.#initial);
    this.settled?.();
    if (this.model) this.changed({ keep: false });
  }

  formStateRestoreCallback(state) {
    if (this.model) this.value = state;
    else this.#kept = state;
  }

  formDisabledCallback(disabled) {
    this.#disabled = disabled;
    this.#lock();
  }

  /** The browser does not judge what cannot be changed: then nothing is to be changed. */
  #lock() {
    const frame = this.#root?.querySelector("fieldset");
    if (frame) frame.disabled = this.#disabled || this.hasAttribute("readonly");
  }

  /** @param {FocusOptions} [options] */
  focus(options) {
    this.#root?.querySelector("input:enabled")?.focus(options);
  }

  /** Forgets what this browser keeps of the table. */
  eraseDraft() {
    this.#draft?.erase();
  }

  async #start() {
    this.#internals.setValidity({ customError: true }, this.words.loading);
    try {
      this.rulebook = await Rulebook.builtIn();
      this.#initial = this.#pending ?? this.#fromMarkup();
      this.#draw(this.rulebook, this.#initial);
      this.addEventListener("invalid", (event) => this.#refused(event));
      this.#restore();
      if (this.#kept) this.model.replace(JSON.parse(this.#kept), { remember: false });
      this.changed({ keep: false, quiet: true });
    } catch (error) {
      this.#internals.setValidity({});
      throw error;
    }
  }

  /** Rows that the page brings: `<script type="application/json">[…]</script>` in the element. */
  #fromMarkup() {
    const data = this.querySelector(':scope > script[type="application/json"]');
    return data ? JSON.parse(data.textContent) : [];
  }

  get words() {
    return wordsFor(languageOf(this));
  }

  #draw(rulebook, rows) {
    const lang = languageOf(this);
    const network = this.getAttribute("reseau") ?? "";
    this.model = new Model(rulebook, this.tableCode, { lang, network });
    this.model.replace(rows, { remember: false });
    this.#draft = this.getAttribute("draft") === "off" ? null : new Draft(...this.#names());
    this.#root ??= this.attachShadow({ mode: "open" });
    this.#root.adoptedStyleSheets = [sheet()];
    this.summary = new Summary(this.words, this.model.table.label, (control) => {
      control.focus();
      // As in a spreadsheet: what is typed next replaces what was wrong.
      control.select();
    });
    this.status = make("p", { part: "status", class: "status", role: "status" });
    this.draftBar = make("div", { part: "draft", class: "draft", hidden: true });
    const parts = this.render(this.words);
    this.#root.replaceChildren(
      make(
        "fieldset",
        // It is there to be disabled as a whole, and groups nothing.
        { class: "frame", part: "frame", role: "presentation", lang },
        this.summary.element,
        this.draftBar,
        ...parts,
        this.status,
      ),
    );
    this.#lock();
  }

  /** What the draft is called: the same table in two forms of a page has two. */
  #names() {
    const names = (element) => [element.tableCode, element.name, element.getAttribute("reseau") ?? ""];
    const own = names(this);
    const alike = [...document.querySelectorAll(this.localName)].filter((e) => names(e).join() === own.join());
    const at = alike.indexOf(this);
    return [location.pathname, ...own, ...(at > 0 ? [at] : [])];
  }

  /** Takes up the draft that there is, or offers it where other rows are there already. Says whether there is one. */
  #restore(others = false) {
    const draft = this.#draft?.read();
    if (!draft || JSON.stringify(draft.rows) === this.value) return false;
    const { words } = this;
    const offered = draft.sent || others;
    const erase = button("erase-draft", words.draftErase, () => {
      this.#draft.erase();
      this.draftBar.hidden = true;
      if (!offered) {
        this.model.replace(this.#initial);
        this.changed({ keep: false });
      }
      this.say(words.draftErased);
      this.focus();
    });
    const take = () => this.model.replace(draft.rows, { remember: offered });
    const resume = button("resume-draft", words.draftResume, () => {
      take();
      this.draftBar.hidden = true;
      this.changed();
      this.focus();
    });
    if (!offered) take();
    const text = draft.sent ? words.draftSent : words.draftRestored;
    this.draftBar.replaceChildren(...[make("span", {}, text), offered && resume, erase].filter(Boolean));
    this.draftBar.hidden = false;
    return true;
  }

  /** After every change: what is shown, what the form posts, whether it may, the draft and the events. */
  changed({ keep = true, quiet = false } = {}) {
    this.sync();
    this.#report();
    if (keep) this.#draft?.write(this.model.value);
    if (quiet) return;
    const detail = { table: this.model.table.code, rows: this.rows, diagnostics: this.diagnostics };
    this.#fire("spro-input", detail);
    const valid = this.#internals.validity.valid;
    if (valid !== this.#wasValid) this.#fire(valid ? "spro-valid" : "spro-invalid", detail);
    this.#wasValid = valid;
  }

  #fire(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  #report() {
    const { model, words } = this;
    const missing = this.hasAttribute("required") && model.isEmpty;
    const flags = missing ? { valueMissing: true } : model.errors > 0 ? { customError: true } : {};
    const message = missing ? words.empty : model.errors > 0 ? `${model.table.label}${words.colon}${words.summary(model.errors)}` : "";
    const { value } = this;
    this.#internals.setFormValue(model.isEmpty ? null : value, value);
    const anchor = this.firstInvalid() ?? this.#root.querySelector("input");
    if (message && anchor) this.#internals.setValidity(flags, message, anchor);
    else this.#internals.setValidity(message ? flags : {}, message);
    if (this.submitted) this.#summarise();
  }

  /** The form was not sent because of this element: say why at the top, and go there. */
  #refused(event) {
    event.preventDefault();
    this.submitted = true;
    this.sync();
    this.#summarise();
    const scope = this.form ?? this;
    if (!focused.has(scope)) {
      focused.add(scope);
      setTimeout(() => focused.delete(scope));
      this.summary.focus();
    }
  }

  #summarise() {
    const { model, words } = this;
    const entries = model.diagnostics
      .filter((d) => d.severity === "error")
      .map((d) => {
        const field = model.table.fields.find((f) => f.code === d.field);
        return {
          place: words.where(d.row === null ? 0 : d.row + 1, field?.label),
          message: d.message,
          target: this.controlAt(d.row, d.field),
        };
      });
    if (this.hasAttribute("required") && model.isEmpty) {
      entries.push({ place: "", message: words.empty, target: this.#root.querySelector("input") });
    }
    this.summary.show(entries);
  }

  say(text) {
    this.status.textContent = text;
  }
}
