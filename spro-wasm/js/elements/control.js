import { make } from "./dom.js";

const KEYBOARDS = { count: "numeric", year: "numeric", money: "decimal", decimal: "decimal", fte: "decimal", ratio: "decimal" };

/** The control of a field: a text input, so that nothing that is typed or pasted is lost; lists suggest. */
export function makeControl(field, attributes) {
  return make("input", {
    type: "text",
    part: `input ${field.type}`,
    class: `control ${field.type}`,
    autocomplete: "off",
    spellcheck: field.type === "text" ? "true" : "false",
    inputmode: KEYBOARDS[field.type],
    list: field.list ? `list-${field.list}` : field.type === "bool" ? "list-bool" : null,
    "aria-required": field.required === "required" ? "true" : null,
    ...attributes,
  });
}

/** The suggestions of every list that the fields use. */
export function makeLists(fields, lists, words) {
  const used = new Set(fields.map((field) => field.list).filter(Boolean));
  const options = lists
    .filter((list) => used.has(list.code))
    .map((list) =>
      make(
        "datalist",
        { id: `list-${list.code}` },
        ...list.entries.map((entry) => make("option", { value: entry.label }, entry.code === entry.label ? "" : entry.code)),
      ),
    );
  const bools = make("datalist", { id: "list-bool" }, make("option", { value: words.yes }), make("option", { value: words.no }));
  return [...options, bools];
}

/** The name of a field with what a reader must know before typing: required or computed, hint, example. */
export function describeField(field, words, id) {
  const hint = [field.hint, field.computed || !field.example ? "" : words.example(field.example)].filter(Boolean).join(" ");
  const mark = field.computed ? words.computed : field.required === "required" ? words.required : null;
  return {
    label: make(
      "span",
      { class: "label", part: "label", id: `label-${id}` },
      field.label,
      mark && make("span", { class: "mark", part: "mark" }, ` (${mark})`),
    ),
    hint: hint ? make("span", { class: "hint", part: "hint", id: `hint-${id}` }, hint) : null,
    hintId: hint ? `hint-${id}` : "",
  };
}
