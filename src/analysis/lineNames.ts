/**
 * Which names stand on which line of a source, as data for the annotations: the session takes them from the compiled code.
 */

/** Where a name is looked up. */
export type NameScope = 'local' | 'global';

export interface LineName {
  readonly name: string;
  readonly scope: NameScope;
}

/** For one code object: for each line (from 1), the names its instructions load, store or delete, in that order. */
export interface CodeNames {
  readonly namesByLine: ReadonlyMap<number, readonly LineName[]>;
}
