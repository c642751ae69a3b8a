/**
 * The cells of a block as spreadsheets copy it: tabs between cells, line breaks between rows, quotes round a cell that
 * holds either. Null where the text is a single cell.
 */
export function parseBlock(text) {
  if (!/[\t\n]/.test(text.replace(/\r?\n$/, ""))) return null;
  const rows = [[]];
  let cell = "";
  let quoted = false;
  // Lines without a cell at the end are those under the block.
  const normal = text.replace(/\r\n?/g, "\n").replace(/\n[\t\n ]*$/, "");
  for (let i = 0; i < normal.length; i++) {
    const letter = normal[i];
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (normal[i + 1] === '"') (cell += '"'), i++;
      else quoted = false;
    } else if (letter === '"' && cell === "") quoted = true;
    else if (letter === "\t" || letter === "\n") {
      rows.at(-1).push(cell);
      cell = "";
      if (letter === "\n") rows.push([]);
    } else cell += letter;
  }
  rows.at(-1).push(cell);
  // A cell of a form is one line.
  return rows.map((row) => row.map((text) => text.replace(/\s*\n\s*/g, " ").trim()));
}

const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim().toLowerCase();

/**
 * Where the first row of a block repeats labels of columns, the block without it and in the order of the columns
 * `shown`, with what stands under other headings behind them; else null.
 */
export function alignToHeaders(block, fields, shown) {
  const names = shown.map((i) => [fields[i].label, fields[i].code].map(plain));
  const places = block[0].map((header) => names.findIndex((known) => known.includes(plain(header))));
  const known = places.filter((place) => place >= 0).length;
  // A cell of data may be called as a column is; two of them are headings.
  if (block.length < 2 || known < Math.min(2, places.length)) return null;
  return block.slice(1).map((row) => {
    const line = shown.map(() => "");
    places.forEach((place, i) => (place < 0 ? line.push(row[i] ?? "") : (line[place] = row[i] ?? "")));
    return line;
  });
}
