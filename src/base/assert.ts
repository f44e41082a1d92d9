/**
 * Broken invariants. An assertion failure is a bug of ours, never a user's mistake and never a
 * Python exception.
 */
export class AssertionFailure extends Error {
  override readonly name = 'AssertionFailure';
}

export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new AssertionFailure(message);
}

export function assertDefined<T>(value: T | null | undefined, message: string): asserts value is T {
  if (value === null || value === undefined) throw new AssertionFailure(message);
}

/** For the `default` of an exhaustive switch. */
export function assertNever(value: never, message = 'unexpected value'): never {
  throw new AssertionFailure(`${message}: ${JSON.stringify(value)}`);
}
