/**
 * What became of the expectations of a document (`# expect: refcount(a) == 2`), and the words they are written with. Lines and columns
 * count from 0, columns in UTF-16 units.
 */

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

/** One word of the language, for completion and hover help. */
export interface ExpectationWord {
  readonly word: string;
  /** What to insert; `$1` stands for the subject. */
  readonly template: string;
  readonly help: string;
}

export const EXPECTATION_WORDS: readonly ExpectationWord[] = [
  { word: 'refcount', template: 'refcount($1) == 1', help: 'The refcount of the object after the line, as its holders count it (`sys.getrefcount` shows one more: its own argument).' },
  { word: 'freed', template: 'freed($1)', help: 'The object the name stood for is gone. Without an argument, `freed == 2`: how many objects on record died during the line.' },
  { word: 'alive', template: 'alive($1)', help: 'The object the name stands for, or last stood for, still exists.' },
  { word: 'collected', template: 'collected == 0', help: 'What the collections that ran during the line found unreachable, as `gc.collect()` returns it.' },
  { word: 'generation', template: 'generation($1) == 0', help: 'The generation of the collector the object is in: 0, 1 or 2.' },
  { word: 'tracked', template: 'tracked($1)', help: 'The collector tracks the object (`gc.is_tracked`).' },
  { word: 'reachable', template: 'reachable($1)', help: 'A name, a running call or the runtime leads to the object; an object that is alive and not reachable waits for the collector.' },
  { word: 'holders', template: 'holders($1) == {"global $1"}', help: 'Who holds the object, one text for each count, in any order, as the hover lists them.' },
  { word: 'cycles', template: 'cycles == 0', help: 'Unreachable groups of objects which hold each other and wait for the collector.' },
  { word: 'allocated', template: 'allocated <= 0', help: 'Objects made during the line that are still there after it.' },
  { word: 'size', template: 'size($1) == 64', help: '`sys.getsizeof` of the object, in bytes.' },
  { word: 'not', template: 'not $1', help: 'Turns the next check round: `not freed(a)`.' },
  { word: '@hit', template: '@hit 1', help: 'The check is about this hit of the line only, counted from 1; without it, about every hit.' },
];
