/**
 * What one instruction remembers between its executions. One class for all kinds of instructions, so
 * that the eval loop reads it at one hidden class. `counter` is CPython 3.12's adaptive counter: a site
 * is specialised at its second execution, and after a failed attempt it backs off, because
 * specialisation changes reference counts that programs can see (cpython-facts 1.6).
 */
import type { PyObject } from '../memory';

/** How a cached attribute is reached. */
export const enum AttributeKind {
  None,
  /** Inline value of the instance, at `index`. */
  InlineValue,
  /** `__slots__` member, at `index`. */
  Slot,
  /** Function or other method descriptor of the class, not shadowed by an instance attribute. */
  Method,
  /** Property whose getter is a plain Python function in `object`. */
  Property,
  /** The class's `__getattribute__`, a plain Python function in `object`, decides (no `__getattr__`). */
  GetAttribute,
  /** Entry `index` of a module's namespace. */
  Module,
  /** Attribute of a class object itself, in `object`. */
  Class,
  /** Non-data descriptor-less class attribute of an instance, in `object`. */
  ClassAttribute,
  /** LOAD_SUPER_ATTR that looks behind the class without a super object. */
  Super,
}

export class InlineCache {
  counter = 1;
  kind = AttributeKind.None;
  /** Type version tag, or keys version of the first namespace. */
  version = 0;
  /** Keys version of the second namespace (builtins), or the number of shared keys. */
  version2 = 0;
  index = 0;
  /** Borrowed: valid as long as the versions are. */
  object: PyObject | null = null;
}

const COOLDOWN = 52;
const MAXIMUM_BACKOFF = 12;

/** True when the site is to be specialised now; otherwise counts down. */
export function isDue(cache: InlineCache): boolean {
  if (cache.counter > 0) {
    cache.counter--;
    return false;
  }
  return true;
}

export function specialized(cache: InlineCache): void {
  cache.counter = COOLDOWN;
}

/** adaptive_counter_backoff: the next attempt comes after about twice as many executions. */
export function backOff(cache: InlineCache): void {
  const exponent = Math.min(cache.index + 1, MAXIMUM_BACKOFF);
  cache.index = exponent;
  cache.counter = (1 << exponent) - 1;
}
