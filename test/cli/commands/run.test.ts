import { beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../../src/cli/commands/run';
import { steadyClock, type Toolchain } from '../../../src/session';
import { loadToolchain } from '../../session/toolchainForTests';
import { collected } from '../collectedOutput';

let toolchain: Toolchain;

beforeAll(async () => {
  toolchain = await loadToolchain();
});

function runSource(source: string, programArguments: readonly string[] = [], lines: readonly string[] = []): ReturnType<typeof collected> & { status: number } {
  const output = collected();
  const left = [...lines];
  const status = run(toolchain, { path: 'x.py', source }, { python: '3.12', programArguments, readLine: () => left.shift() ?? null, clock: steadyClock() }, output);
  return { ...output, status };
}

describe('heapglass run', () => {
  it('gives output, errors and status of the program', () => {
    expect(runSource('import sys\nprint("out")\nprint("err", file=sys.stderr)\nsys.exit(4)\n'))
      .toMatchObject({ stdout: 'out\n', stderr: 'err\n', status: 4 });
  });

  it('hands arguments and standard input on', () => {
    expect(runSource('import sys\nprint(sys.argv, input("name? "), input())\n', ['-v', 'y'], ['first', 'second']))
      .toMatchObject({ stdout: "name? ['x.py', '-v', 'y'] first second\n", status: 0 });
  });

  it('prints an uncaught exception as CPython 3.12 does', () => {
    expect(runSource('def f(x):\n    return 1 / x\nf(0)\n')).toMatchObject({
      status: 1,
      stderr: [
        'Traceback (most recent call last):',
        '  File "x.py", line 3, in <module>',
        '    f(0)',
        '  File "x.py", line 2, in f',
        '    return 1 / x',
        '           ~~^~~',
        'ZeroDivisionError: division by zero',
        '',
      ].join('\n'),
    });
  });

  it('prints a syntax error and fails', () => {
    expect(runSource('print(1)\nx = (\n')).toMatchObject({
      status: 1, stdout: '', stderr: "  File \"x.py\", line 2\n    x = (\n        ^\nSyntaxError: '(' was never closed\n",
    });
  });
});
