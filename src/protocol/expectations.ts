/** What became of the expectations of a document (`# expect: refcount(a) == 2`). Lines and columns count from 0, columns in UTF-16 units. */

export interface ExpectationPlace {
  readonly line: number;
  readonly startColumn: number;
  readonly endColumn: number;
}

export interface ExpectationOutcome {
  /** `malformed`: the comment could not be read; `notRun`: the program did not run. */
  readonly status: 'passed' | 'failed' | 'malformed' | 'notRun';
  /** Of the check in its comment. */
  readonly range: ExpectationPlace;
  /** The line it speaks of. */
  readonly line: number;
  readonly text: string;
  readonly hits: number;
  /** The moment of the first failure, else of the last hit looked at; null when there is none. */
  readonly step: number | null;
  /** What was the case: `refcount(a) is 3: global a, global b`; '' if it holds. */
  readonly message: string;
}
