/**
 * The cells of a block as spreadsheets copy it: tabs between cells, line breaks between rows, quotes round a cell that
 * holds either. Null where the text is a single cell.
 */
export function parseBlock(text) {
  if (!/[\t\n]/.test(text.replace(/\r?\n$/, ""))) return null;
  const rows = [[]];
  let cell = "";
  let quoted = false;
  const normal = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
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
 * Where the first row of a block repeats the labels of the columns, the block without it and in the order of the
 * columns `shown`; else the block as it is.
 */
export function alignToHeaders(block, fields, shown) {
  const names = shown.map((i) => [fields[i].label, fields[i].code].map(plain));
  const places = block[0].map((header) => names.findIndex((known) => known.includes(plain(header))));
  if (block.length < 2 || !places.every((place) => place >= 0)) return null;
  return block.slice(1).map((row) => {
    const line = shown.map(() => "");
    places.forEach((place, i) => (line[place] = row[i] ?? ""));
    return line;
  });
}
