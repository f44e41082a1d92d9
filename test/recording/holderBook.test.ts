/** What is read of a holder of which only one attribute changed: at each moment it shows what the program itself printed then. */
import { beforeAll, describe, expect, it } from 'vitest';
import { labelText, valueText, type HeapState, type Timeline } from '../../src/recording';
import type { Toolchain } from '../../src/session';
import { checkLedger } from '../properties/ledgerOracle';
import { loadToolchain } from '../session/toolchainForTests';

const CLASSES = `class Plain:
    pass
class Slotted:
    __slots__ = ('x', 'y', 'z')
class Both:
    __slots__ = ('x', 'y', '__dict__')
class Items(list):
    __slots__ = ('x', 'y')
def show(o):
    found = []
    for name in ('w', 'x', 'y', 'z'):
        if hasattr(o, name):
            found.append(f'{name}={getattr(o, name)}')
    print(' '.join(found))
`;

/** Changes of one attribute after another, and of more than one in a step. */
const CHANGES = [
  'o.x = 1000', 'o.x = 1001; o.x = 1002', 'o.y = 2000; o.x = 1003', 'o.y, o.x = o.x, o.y', 'o.w = 4000', 'o.w = 4001; o.x = 1004', 'del o.x', 'o.x = 1005',
  'o.x = 1006; del o.y; o.w = 4002', 'o.y = 2001', 'o.w = 4003; vars(o)', 'o.w = 4004; o.x = 1007', 'o.z = 3000; o.x = 1008', 'o.z = 3001', 'del o.z; o.z = 3002',
  'o.w = 4005; o.__class__ = type("Other", (type(o),), {"__slots__": ()})', 'o.w = 4006; o.x = 1009',
];

/** Its attributes on record at a moment, as the program writes them. */
function recorded({ recording }: Timeline, state: HeapState, entity: number): string {
  const found: string[] = [];
  const visit = (holder: number): void => {
    for (let slot = recording.slots.first(holder); slot !== 0; slot = recording.slots.next(slot)) {
      const target = state.target(slot);
      if (target === 0) continue;
      const label = labelText(recording.slots.label(slot), recording.strings);
      const name = /^(?:\.|\['|\[)([wxyz])\b/.exec(label)?.[1];
      if (name !== undefined && !label.startsWith('key')) found.push(`${name}=${valueText(recording, target)}`);
      else if (label.includes('__dict__')) visit(target);
    }
  };
  visit(entity);
  return found.sort().join(' ');
}

describe('attributes that change one at a time', () => {
  let toolchain: Toolchain;
  beforeAll(async () => {
    toolchain = await loadToolchain();
  });

  it.each(['Plain', 'Slotted', 'Both', 'Items'])('%s', (name) => {
    const attempts = CHANGES.map((change) => `try:\n    ${change}\nexcept (AttributeError, TypeError):\n    pass\nshow(o)`);
    const { wrong, stdout, run } = checkLedger(toolchain, `${CLASSES}o = ${name}()\n${attempts.join('\n')}\n`, 5);
    expect(wrong).toEqual([]);
    const { timeline } = run;
    if (timeline === null) throw new Error('nothing recorded');
    const { recording } = timeline;
    const object = Array.from({ length: recording.entities.count }, (_, entity) => entity)
      .find((entity) => entity > recording.baselineEntity && recording.strings.get(recording.entities.typeName(entity)) === name);
    expect(object).toBeDefined();
    const shown = recording.outputs.flatMap((_, output) => {
      const state = timeline.seek(recording.steps.momentOfOutput(output));
      return recorded(timeline, state, object as number);
    });
    const pieces = recording.outputs.map(({ text }) => text);
    expect(pieces.join('')).toBe(stdout);
    expect(shown.filter((_, output) => pieces[output] !== '\n')).toEqual(stdout.split('\n').slice(0, -1).filter((text) => text !== ''));
  });
});
