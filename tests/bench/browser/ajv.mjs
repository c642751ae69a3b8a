// ajv: JSON Schema, `$data` for "at most", keywords of its own for the date in the year and for repeated rows.
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { repeated } from "./table.mjs";

const count = (more) => ({ type: "integer", minimum: 0, ...more });
const properties = {
  annee: { type: "integer", minimum: 2000, maximum: 2100 },
  date: { type: "string", format: "date", inYear: true },
  structures_invitees: count(),
  structures_participantes: count({ maximum: { $data: "1/structures_invitees" } }),
  objet: { type: "string", minLength: 1, maxLength: 500 },
};
const row = { type: "object", properties, required: Object.keys(properties) };
const RULES = { minimum: "borne", inYear: "date-dans-annee", format: "type", maxLength: "longueur", minLength: "requis" };

function located(errors) {
  const out = [];
  for (const error of errors ?? []) {
    if (error.keyword === "notRepeated") continue;
    const [, at, column] = error.instancePath.match(/^\/?(\d*)\/?(\w*)$/);
    const most = column === "annee" ? "borne" : "participantes-au-plus-invitees";
    const rule = error.keyword === "maximum" ? most : error.keyword === "doublon" ? "doublon" : RULES[error.keyword] ?? error.keyword;
    out.push(`${at || 0} ${column} ${rule}`);
  }
  return out;
}

export async function load() {
  const ajv = addFormats(new Ajv({ allErrors: true, $data: true, strict: false }), ["date"]);
  ajv.addKeyword({
    keyword: "inYear",
    type: "string",
    errors: false,
    validate: (_, text, __, context) => text.length !== 10 || +text.slice(0, 4) === context.parentData.annee,
  });
  ajv.addKeyword({
    keyword: "notRepeated",
    type: "array",
    errors: true,
    validate: function check(_, rows) {
      check.errors = repeated(rows).map((at) => ({ keyword: "doublon", instancePath: `/${at}`, params: {} }));
      return check.errors.length === 0;
    },
  });
  const all = ajv.compile({ type: "array", items: row, notRepeated: true });
  const one = ajv.compile(row);
  return {
    table: (rows) => (all(rows) ? [] : located(all.errors)),
    row: (values) => (one(values) ? [] : located(one.errors)),
  };
}
