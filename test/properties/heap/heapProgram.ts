/**
 * Random programs about memory: they build, alias, change and drop object graphs of every kind and print every refcount, the
 * collector's counts and every event (finalizers, callbacks of weak references and of the collector) after each operation. What is alive at
 * the end dies with the interpreter.
 *
 * In: a seed and a number of operations. Out: Python source. The same seed gives the same program for ever: recorded outputs of a real
 * CPython belong to it (`recorded.json`). Nothing that differs between two runs of one CPython is printed.
 */
import { basics, calls, collector, containers, exceptions, expressions, generators, weak, type Draw, type Operation } from './operations';
import { PRELUDE } from './prelude';

/** mulberry32 */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const VARIABLES = ['a', 'b', 'c', 'd', 'e'];
const SUBJECTS: readonly (readonly Operation[])[] = [expressions, calls, containers, weak, exceptions, generators, collector];
/** One operation of the basics for so many of the subjects. */
const BASICS_SHARE = 0.4;

const indented = (lines: readonly string[]): string[] => lines.map((line) => `    ${line}`);

/** Where the operations run. `again` stands for a second execution of the same instructions, which specialise then. */
const SETTINGS: readonly ((body: string[]) => string[])[] = [
  (body) => body,
  (body) => ['def main():', ...indented(body), 'main()'],
  (body) => ['def main():', ...indented([...body, `def all(): return ${VARIABLES.join(', ')}`]), 'main()'],
  (body) => ['def main():', ...indented([...body, 'yield']), 'for _ in main(): pass'],
  (body) => ['class Main:', ...indented(body)],
  (body) => ['async def main():', ...indented(body), 'drive(main())'],
  (body) => ['def main(again):', ...indented(body), 'for again in range(2): main(again)'],
  (body) => ['for again in range(2):', ...indented(body)],
];

function state(label: number): string {
  return `print(${label}, ${VARIABLES.map((name) => `rc(${name})`).join(', ')}, gc.get_count(), ${VARIABLES.map((name) => `gc.is_tracked(${name})`).join(', ')})`;
}

/** A program of `operations` operations. */
export function heapProgram(seed: number, operations: number): string {
  const random = randomNumbers(seed);
  const pick: Draw['pick'] = (items) => items[Math.floor(random() * items.length)] as (typeof items)[number];
  const subjects = SUBJECTS.filter(() => random() < 0.5);
  if (subjects.length === 0) subjects.push(pick(SUBJECTS));
  const body = [`${VARIABLES.join(' = ')} = None`, 'q = t = i = None', 'stats = gc.get_stats()', 'gc.collect()'];
  if (random() < 0.2) body.push('gc.callbacks.append(watch)', 'gc.collect()');
  for (let index = 0; index < operations; index++) {
    const operation = pick(random() < BASICS_SHARE ? basics : pick(subjects));
    const lines = operation({ pick, x: pick(VARIABLES), y: pick(VARIABLES), z: pick(VARIABLES), n: Math.floor(random() * 4) });
    const shown = random() < 0.2 ? ", str(q)[:60].split(' at 0x')[0]" : '';
    body.push('try:', ...indented(lines), `except Exception as q: print(type(q).__name__${shown})`, 'q = None', state(index));
  }
  const setting = pick(SETTINGS);
  return `${PRELUDE}${setting(body).map((line) => `${line}\n`).join('')}print('end')\n`;
}
