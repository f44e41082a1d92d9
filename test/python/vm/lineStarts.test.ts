import { beforeAll, describe, expect, it } from 'vitest';
import type { CodeObject } from '../../../src/python/bytecode';
import { lineStarts } from '../../../src/python/vm/lineStarts';
import { LoadedCode } from '../../../src/python/vm/loadCode';
import type { Toolchain } from '../../../src/session';
import { loadToolchain } from '../../session/toolchainForTests';
import { interpreterFor } from './interpreterForTests';

let toolchain: Toolchain;
beforeAll(async () => {
  toolchain = await loadToolchain();
});

function markedLines(source: string): number[] {
  const { code } = toolchain.compile(source, 'program.py');
  const data = (code as CodeObject).consts.find((constant) => constant.type === 'code');
  const loaded = new LoadedCode(interpreterFor(toolchain), data === undefined ? code as CodeObject : data.code, false);
  return [...lineStarts(loaded)].sort((a, b) => a - b).map((pc) => loaded.lineAt(pc));
}

describe('lineStarts', () => {
  it('marks each line of straight code once', () => {
    expect(markedLines('a = 1\nb = 2; c = 3\n\nd = (4,\n  a)\n')).toEqual([1, 2, 4, 5, 4]);
  });

  it('does not mark the def line inside a function, nor what makes its cells', () => {
    expect(markedLines('def f(a):\n  def g(): return a\n  return g\n')).toEqual([2, 3]);
  });

  it('marks the targets of jumps, and a loop within one line at each round', () => {
    expect(markedLines('def f():\n  for i in x: pass\n')).toEqual([2, 2, 2, 2]);
    const lines = markedLines('def f(x):\n  if x:\n    a = 1\n  else:\n    a = 2\n  return a\n');
    expect([...new Set(lines)]).toEqual([2, 3, 6, 5].filter((line) => lines.includes(line)));
    expect(lines).toContain(6);
  });

  it('marks handlers', () => {
    expect(new Set(markedLines('def f():\n  try:\n    x\n  except E:\n    y\n  finally:\n    z\n'))).toEqual(new Set([2, 3, 4, 5, 7]));
  });
});
