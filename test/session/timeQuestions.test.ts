/** Questions over time as editor and panel ask them: through the service, by uri, with plain data for answers. */
import { beforeAll, describe, expect, it } from 'vitest';
import { Session } from '../../src/session';
import type { TimeQuestions } from '../../src/session/timeQuestions';
import { loadToolchain, recordSource } from './toolchainForTests';

const SOURCE = `class Node:
    def __init__(self, value):
        self.value = value
kept = []
def handle(i):
    node = Node(i)
    kept.append(node)
for i in range(1000, 1020):
    handle(i)
first = kept[0]
del first
`;

let session: Session;
let time: TimeQuestions;
beforeAll(async () => {
  session = new Session(recordSource(await loadToolchain(), SOURCE));
  if (session.time === null) throw new Error('nothing ran');
  time = session.time;
});

describe('questions over time', () => {
  it('go to a hit of a line and to events', () => {
    const { found, text } = time.seek({ kind: 'line', line: 6, hit: 3 });
    expect(text).toBe('Line 7, 3rd of 20 times.');
    expect(session.view(found?.moment ?? 0, { nodeLimit: 20, slotLimit: 8, showAtoms: false })).toMatchObject({ line: 6, event: 'line' });
    const next = time.seek({ kind: 'event', event: { kind: 'binding', name: 'first' }, from: 0, direction: 1 });
    expect(next.found?.place.line).toBe(9);
    expect(time.seek({ kind: 'event', event: { kind: 'binding', name: 'first' }, from: next.found?.moment ?? 0, direction: 1 }).found?.place.line).toBe(10);
  });

  it('follow objects and names', () => {
    const story = time.name('first');
    expect(story?.bindings).toHaveLength(1);
    const object = time.object(story?.bindings[0]?.object?.id ?? 0);
    expect(object?.object.type).toBe('Node');
    expect(object?.born?.line).toBe(5);
    expect(time.name('nothing')).toBeNull();
    expect(time.object(987_654)).toBeNull();
  });

  it('compare, find growth and cost', () => {
    const middle = time.seek({ kind: 'line', line: 8, hit: 11 }).found?.moment ?? 0;
    const end = time.seek({ kind: 'line', line: 9, hit: 1 }).found?.moment ?? 0;
    expect(time.diff(middle, end).byType.find(({ type }) => type === 'Node')).toMatchObject({ born: { count: 10 }, died: { count: 0 } });
    expect(time.growth().suspects).toMatchObject([{ unit: 'call', functionName: 'handle', iterations: 20, holder: { path: 'kept', items: 20 } }]);
    expect(time.cost().byFunction.find(({ functionName }) => functionName === 'handle')).toMatchObject({ hits: 20, line: 4, left: { count: 20 } });
    expect(structuredClone(time.cost())).toEqual(time.cost());
  });

  it('tell what lines did, and views say it', () => {
    const last = time.seek({ kind: 'line', line: 10, hit: 1 }).found;
    expect(time.step(last?.before ?? 0)?.sentence).toMatch(/^`del first` drops a holder of Node #\d+: refcount 2 to 1\.$/);
    expect(session.view(last?.after ?? 0, { nodeLimit: 20, slotLimit: 8, showAtoms: false }).sentence).toBe(time.step(last?.before ?? 0)?.sentence);
    expect(time.line(6)).toMatchObject({ hits: 20 });
    expect(time.hit(time.seek({ kind: 'line', line: 8, hit: 1 }).found?.before ?? 0)?.born.count).toBeGreaterThan(0);
    expect(time.line(500)).toBeNull();
  });
});
