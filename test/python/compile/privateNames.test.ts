/** Name mangling; the cases were tried in CPython 3.12. */
import { describe, expect, it } from 'vitest';
import { mangle } from '../../../src/python/compile/privateNames';

describe('mangle', () => {
  it.each([
    ['C', '__x', '_C__x'], ['__C', '__x', '_C__x'], ['_', '__x', '__x'], ['C', '__x__', '__x__'], ['C', '_x', '_x'],
    ['C', '__a.b', '__a.b'], ['C_', '__x_', '_C___x_'], [null, '__x', '__x'],
  ])('in class %s %s is %s', (className, name, mangled) => {
    expect(mangle(className, name)).toBe(mangled);
  });
});
