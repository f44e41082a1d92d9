/**
 * What an expectation says, as data: comments such as `# expect: refcount(a) == 2, freed(b) @hit 3`. Lines count from 1, columns
 * from 0 in UTF-16 units. How the text is read is `expectationText.ts`'s matter, whether it holds `checkExpectations.ts`'s.
 */

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';

/** A place in the source: one line, from column to column. */
export interface ExpectationRange {
  readonly line: number;
  readonly startColumn: number;
  readonly endColumn: number;
}

/** `subject` is the text of a name, with attributes and subscripts: `a`, `node.next`, `cache['k'][0]`. */
export type Check =
  | { readonly kind: 'number'; readonly quantity: 'refcount' | 'generation' | 'size'; readonly subject: string; readonly comparison: Comparison; readonly value: number }
  | { readonly kind: 'total'; readonly quantity: 'collected' | 'cycles' | 'allocated' | 'freed'; readonly comparison: Comparison; readonly value: number }
  | { readonly kind: 'state'; readonly property: 'freed' | 'alive' | 'tracked' | 'reachable'; readonly subject: string; readonly negated: boolean }
  | { readonly kind: 'holders'; readonly subject: string; readonly holders: readonly string[]; readonly negated: boolean };

/** One statement of a comment. */
export interface Expectation {
  readonly check: Check;
  readonly text: string;
  readonly range: ExpectationRange;
  /** The line it speaks of: its own, or for a comment alone on its line the nearest line of code above; 0: there is none. */
  readonly line: number;
  /** Only the hit of this number (from 1); null: every hit. */
  readonly hit: number | null;
}

/** What could not be read. */
export interface ExpectationMistake {
  readonly range: ExpectationRange;
  readonly message: string;
}

export interface ExpectationList {
  readonly expectations: readonly Expectation[];
  readonly mistakes: readonly ExpectationMistake[];
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
