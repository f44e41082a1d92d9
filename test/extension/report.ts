/** Runs a mocha and gathers what came of each test; the same in every host. */

/** Begins the one console line that carries the results where no file can be written. */
export const resultMark = '@@RESULTS@@';

export interface TestResult {
  readonly title: string;
  readonly state: 'passed' | 'failed';
  readonly ms?: number;
  readonly error?: string;
}

export function collect(start: (done: (failures: number) => void) => Mocha.Runner): Promise<TestResult[]> {
  return new Promise((resolve) => {
    const results: TestResult[] = [];
    const runner = start(() => resolve(results));
    runner.on('pass', (test) => results.push({ title: test.fullTitle(), state: 'passed', ms: test.duration }));
    runner.on('fail', (test, error: unknown) => results.push({
      title: test.fullTitle(), state: 'failed', ms: test.duration, error: error instanceof Error ? error.stack ?? error.message : String(error),
    }));
    // A pending test tests nothing: it counts as failed.
    runner.on('pending', (test) => results.push({ title: test.fullTitle(), state: 'failed', error: 'the test is skipped' }));
  });
}
