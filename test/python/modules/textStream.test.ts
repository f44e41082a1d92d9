/** The program's own streams as objects of the heap: what CPython's TextIOWrapper does there, ours does. */
import { beforeAll, describe, expect, it } from 'vitest';
import { loadToolchain, recordSource, runSource } from '../../session/toolchainForTests';
import type { Toolchain } from '../../../src/session';

let toolchain: Toolchain;
beforeAll(async () => {
  toolchain = await loadToolchain();
});

describe('a text stream', () => {
  const source = `import gc, sys
class Held:
    def __del__(self): print('held')
held = Held()
held.stream = sys.stderr
sys.stderr.held = held
sys.stderr = sys.__stderr__ = None
del held
print(gc.collect() > 0)
`;

  it('that is garbage in a cycle is collected with what it holds', () => {
    expect(runSource(toolchain, source)).toEqual({ stdout: 'held\nTrue\n', stderr: '', status: 0 });
  });

  it('the same while it is recorded', () => {
    let output = '';
    const run = recordSource(toolchain, source, { onOutput: (_stream, text) => (output += text) });
    expect([run.status, output]).toEqual(['finished', 'held\nTrue\n']);
  });
});
