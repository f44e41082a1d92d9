/** The runner of CPython's test suite, on a suite of our own with every outcome there is. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildProcess } from './buildProcess.mjs';
import { count, percent } from './table.mjs';
import { runTestFile, type FileOutcome } from './testRun.mjs';

const here = import.meta.dirname;
const dist = path.resolve(here, '../../dist');
let folder = '';
let processFile = '';

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'heapglass-runner-'));
  processFile = await buildProcess(folder);
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function run(name: string, testSeconds: number): Promise<FileOutcome> {
  const start = (leaveOut: number): ReturnType<typeof spawn> =>
    spawn(process.execPath, [processFile, dist, path.join(here, 'fixture'), path.join(here, 'driver.py'), name, String(leaveOut)], { stdio: ['ignore', 'pipe', 'pipe'] });
  return runTestFile(start, { testSeconds, fileSeconds: 600 });
}

describe('the runner of the test suite', () => {
  it('tells each outcome and goes on behind a test that does not end', async () => {
    const file = await run('test_outcomes', 30);
    const outcomes = Object.fromEntries(file.tests.map(({ id, outcome }) => [id.split('.').at(-1) ?? '', outcome]));
    expect(outcomes).toEqual({
      test_1_passes: 'passed', test_2_fails: 'failed', test_3_is_an_error: 'error', test_4_is_skipped: 'skipped', test_5_fails_as_expected: 'passed',
      test_6_fails_in_a_part: 'failed', test_7_hangs: 'hung', test_8_runs_behind_it: 'passed', test_skipped_class: 'skipped', test_never_starts: 'not run',
    });
    // Not recorded: what is skipped here is left out.
    const row = count(file, undefined);
    expect([row.passed, row.of, row.failed, row.errors, row.skipped]).toEqual([3, 8, 2, 3, 2]);
    // Recorded: only what the real one leaves out is, and a test of its own that is not found here counts.
    const recorded = count(file, { passed: 10, leftOut: file.tests.filter(({ id }) => id.endsWith('test_4_is_skipped')).map(({ id }) => id) });
    expect([recorded.passed, recorded.of, recorded.skipped]).toEqual([3, 10, 1]);
  });

  it('a file that can not be imported counts as not passed', async () => {
    const file = await run('test_not_importable', 60);
    expect(file.problems[0]?.reason).toContain("ModuleNotFoundError: No module named 'not_a_module'");
    expect(count(file, undefined).of).toBe(1);
  });

  it('a share is rounded down', () => {
    expect(percent(999, 1000)).toBe('99.9 %');
    expect(percent(9999, 10_000)).toBe('99.9 %');
    expect(percent(0, 0)).toBe('0.0 %');
  });
});
