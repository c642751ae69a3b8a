// The library as a page uses it: every rule of the rulebook with its words, computed columns, totals and indicators.
const HOME = new URL("../../../spro-wasm/dist/index.js", import.meta.url);

const located = (answer) => {
  const out = [];
  for (const { code, severity, row, field } of answer.diagnostics) {
    if (severity !== "info") out.push(`${row} ${field ?? ""} ${code.slice(code.lastIndexOf(".") + 1)}`);
  }
  return out;
};

export async function load() {
  const { load: ready, validateCell, validateTable } = await import(HOME);
  await ready();
  const request = { table: "reunions", reseau: "Dreux", rows: [] };
  return {
    table: (rows) => located(validateTable({ ...request, rows })),
    row: (values) => located(validateTable({ ...request, rows: [values] })),
    cell: (value) => validateCell({ table: "reunions", field: "structures_participantes", value }).diagnostics,
  };
}
