/** The few assertions the suite needs; Node's `assert` isn't there in a web host. */
export function equal<T>(actual: T, expected: T, what = 'values'): void {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${what}: expected ${b}, got ${a}`);
}

export function ok(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Error(what);
}

export function includes(text: string, part: string): void {
  if (!text.includes(part)) throw new Error(`expected ${JSON.stringify(text)} to include ${JSON.stringify(part)}`);
}

/** Waits until a condition holds: the editor answers when it likes. */
export async function eventually(condition: () => unknown, what: string, limitMs = 20_000): Promise<void> {
  const end = Date.now() + limitMs;
  while (!await condition()) {
    if (Date.now() > end) throw new Error(`${what}: not within ${limitMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
