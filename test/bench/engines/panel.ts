/** The grouped view of a heap of about 100,000 objects, as the worker makes it, and how long that took. Prints one line of JSON. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { standardView } from '../../../src/protocol';
import { recordRun, Session, Toolchain } from '../../../src/session';

const PROGRAM = `
import gc
gc.disable()
class Node:
    def __init__(self, value, next):
        self.value = value
        self.next = next
head = None
for i in range(33000):
    head = Node([i], head)
table = {}
for i in range(16000):
    table[i] = [i, (i, head)]
x = 1
y = 2
`;

async function main(): Promise<void> {
  const dist = process.argv[2] ?? 'dist';
  const read = (name: string) => readFileSync(path.join(dist, name));
  const toolchain = await Toolchain.create({ core: read('web-tree-sitter.wasm'), grammar: read('tree-sitter-python.wasm') }, read('stdlib.bin'));
  const session = new Session(recordRun(toolchain, {
    source: PROGRAM, fileName: 'bench.py', limits: { steps: 100_000_000, seconds: 3600, megabytes: 8192 }, now: () => performance.now(),
  }));
  const { stepCount } = session.view(0, standardView);
  session.view(stepCount - 4, standardView);
  const start = process.cpuUsage();
  const grouped = session.view(stepCount - 3, standardView);
  const used = process.cpuUsage(start);
  process.stdout.write(JSON.stringify({ grouped, viewMs: (used.user + used.system) / 1000 }));
}

void main();
