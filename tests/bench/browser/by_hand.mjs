// JavaScript written by hand for this one table: the limit of what a browser can do.
import { repeated } from "./table.mjs";

const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function yearOf(text) {
  const found = DATE.exec(text);
  if (!found) return 0;
  const [year, month, day] = [+found[1], +found[2], +found[3]];
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day >= 1 && day <= (leap ? 29 : DAYS[month - 1]) ? year : 0;
}

function count(value, at, column, out) {
  if (!Number.isInteger(value)) out.push(`${at} ${column} type`);
  else if (value < 0) out.push(`${at} ${column} borne`);
}

function check(row, at, out) {
  if (!Number.isInteger(row.annee)) out.push(`${at} annee type`);
  else if (row.annee < 2000 || row.annee > 2100) out.push(`${at} annee borne`);
  const year = yearOf(row.date);
  if (year === 0) out.push(`${at} date type`);
  else if (year !== row.annee) out.push(`${at} date date-dans-annee`);
  count(row.structures_invitees, at, "structures_invitees", out);
  count(row.structures_participantes, at, "structures_participantes", out);
  if (row.structures_participantes > row.structures_invitees) {
    out.push(`${at} structures_participantes participantes-au-plus-invitees`);
  }
  if (!row.objet) out.push(`${at} objet requis`);
  else if (row.objet.length > 500) out.push(`${at} objet longueur`);
}

export async function load() {
  return {
    table(rows) {
      const out = [];
      rows.forEach((row, at) => check(row, at, out));
      for (const at of repeated(rows)) out.push(`${at}  doublon`);
      return out;
    },
    row(row) {
      const out = [];
      check(row, 0, out);
      return out;
    },
  };
}
