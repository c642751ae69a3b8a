// zod 4: the rules across columns as checks of the row, repeated rows as a check of the table.
import * as z from "zod";
import { repeated } from "./table.mjs";

const CROSS = "participantes-au-plus-invitees";

function across({ value, issues }) {
  const told = (rule, column) => issues.push({ code: "custom", params: { rule }, path: [column], input: value, message: rule });
  if (value.structures_participantes > value.structures_invitees) told(CROSS, "structures_participantes");
  if (typeof value.date === "string" && +value.date.slice(0, 4) !== value.annee) told("date-dans-annee", "date");
}

function notRepeated({ value, issues }) {
  for (const at of repeated(value)) {
    issues.push({ code: "custom", params: { rule: "doublon" }, path: [at, ""], input: value, message: "doublon" });
  }
}

const RULES = { too_small: ["borne", "requis"], too_big: ["borne", "longueur"], custom: [] };
const ruleOf = (issue) => issue.params?.rule ?? RULES[issue.code]?.[issue.origin === "string" ? 1 : 0] ?? "type";
const located = (result) => {
  if (result.success) return [];
  return result.error.issues.map((issue) => `${issue.path.length > 1 ? issue.path.join(" ") : `0 ${issue.path[0]}`} ${ruleOf(issue)}`);
};

export async function load() {
  const row = z
    .object({
      annee: z.int().min(2000).max(2100),
      date: z.iso.date(),
      structures_invitees: z.int().min(0),
      structures_participantes: z.int().min(0),
      objet: z.string().min(1).max(500),
    })
    .check(across);
  const table = z.array(row).check(notRepeated);
  // Checked also where a cell is wrong: everything is to be told at once.
  for (const schema of [row, table]) schema._zod.def.checks.at(-1)._zod.def.when = () => true;
  return { table: (rows) => located(table.safeParse(rows)), row: (values) => located(row.safeParse(values)) };
}
