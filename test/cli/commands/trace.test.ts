import { beforeAll, describe, expect, it } from 'vitest';
import { trace } from '../../../src/cli/commands/trace';
import type { Toolchain } from '../../../src/session';
import { loadToolchain } from '../../session/toolchainForTests';
import { collected } from '../collectedOutput';

let toolchain: Toolchain;

beforeAll(async () => {
  toolchain = await loadToolchain();
});

function traceSource(source: string, options: { json?: boolean; all?: boolean } = {}): ReturnType<typeof collected> & { status: number } {
  const output = collected();
  const status = trace(toolchain, { path: 'x.py', source }, { python: '3.12', json: false, all: false, programArguments: [], ...options }, output);
  return { ...output, status };
}

describe('heapglass trace', () => {
  it('prints a line per step with the counts after the line ran', () => {
    const { stdout, status } = traceSource('def f(p):\n    return p\na = []\nb = f(a)\ndel a, b\n');
    expect(stdout.split('\n').map((line) => line.trim().replace(/ {2,}/g, ' | '))).toEqual([
      '0 call | 1 | <module>',
      '1 line | 1 | <module> | f 1',
      '2 line | 3 | <module> | a 1',
      '3 line | 4 | <module> | b 2 · f 1 · a 2',
      '4 call | 1 | f',
      '5 line | 2 | f | p 3',
      '6 return | 2 | f',
      '7 line | 5 | <module> | a freed · b freed',
      '8 return | 5 | <module>',
      '9 end',
      '',
    ]);
    expect(status).toBe(0);
  });

  it('prints one JSON object per step, with what the step printed', () => {
    const rows = traceSource('x = 1\nprint(x)\n', { json: true }).stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(rows.map(({ event }) => event)).toEqual(['call', 'line', 'line', 'return', 'end']);
    expect(rows[1]).toEqual({ step: 1, event: 'line', line: 1, function: '<module>', refcounts: { x: 'immortal' } });
    expect(rows[2]).toMatchObject({ output: '1\n' });
  });

  it('shows steps of imported modules when asked', () => {
    const source = 'import colorsys\n';
    const own = traceSource(source).stdout.split('\n').length;
    const all = traceSource(source, { all: true }).stdout;
    expect(all.split('\n').length).toBeGreaterThan(own + 5);
    expect(all).toContain('colorsys.py');
  });

  it('shows everything up to an uncaught exception, and its traceback', () => {
    const { stdout, stderr, status } = traceSource('a = []\na.nothing\nb = 1\n');
    expect(status).toBe(1);
    expect(stdout).toContain('exception');
    expect(stderr).toContain("AttributeError: 'list' object has no attribute 'nothing'");
    expect(stdout).not.toMatch(/line +3 /);
  });
});
