import { make } from "./dom.js";

/** The indicators of what is typed, beneath the form; nothing is drawn again that does not change. */
export class Figures {
  #key = null;

  constructor(words) {
    this.words = words;
    this.title = make("p", { part: "indicators-title", class: "indicators-title" }, words.indicators);
    this.list = make("dl", { part: "indicators", class: "indicators" });
    this.elements = [this.title, this.list];
  }

  show(indicators) {
    const key = indicators.map((v) => `${v.indicator}${v.annee}${v.text}`).join();
    if (this.#key === key) return;
    this.#key = key;
    this.list.replaceChildren(
      ...indicators.map((value) => {
        // Codes of digits are the numbers that people know the indicator by.
        const name = /^\d/.test(value.indicator) ? `${value.indicator}. ${value.label}` : value.label;
        return make(
          "div",
          { part: "indicator" },
          make("dt", {}, value.annee === null ? name : `${name} (${value.annee})`),
          make("dd", {}, value.text ?? this.words.absent),
        );
      }),
    );
    this.title.hidden = this.list.hidden = indicators.length === 0;
  }
}
