const VERSION = 1;

/**
 * A draft in this browser, and nowhere else. One key a page, table and name; a draft of another version of the form is
 * not read. Where the browser keeps nothing (private window, full store) the form works all the same.
 */
export class Draft {
  #key;

  constructor(...names) {
    this.#key = ["spro", "draft", ...names].join(":");
  }

  /** `{ rows, sent }`, or null. */
  read() {
    try {
      const draft = JSON.parse(localStorage.getItem(this.#key));
      return draft?.version === VERSION && Array.isArray(draft.rows) ? draft : null;
    } catch {
      return null;
    }
  }

  write(rows, sent = false) {
    try {
      if (rows.length === 0) localStorage.removeItem(this.#key);
      else localStorage.setItem(this.#key, JSON.stringify({ version: VERSION, sent, rows }));
    } catch {
      // Not kept: typing goes on.
    }
  }

  erase() {
    this.write([]);
  }
}
