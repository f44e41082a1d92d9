// From outcomes to the table's rows and the total. Pure.

/**
 * Who counts: every test that the recorded CPython itself passes in this file. What it skips or fails there is left out; of a file
 * that is not recorded, what was skipped here is left out.
 * @param {import('./testRun.mjs').FileOutcome} file
 * @param {{ passed: number, leftOut: string[] } | undefined} recorded what the real CPython made of it
 */
export function count(file, recorded) {
  const leftOut = new Map();
  for (const id of recorded?.leftOut ?? []) leftOut.set(id, (leftOut.get(id) ?? 0) + 1);
  const row = { run: 0, passed: 0, failed: 0, errors: 0, skipped: 0, of: 0, notPassed: [] };
  for (const test of file.tests) {
    if (test.outcome !== 'not run' && test.outcome !== 'skipped') row.run++;
    if ((leftOut.get(test.id) ?? 0) > 0) {
      leftOut.set(test.id, leftOut.get(test.id) - 1);
      row.skipped++;
    } else if (test.outcome === 'passed') row.passed++;
    else if (test.outcome === 'skipped' && recorded === undefined) row.skipped++;
    else {
      if (test.outcome === 'failed') row.failed++;
      else row.errors++;
      row.notPassed.push(test);
    }
  }
  const found = row.passed + row.notPassed.length;
  row.of = recorded === undefined ? Math.max(found, file.problems.some(({ outcome }) => outcome !== 'skipped') ? 1 : 0) : recorded.passed;
  // Tests CPython has and that were not even found here (their class was not made, the file did not load).
  if (row.of > found) row.errors += row.of - found;
  row.passed = Math.min(row.passed, row.of);
  return row;
}

/** Rounded down, so that 100 % means all. */
export function percent(part, whole) {
  return whole === 0 ? '0.0 %' : `${(Math.floor((part / whole) * 1000) / 10).toFixed(1)} %`;
}

const columns = ['tests', 'run', 'passed', 'failed', 'errors', 'skipped', 'seconds', 'share'];

export function headerLine() {
  return 'file'.padEnd(26) + columns.map((name) => name.padStart(9)).join('');
}

export function rowLine(name, row, seconds, remark) {
  const values = [row.of, row.run, row.passed, row.failed, row.errors, row.skipped, seconds.toFixed(1), percent(row.passed, row.of)];
  return name.padEnd(26) + values.map((value) => String(value).padStart(9)).join('') + (remark === '' ? '' : `  ${remark}`);
}
