/** Names in the source, and moments as files: through the session, at moments inside and outside the call around the line. */
import { beforeAll, describe, expect, it } from 'vitest';
import { Session } from '../../src/session';
import { loadToolchain, recordSource } from './toolchainForTests';

const SOURCE = `box = [1]
def fill(box):
    extra = box
    box = [2]
    return extra
same = fill(box)
print(len(box))
`;

let session: Session;
beforeAll(async () => {
  session = new Session(recordSource(await loadToolchain(), SOURCE));
});

const momentAt = (line: number): number => session.time?.seek({ kind: 'line', line, hit: 1 }).found?.before ?? -1;

describe('a name in the source', () => {
  it('is looked up from the call around its line while that runs', () => {
    const inside = momentAt(4);
    const [local, global] = [session.named(inside, 3, 'box'), session.named(inside, 0, 'box')];
    expect([local, global]).toMatchObject([{ step: inside, refcount: 1 }, { step: inside }]);
    expect('object' in local && 'object' in global && local.object.id !== global.object.id).toBe(true);
  });

  it('is looked up at the last hit of its line while the call does not run', () => {
    const outside = momentAt(6);
    const answer = session.named(outside, 2, 'extra');
    expect(answer).toMatchObject({ object: { type: 'list' } });
    expect('step' in answer && answer.step < outside).toBe(true);
  });

  it('has as many holders as its refcount, and paths lead on', () => {
    const answer = session.named(momentAt(6), 6, 'same');
    if ('message' in answer) throw new Error(answer.message);
    expect(answer.holders).toHaveLength(answer.refcount ?? -1);
    expect(session.named(momentAt(6), 6, 'box[0]')).toMatchObject({ refcount: null, holders: [], value: '1' });
  });

  it('that is not there is answered with a sentence', () => {
    expect(session.named(momentAt(6), 6, 'nobody')).toMatchObject({ message: expect.stringContaining('there is no name nobody') });
  });
});

describe('a moment as a file', () => {
  it('is of the moment asked for, in each format', () => {
    const moment = momentAt(6);
    const json = JSON.parse(session.file(moment, 'json')) as { step: number; line: number };
    expect([json.step, json.line]).toEqual([moment, 7]);
    expect(session.file(moment, 'dot')).toMatch(/^digraph heap \{/);
    expect(session.file(moment, 'svg', 'dark')).toContain('color-scheme: dark');
    expect(session.file(moment, 'svg')).toContain('prefers-color-scheme');
  });
});

describe('walking', () => {
  it('over a line stays out of the call, back and forth', () => {
    const call = momentAt(5);
    const over = session.time?.walk(call, 'over', 1) ?? -1;
    expect(over).toBe(momentAt(6));
    expect(session.time?.walk(over, 'over', -1)).toBe(call);
    expect(session.time?.walk(call, 'in', 1)).toBe(momentAt(2));
  });
});
