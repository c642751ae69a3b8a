import { Rulebook } from "../rulebook.js";
import { make } from "./dom.js";
import { showMessages } from "./messages.js";
import { languageOf, wordsFor } from "./words.js";

/**
 * Adds the checks of a table to the inputs that a page already has, by the Constraint Validation API: the fields of one
 * row, found by `name` (or by `fields`, which gives each code the name that the page uses). The form keeps working as it
 * was, with and without this. Resolved with a function that takes everything away again.
 *
 * @param {HTMLFormElement} form
 * @param {{ table: string, fields?: Record<string, string>, lang?: "fr" | "en", reseau?: string,
 *   rulebook?: import("../rulebook.js").Rulebook }} options
 * @returns {Promise<() => void>}
 */
export async function attach(form, { table, fields = {}, lang = languageOf(form), reseau = "", rulebook }) {
  rulebook ??= await Rulebook.builtIn();
  const words = wordsFor(lang);
  const definition = rulebook.describe(lang).tables.find((t) => t.code === table);
  const probe = rulebook.validateTable({ table, rows: [], lang, reseau });
  const items = definition.fields.flatMap((field) => {
    const found = form.elements.namedItem(fields[field.code] ?? field.code);
    if (!found) return [];
    const controls = found instanceof RadioNodeList ? [...found] : [found];
    const described = controls[0].getAttribute("aria-describedby") ?? "";
    const place = make("span", { class: "spro-messages", id: `spro-message-${++count}` });
    if (!field.computed) (controls.at(-1).closest("label") ?? controls.at(-1)).after(place);
    return [{ field, controls, place, described, touched: false }];
  });
  const typed = items.filter((item) => !item.field.computed);
  let submitted = false;
  let diagnostics = [];

  const cellOf = (field) => rulebook.validateCell({ table, field: field.code, value: "", lang });
  const check = () => {
    const row = Object.fromEntries(typed.map(({ field, controls }) => [field.code, valueOf(controls, words)]));
    const blank = typed.every(({ field }) => row[field.code].trim() === "");
    const answer = blank ? probe : rulebook.validateTable({ table, rows: [row], lang, reseau });
    // A form that nobody has begun is judged only when it is sent; to the engine a blank row is none.
    if (blank && submitted) diagnostics = typed.flatMap(({ field }) => cellOf(field).diagnostics);
    else ({ diagnostics } = answer);
    const codes = new Set(typed.map((item) => item.field.code));
    for (const item of items) {
      const { field, controls, place } = item;
      if (field.computed) {
        show(controls[0], answer.computed[field.code]?.[0] ?? "");
        continue;
      }
      // What is about the whole row, or about a field that the form does not have, stands with the first field.
      const here = (d) => d.field === field.code || (item === typed[0] && !codes.has(d.field));
      const found = diagnostics.filter(here);
      const errors = found.filter((d) => d.severity === "error");
      controls[0].setCustomValidity(errors.map((d) => d.message).join(" "));
      const visible = submitted || item.touched ? found : found.filter((d) => !d.code.endsWith(".requis"));
      showMessages(controls[0], place, visible, words, item.described);
    }
  };
  const itemOf = (target) => typed.find(({ controls }) => controls.includes(target));
  const onInput = (event) => itemOf(event.target) && check();
  const onFocusOut = (event) => {
    const item = itemOf(event.target);
    if (!item || valueOf(item.controls, words) === "") return;
    item.touched = true;
    check();
  };
  const onInvalid = () => {
    if (submitted) return;
    submitted = true;
    check();
  };
  const onReset = () =>
    setTimeout(() => {
      submitted = false;
      for (const item of typed) item.touched = false;
      check();
    });
  // Before the browser judges the form: blank required fields count from the first attempt on.
  const onClick = (event) => {
    if (event.target.closest?.("button, input")?.type !== "submit") return;
    submitted = true;
    check();
  };
  // Sent by a script, or by a button that stands elsewhere: what was blank until now was not judged yet.
  const onSubmit = (event) => {
    if (submitted) return;
    submitted = true;
    check();
    if (!diagnostics.some((d) => d.severity === "error") || form.noValidate || event.submitter?.formNoValidate) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    form.reportValidity();
  };
  const listeners = { input: onInput, change: onInput, focusout: onFocusOut, reset: onReset, click: onClick, submit: onSubmit };
  for (const [name, listener] of Object.entries(listeners)) form.addEventListener(name, listener);
  form.addEventListener("invalid", onInvalid, true);
  check();
  return () => {
    for (const [name, listener] of Object.entries(listeners)) form.removeEventListener(name, listener);
    form.removeEventListener("invalid", onInvalid, true);
    for (const { controls, place, described } of typed) {
      controls[0].setCustomValidity("");
      showMessages(controls[0], place, [], words, described);
      place.remove();
    }
  };
}

let count = 0;

function valueOf(controls, words) {
  const [first] = controls;
  if (first.type === "radio") return controls.find((radio) => radio.checked)?.value ?? "";
  if (first.type === "checkbox") return first.checked ? words.yes : words.no;
  return first.value;
}

function show(control, text) {
  if ("value" in control) control.value = text;
  else control.textContent = text;
}
