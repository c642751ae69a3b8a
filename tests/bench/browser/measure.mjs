// Measures one way of checking the table, in a process of its own:  node tests/bench/browser/measure.mjs NAME
import { meetings, TRUTH } from "./table.mjs";

const [, , name] = process.argv;
const begun = performance.now();
const { load, LACKS = [] } = await import(`./${name}.mjs`);
const checks = await load();
const loaded = performance.now();
const clean = meetings(false);
const dirty = meetings(true);
const untouched = checks.table(clean);
const first = performance.now();

const expected = TRUTH.filter((line) => !LACKS.some((rule) => line.endsWith(rule))).sort();
const got = [...checks.table(dirty), ...untouched].sort();
const differ = JSON.stringify(got) === JSON.stringify(expected) ? [] : [`${JSON.stringify(got)} instead of ${JSON.stringify(expected)}`];

/** The median of the microseconds a call, in batches long enough to be timed. */
function microseconds(call, seconds = 0.5) {
  let batch = 1;
  for (let end = performance.now() + 500; performance.now() < end; ) call();
  for (;;) {
    const start = performance.now();
    for (let i = 0; i < batch; i++) call();
    if (performance.now() - start > 2) break;
    batch *= 2;
  }
  const samples = [];
  for (let end = performance.now() + seconds * 1000; performance.now() < end; ) {
    const start = performance.now();
    for (let i = 0; i < batch; i++) call();
    samples.push(((performance.now() - start) / batch) * 1000);
  }
  return samples.sort((a, b) => a - b)[samples.length >> 1];
}

const out = { differ, load_ms: loaded - begun, first_ms: first - loaded };
if (differ.length === 0) {
  let present = 0;
  const row = { ...clean[4] };
  out.table_us = microseconds(() => checks.table(clean));
  out.dirty_us = microseconds(() => checks.table(dirty));
  out.row_us = microseconds(() => {
    row.structures_participantes = present = (present + 1) % (row.structures_invitees + 2);
    return checks.row(row);
  });
  if (checks.cell) out.cell_us = microseconds(() => checks.cell((present = (present + 1) % 30)));
}
console.log(JSON.stringify(out));
