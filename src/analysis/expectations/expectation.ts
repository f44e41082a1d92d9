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
