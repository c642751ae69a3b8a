import { make, setAttribute } from "./dom.js";

const RANK = { error: 0, warning: 1, info: 2 };

/** Where an answer is evident, it is said too; what to do otherwise is in the hint of the column. */
const said = (d) => (d.suggestion ? `${d.message} ${d.help}` : d.message);

/** Shows findings in the element beside a control, and ties the two together; nothing is touched that does not change. */
export function showMessages(control, place, findings, words, describedBy) {
  const sorted = findings.length > 1 ? [...findings].sort((a, b) => RANK[a.severity] - RANK[b.severity]) : findings;
  const key = sorted.map((d) => `${d.severity}${d.message}`).join("\n");
  const worst = sorted[0]?.severity ?? null;
  if (place.shownKey !== key) {
    place.shownKey = key;
    place.replaceChildren(
      ...sorted.map((d) =>
        make("span", { class: "message", part: `message ${d.severity}` }, make("b", {}, words.severity[d.severity]), said(d)),
      ),
    );
    setAttribute(place, "data-severity", worst);
  }
  if (control) {
    setAttribute(control, "aria-invalid", worst === "error" ? "true" : null);
    setAttribute(control, "aria-describedby", [describedBy, key && place.id].filter(Boolean).join(" ") || null);
  }
}

/** The list of errors at the top: each line leads to its cell. */
export class Summary {
  constructor(words, title, focusCell) {
    this.words = words;
    this.focusCell = focusCell;
    this.heading = make("p", { class: "summary-title", id: "summary-title" });
    this.list = make("ul");
    this.element = make(
      "div",
      { part: "summary", class: "summary", role: "group", tabindex: "-1", hidden: true, "aria-labelledby": "summary-title" },
      this.heading,
      this.list,
    );
    this.title = title;
  }

  show(entries) {
    this.heading.textContent = `${this.title}${this.words.colon}${this.words.summary(entries.length)}`;
    this.list.replaceChildren(
      ...entries.map(({ place, message, target }) => {
        const text = place ? `${place}${this.words.colon}${message}` : message;
        if (!target) return make("li", {}, text);
        const go = (event) => {
          event.preventDefault();
          this.focusCell(target);
        };
        return make("li", {}, make("a", { href: `#${target.id}`, onclick: go }, text));
      }),
    );
    this.element.hidden = entries.length === 0;
  }

  focus() {
    this.element.focus();
  }
}
