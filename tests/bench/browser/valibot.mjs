// valibot: pipes; rules across columns run as soon as their cells are typed, repeated rows as a check of the table.
import * as v from "valibot";
import { repeated } from "./table.mjs";

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const RULES = { min_value: "borne", max_value: "borne", min_length: "requis", max_length: "longueur" };
const located = (result) => {
  if (result.success) return [];
  return result.issues.map((issue) => {
    const path = issue.path.map((step) => step.key);
    const rule = issue.type.endsWith("_check") ? issue.message : RULES[issue.type] ?? "type";
    return `${path.length > 1 ? path.join(" ") : `0 ${path[0]}`} ${rule}`;
  });
};

export async function load() {
  const atMost = v.partialCheck(
    [["structures_participantes"], ["structures_invitees"]],
    (row) => row.structures_participantes <= row.structures_invitees,
    "participantes-au-plus-invitees",
  );
  const inYear = v.partialCheck([["date"], ["annee"]], (row) => +row.date.slice(0, 4) === row.annee, "date-dans-annee");
  const row = v.pipe(
    v.object({
      annee: v.pipe(v.number(), v.integer(), v.minValue(2000), v.maxValue(2100)),
      date: v.pipe(v.string(), v.isoDate()),
      structures_invitees: count,
      structures_participantes: count,
      objet: v.pipe(v.string(), v.minLength(1), v.maxLength(500)),
    }),
    v.forward(atMost, ["structures_participantes"]),
    v.forward(inYear, ["date"]),
  );
  const notRepeated = v.rawCheck(({ dataset, addIssue }) => {
    for (const at of repeated(dataset.value)) {
      const value = dataset.value[at];
      const path = [
        { type: "array", origin: "value", input: dataset.value, key: at, value },
        { type: "object", origin: "value", input: value, key: "", value: undefined },
      ];
      addIssue({ message: "doublon", path });
    }
  });
  const table = v.pipe(v.array(row), notRepeated);
  return { table: (rows) => located(v.safeParse(table, rows)), row: (values) => located(v.safeParse(row, values)) };
}
