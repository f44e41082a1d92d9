/**
 * Shared attribute keys of a class (CPython's split-table keys): one table per class, from which every
 * instance with inline values takes its value slots (cpython-facts 2.5).
 *
 * An instance's `attributes` is a JavaScript array: element 0 is null, or (where the instance stored
 * its attributes in another order than the keys) the array of key indices in the instance's own
 * order; element i + 1 is the value of key i, or null.
 */
import type { PyObject } from '../memory';
import type { PyStr } from './layouts';

/** SHARED_KEYS_MAX_SIZE */
export const SHARED_KEYS_MAXIMUM = 30;

/** `attributes` of an instance with inline values. */
export type InlineValues = [order: number[] | null, ...values: (PyObject | null)[]];

export class SharedKeys {
  /** For each key index, the attribute name (owned). */
  readonly names: PyStr[] = [];
  readonly indexByName = new Map<string, number>();
  /** How many names may still be entered. */
  usable = SHARED_KEYS_MAXIMUM;
  /** What `attributes` of a new instance is copied from: no order, and null for each key entered so far. */
  readonly template: InlineValues = [null];
}
