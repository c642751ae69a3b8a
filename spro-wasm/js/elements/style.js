/** The look: neutral, to be changed by custom properties and parts. One sheet for all elements, without inline styles. */
const CSS = `
:host {
  --_text: var(--spro-text, light-dark(#1d2126, #e8e6e3));
  --_soft: var(--spro-soft-text, light-dark(#4a5260, #b4bac4));
  --_ground: var(--spro-background, light-dark(#ffffff, #16191d));
  --_raised: var(--spro-raised, light-dark(#f3f5f7, #23282e));
  --_line: var(--spro-line, light-dark(#6d7683, #8b95a3));
  --_rule: var(--spro-rule, light-dark(#d5dae0, #3a414a));
  --_accent: var(--spro-accent, light-dark(#0b5c6b, #7fd0df));
  --_error: var(--spro-error, light-dark(#a3161a, #ffa49c));
  --_warning: var(--spro-warning, light-dark(#7a4a00, #f2c37a));
  --_radius: var(--spro-radius, 4px);
  display: block;
  container-type: inline-size;
  color: var(--_text);
  font: var(--spro-font, inherit);
}
:host([hidden]), [hidden] { display: none !important; }
* { box-sizing: border-box; }
.frame { display: grid; gap: 0.75rem; min-width: 0; margin: 0; border: 0; padding: 0; }
.frame > * { margin: 0; min-width: 0; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
caption, .caption, .indicators-title, .summary-title { font-weight: 700; text-align: start; margin: 0; }
caption { display: block; padding-block: 0.25rem; }
.hint, .mark { color: var(--_soft); font-weight: 400; }
.hint { display: block; font-size: 0.875em; }
.scroll { overflow-x: auto; }
table, thead, tbody, tfoot { display: block; }
.row { display: grid; grid-template-columns: var(--columns); align-items: start; border-bottom: 1px solid var(--_rule); }
tbody.many .row { content-visibility: auto; contain-intrinsic-size: auto 3rem; }
th, td { display: block; padding: 0.25rem; text-align: start; font-weight: 400; min-width: 0; overflow-wrap: anywhere; }
.head th { padding-block: 0.5rem; overflow-wrap: break-word; hyphens: auto; font-size: 0.9375em; }
.head .label { font-weight: 700; display: block; }
.head, .foot { background: var(--_raised); }
.foot td, .foot th { font-weight: 700; padding-block: 0.5rem; }
.foot .output { padding: 0 0.4rem; min-height: 0; }
.number { color: var(--_soft); padding-block: 0.6rem; }
/* What is said of a whole row has the width of the row, and stands under it. */
tbody .number { display: contents; }
tbody .number > :first-child { padding: 0.6rem 0.25rem; }
.number > .messages { grid-column: 1 / -1; order: 1; padding: 0 0.25rem 0.25rem; }
.number > .messages:empty { display: none; }
.cell-label { display: none; }
.control {
  width: 100%; font: inherit; color: var(--_text); background: var(--_ground);
  border: 1px solid var(--_line); border-radius: var(--_radius); padding: 0.35rem 0.4rem; min-height: 2.25rem;
}
.control:is(.count, .year, .money, .fte, .decimal, .ratio) { text-align: end; font-variant-numeric: tabular-nums; }
output, .output { display: block; padding: 0.45rem 0.4rem; min-height: 2.25rem; font-variant-numeric: tabular-nums; text-align: end; }
.field output { text-align: start; font-weight: 700; }
:focus-visible { outline: 3px solid var(--_accent); outline-offset: 1px; }
.control[aria-invalid] { border-color: var(--_error); border-width: 2px; }
.messages { display: block; font-size: 0.875em; }
.message { display: block; margin-block: 0.15rem; }
[data-severity] .message { color: var(--_soft); }
[data-severity="error"] .message { color: var(--_error); }
[data-severity="warning"] .message { color: var(--_warning); }
button {
  font: inherit; color: var(--_accent); background: var(--_ground); border: 1px solid var(--_accent);
  border-radius: var(--_radius); padding: 0.4rem 0.75rem; min-height: 2.25rem; min-width: 2.25rem; cursor: pointer;
}
button:hover:not(:disabled) { background: var(--_raised); }
button:disabled { color: var(--_soft); border-color: var(--_rule); cursor: not-allowed; }
.actions { display: flex; gap: 0.25rem; }
.actions button { padding: 0; display: grid; place-items: center; }
.toolbar, .draft { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; }
.draft { border-inline-start: 4px solid var(--_accent); padding: 0.5rem 0.75rem; background: var(--_raised); }
.summary { border: 2px solid var(--_error); border-radius: var(--_radius); padding: 0.75rem 1rem; }
.summary ul { margin: 0.5rem 0 0; padding-inline-start: 1.25rem; }
.summary a, .summary-title { color: var(--_error); }
.indicators { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(18rem, 100%), 1fr)); gap: 0.25rem 1.5rem; margin: 0; }
.indicators > div { display: flex; justify-content: space-between; gap: 1rem; border-bottom: 1px solid var(--_rule); padding-block: 0.25rem; }
.indicators dd { margin: 0; font-weight: 700; font-variant-numeric: tabular-nums; white-space: nowrap; }
details dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1rem; margin: 0.5rem 0; }
details dd { margin: 0; }
summary { cursor: pointer; color: var(--_accent); }
.fields { display: grid; gap: 1rem; max-width: 40rem; }
.field { display: grid; gap: 0.25rem; }
.field .label { font-weight: 700; }
.drop { border: 2px dashed var(--_line); border-radius: var(--_radius); padding: 0.75rem 1rem; display: grid; gap: 0.5rem; min-width: 0; }
.drop.over { border-color: var(--_accent); background: var(--_raised); }
.drop > * { min-width: 0; }
.drop .label { font-weight: 700; }
.drop p { margin: 0; }
input[type="file"] { font: inherit; color: var(--_text); width: 100%; min-width: 0; }
input[type="file"]::file-selector-button {
  font: inherit; color: var(--_accent); background: var(--_ground); border: 1px solid var(--_accent);
  border-radius: var(--_radius); padding: 0.4rem 0.75rem; margin-inline-end: 0.75rem; cursor: pointer;
}
.draft p { margin: 0; flex: 1 1 100%; }
.report { display: grid; gap: 0.75rem; }
.report > * { margin: 0; }
.counts { list-style: none; padding: 0; }
.questions { display: grid; gap: 0.75rem; margin: 0.5rem 0 0; }
.questions li > * { display: block; }
.questions label { font-weight: 700; }
.questions .answer { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; margin-block: 0.25rem; }
.questions .control { flex: 0 1 16rem; }
.questions a { color: var(--_accent); }
.status:empty { display: none; }
ul { margin: 0.25rem 0; padding-inline-start: 1.25rem; overflow-wrap: anywhere; }

/* Where there is no room for columns, a row is a card and each cell says what it is. */
@container (max-width: 46rem) {
  .row { display: block; border: 1px solid var(--_rule); border-radius: var(--_radius); padding: 0.5rem; margin-bottom: 0.75rem; }
  tbody.many .row { contain-intrinsic-size: auto 30rem; }
  .number { font-weight: 700; padding: 0.25rem; }
  .number .hidden { position: static; width: auto; height: auto; clip-path: none; }
  .cell-label { display: block; font-weight: 700; }
  .output { text-align: start; padding-inline: 0; }
  .foot [part="total"]:has(.output:empty), .foot .actions, .head .number, .head .actions { display: none; }
  .foot .output { min-height: 0; padding-block: 0; }
}
@media print {
  tbody.many .row { content-visibility: visible; }
  tbody .row { break-inside: avoid; }
  .toolbar, .actions, .draft, details[part="keys"], .status { display: none; }
  .control { border: 0; padding-inline: 0; }
  .control:has(+ [data-typed]) { display: none; }
  [data-typed]::before { content: attr(data-typed); display: block; font-size: 1rem; padding-block: 0.35rem; min-height: 2.25rem; }
  .scroll { overflow: visible; }
}
@media (prefers-contrast: more) { :host { --_rule: var(--_line); --_soft: var(--_text); } }
@media (forced-colors: active) { .control[aria-invalid] { outline: 2px solid Mark; } }
`;

let made = null;

/** The sheet, made once: a strict policy forbids styles in the markup, not these. */
export function sheet() {
  if (!made) {
    made = new CSSStyleSheet();
    made.replaceSync(CSS);
  }
  return made;
}
