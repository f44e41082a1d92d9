/** A module that does not exist here: CPython's error for the program, a hint with what there is for the editor. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Toolchain } from '../../src/session';
import { loadToolchain, recordSource } from './toolchainForTests';

let toolchain: Toolchain;

beforeAll(async () => {
  toolchain = await loadToolchain();
});

describe('an import that finds nothing', () => {
  it('is an error of the program and a hint on its line', () => {
    let output = '';
    const { problems, exitCode } = recordSource(toolchain, 'x = 1\nimport no_such_module\n', { onOutput: (_stream, text) => (output += text) });
    expect(exitCode).toBe(1);
    expect(output).toContain("ModuleNotFoundError: No module named 'no_such_module'");
    expect(output).not.toContain('There are');
    const hint = problems.find(({ code }) => code === 'moduleNotFound');
    expect(hint?.range.startLine).toBe(1);
    expect(hint?.message).toMatch(/^There is no module 'no_such_module' here\. There are: .*\bcollections\b.*\bweakref\b/);
  });

  it('gives the hint also when the program goes on without the module', () => {
    const { problems, exitCode } = recordSource(toolchain, 'try:\n    import no_such_module\nexcept ImportError:\n    pass\n');
    expect(exitCode).toBe(0);
    expect(problems.map(({ code }) => code)).toEqual(['moduleNotFound']);
  });

  it('keeps what the library tries in vain to itself', () => {
    const { problems } = recordSource(toolchain, 'import heapq, functools\n');
    expect(problems).toEqual([]);
  });
});
