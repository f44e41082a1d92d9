import { beforeAll, describe, expect, it } from 'vitest';
import type { Toolchain } from '../../../src/session';
import { loadToolchain } from '../../session/toolchainForTests';
import { run } from './interpreterForTests';

let toolchain: Toolchain;
beforeAll(async () => {
  toolchain = await loadToolchain();
});

const loud = `
import atexit, gc, sys
class Loud:
    def __init__(self, name): self.name = name
    def __del__(self): print(self.name, end=' ')
`;

describe('interpreter exit', () => {
  it('runs exit functions last first, then a collection; a main module nobody else holds dies with its names in order', () => {
    expect(run(toolchain, `${loud}
gc.disable()
gc.enable()
b = Loud('b')
_a = Loud('_a')
__c = Loud('__c')
c = Loud('c')
cycle = [Loud('cycle')]
cycle.append(cycle)
del cycle
atexit.register(print, 'first', end=' ')
atexit.register(print, 'second', end=' ')
print('end', end=' ')
`).output).toBe('end second first cycle b _a __c c ');
  });

  it('leaves a dead cycle to the end when the collector is off', () => {
    expect(run(toolchain, `${loud}
gc.disable()
x = [Loud('cycle')]
x.append(x)
del x
y = Loud('y')
`).output).toBe('cycle y ');
  });

  it.each([
    ['sys.exit(3)', 3, ''], ['sys.exit()', 0, ''], ["sys.exit('text')", 1, 'text\n'], ['raise SystemExit(256 + 7)', 7, ''], ['sys.exit(None)', 0, ''], ['sys.exit(-1)', 255, ''],
  ])('%s', (statement, status, output) => {
    expect(run(toolchain, `import sys\n${statement}\nprint('never')`)).toEqual({ output, status, stopped: null });
  });

  it('after an uncaught exception has status 1, and the globals still die', () => {
    const { output, status } = run(toolchain, `${loud}\nx = Loud('x')\nraise ValueError('v')`);
    expect(status).toBe(1);
    expect(output).toMatch(/^Traceback \(most recent call last\):\n[\s\S]*ValueError: v\nx $/);
  });
});
