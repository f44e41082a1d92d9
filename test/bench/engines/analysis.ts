/**
 * Questions about the heap of one moment with about 100,000 objects: how long each takes, from a recording at hand. Prints one line of
 * JSON: for each question the median and the worst of several rounds in milliseconds of processor time.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { breakdown, buildView, collectHere, cycles, dominatorTable, HeapGraph, islands, whatWouldFree, whyAlive } from '../../../src/analysis';
import { dominators } from '../../../src/analysis/algorithms/dominators';
import { recordRun, Toolchain } from '../../../src/session';
import { iterativeDominators } from '../../analysis/algorithms/iterativeDominators';

const LIMITS = { steps: 100_000_000, seconds: 3600, megabytes: 8192 };
const VIEW = { nodeLimit: 300, slotLimit: 12, showAtoms: false };

/** Kinds of heaps: trees with indices, and one long list linked both ways. Each has about 100,000 objects that are cards. */
const PROGRAMS: Readonly<Record<string, string>> = {
  records: `
class Record:
    def __init__(self, i, parent):
        self.key = (i, [i, str(i)])
        self.parent = parent
        self.children = []
        if parent is not None:
            parent.children.append(self)
records = []
index = {}
for i in range(25000):
    r = Record(i, records[(i - 1) // 3] if i else None)
    records.append(r)
    index[i] = r
lost = []
for i in range(200):
    a = Record(-i, None)
    b = Record(-i, a)
    a.key = b
    del a, b
x = 1
`,
  linked: `
class Node:
    __slots__ = ('value', 'next', 'back')
first = last = Node()
for i in range(100000):
    node = Node()
    node.value = None
    last.next = node
    node.back = last
    last = node
del node
x = 1
`,
};

async function main(): Promise<void> {
  const [dist, rounds, only] = [process.argv[2] as string, Number(process.argv[3] ?? 5), process.argv[4]];
  const read = (name: string): Uint8Array => readFileSync(path.join(dist, name));
  const toolchain = await Toolchain.create({ core: read('web-tree-sitter.wasm'), grammar: read('tree-sitter-python.wasm') }, read('stdlib.bin'));
  for (const [name, source] of Object.entries(PROGRAMS)) {
    if (only !== undefined && only !== name) continue;
    const { timeline } = recordRun(toolchain, { source, fileName: `${name}.py`, limits: LIMITS, now: () => performance.now() });
    if (timeline === null) throw new Error('nothing ran');
    const { recording } = timeline;
    const step = recording.steps.count - 2;
    const state = timeline.seek(step);
    const fresh = (): HeapGraph => new HeapGraph(recording, state, step);
    const built = fresh();
    const { moment } = built;
    const someObject = [...moment.entityOf].reverse().find((entity) => entity > recording.baselineEntity && recording.strings.get(recording.entities.typeName(entity)) === (name === 'linked' ? 'Node' : 'list') && built.reachedNodes[moment.nodeOf(entity)] === 1) as number;
    const questions: Record<string, () => unknown> = {
      'graph of the moment': () => fresh().moment.in,
      'plain view': () => buildView(recording, state, step, VIEW),
      'view by type': () => buildView(recording, state, step, { ...VIEW, grouping: 'type' }),
      'view by holder': () => buildView(recording, state, step, { ...VIEW, grouping: 'holder' }),
      'dominators and retained sizes': () => fresh().retention,
      'dominators alone, Lengauer and Tarjan': () => dominators(moment.out, moment.in, moment.roots),
      // Quadratic on the long list: more than a minute.
      ...(name === 'linked' ? {} : { 'dominators alone, Cooper, Harvey, Kennedy': () => iterativeDominators(moment.out, moment.in, moment.roots) }),
      'dominator table': () => dominatorTable(fresh()),
      'by type, with retained sizes': () => breakdown(fresh(), { by: 'type' }),
      'cycles': () => cycles(fresh()),
      'islands': () => islands(fresh()),
      'collect here': () => collectHere(fresh()),
      'why alive': () => whyAlive(fresh(), someObject),
      'what would free': () => whatWouldFree(fresh(), someObject),
    };
    const times: Record<string, { median: number; worst: number }> = {};
    for (const [question, ask] of Object.entries(questions)) {
      const each = Array.from({ length: rounds }, () => {
        // Processor time: other work on the machine doesn't count.
        const start = process.cpuUsage();
        ask();
        const { user, system } = process.cpuUsage(start);
        return (user + system) / 1000;
      }).sort((a, b) => a - b);
      times[question] = { median: each[rounds >> 1] as number, worst: each[rounds - 1] as number };
    }
    process.stdout.write(`${JSON.stringify({ name, nodes: moment.nodeCount, edges: moment.edgeCount, slots: recording.slots.count, times })}\n`);
  }
}

void main();
