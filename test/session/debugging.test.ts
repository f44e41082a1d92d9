/** A recorded run through the debugger's questions: stack, variables, breakpoints of all kinds, both ways. */
import { beforeAll, describe, expect, it } from 'vitest';
import { Session, conditionProblem, type DebugRunWish } from '../../src/session';
import type { Debugging } from '../../src/session/debugging';
import { loadToolchain, recordSource } from './toolchainForTests';

const PROGRAM = `class Node:
    def __init__(self, value):
        self.value = value
        self.next = None

def build(n):
    head = None
    for i in range(n):
        node = Node(i)
        node.next = head
        head = node
    return head

chain = build(4)
names = {'first': chain, 'text': 'ab'}
def fail():
    raise ValueError('no')
try:
    fail()
except ValueError:
    pass
fail()
`;

let debugging: Debugging;

beforeAll(async () => {
  const found = new Session(recordSource(await loadToolchain(), PROGRAM)).debugging;
  if (found === null) throw new Error('nothing was recorded');
  debugging = found;
});

const wish = (more: Partial<DebugRunWish>): DebugRunWish => ({ step: debugging.start(), direction: 1, breakpoints: [], functions: [], exceptions: 'none', ...more });
const stackTexts = (step: number): string[] => debugging.stack(step).map(({ functionName, line }) => `${functionName}:${line === null ? '-' : line + 1}`);
const locals = (step: number): Record<string, string> => {
  const frame = debugging.stack(step)[0]?.frame ?? 0;
  const scope = debugging.scopes(step, frame)[0];
  if (scope === undefined) throw new Error('no scope');
  return Object.fromEntries(debugging.variables(step, scope.holder, scope.isNamespace, 0, 100).rows.map(({ name, value, refcount }) => [name, `${value} (${refcount ?? 'immortal'})`]));
};

describe('a debugger on a recording', () => {
  it('knows where breakpoints can stand and where to begin', () => {
    const lines = debugging.lines().map((line) => line + 1);
    expect(lines).toContain(3);
    expect(lines).toContain(10);
    expect(lines).not.toContain(5);
    expect(stackTexts(debugging.start())).toEqual(['<module>:1']);
  });

  it('stops at breakpoints, by condition and by hit', () => {
    const first = debugging.run(wish({ breakpoints: [{ line: 2 }] }));
    expect(first.reason).toBe('breakpoint');
    expect(stackTexts(first.step)).toEqual(['Node.__init__:3', 'build:9', '<module>:14']);
    expect(locals(first.step)).toMatchObject({ value: '0 (immortal)' });
    const third = debugging.run(wish({ breakpoints: [{ line: 9, condition: 'i == 2 and head is not None' }] }));
    expect(locals(third.step)).toMatchObject({ i: '2 (immortal)', n: '4 (immortal)' });
    expect(debugging.run(wish({ breakpoints: [{ line: 9, hitCondition: '3' }] })).step).toBe(third.step);
    expect(debugging.run(wish({ breakpoints: [{ line: 9, condition: 'refcount(head) == 1 and i > 1' }] })).step).toBe(third.step);
    expect(debugging.run(wish({ breakpoints: [{ line: 9, condition: 'head.value == 1' }] })).step).toBe(third.step);
    expect(debugging.run(wish({ breakpoints: [{ line: 9, condition: 'nobody == 1' }] })).reason).toBe('end');
    const counted: number[] = [];
    for (let at = debugging.run(wish({ breakpoints: [{ line: 9, hitCondition: '% 2' }] })); at.reason === 'breakpoint'; at = debugging.run(wish({ step: at.step, breakpoints: [{ line: 9, hitCondition: '% 2' }] }))) counted.push(at.step);
    expect(counted).toHaveLength(2);
  });

  it('runs back to them', () => {
    const breakpoints = [{ line: 9 }];
    const end = debugging.run(wish({}));
    expect(end.reason).toBe('end');
    const back: number[] = [];
    for (let at = debugging.run(wish({ step: end.step, direction: -1, breakpoints })); at.reason === 'breakpoint'; at = debugging.run(wish({ step: at.step, direction: -1, breakpoints }))) back.push(at.step);
    const forth: number[] = [];
    for (let at = debugging.run(wish({ breakpoints })); at.reason === 'breakpoint'; at = debugging.run(wish({ step: at.step, breakpoints }))) forth.push(at.step);
    expect(back.reverse()).toEqual(forth);
    expect(forth).toHaveLength(4);
    expect(debugging.run(wish({ step: forth[0] ?? 0, direction: -1 }))).toMatchObject({ reason: 'start', step: debugging.start() });
  });

  it('writes log points, stops at functions and exceptions', () => {
    const logged = debugging.run(wish({ breakpoints: [{ line: 9, logMessage: 'i is {i}, {refcount(node)}, {nobody}' }] }));
    expect(logged.reason).toBe('end');
    expect(logged.logs.map(({ text }) => text)).toEqual([0, 1, 2, 3].map((i) => `i is ${i}, 1, ${logged.logs[i]?.text.split(', ').slice(2).join(', ') ?? ''}`));
    expect(logged.logs[0]?.text).toContain('no name nobody');
    const called = debugging.run(wish({ functions: ['build'] }));
    expect(called.reason).toBe('function breakpoint');
    expect(stackTexts(called.step)[0]).toBe('build:6');
    const raised = debugging.run(wish({ exceptions: 'raised' }));
    expect(stackTexts(raised.step)).toEqual(['fail:17', '<module>:19']);
    const uncaught = debugging.run(wish({ exceptions: 'uncaught' }));
    expect(uncaught.reason).toBe('exception');
    expect(stackTexts(uncaught.step)).toEqual(['fail:17', '<module>:22']);
  });

  it('steps', () => {
    const at = debugging.run(wish({ breakpoints: [{ line: 13 }] })).step;
    const after = debugging.step(at, 'over', 1);
    expect(stackTexts(after)).toEqual(['<module>:15']);
    expect(debugging.step(after, 'over', -1)).toBe(at);
    const inside = debugging.step(at, 'in', 1);
    expect(stackTexts(inside)).toEqual(['build:7', '<module>:14']);
    expect(debugging.step(inside, 'out', 1)).toBe(after);
  });

  it('shows what names lead to', () => {
    const { step } = debugging.run(wish({ breakpoints: [{ line: 15 }] }));
    const frame = debugging.stack(step)[0]?.frame ?? 0;
    expect(debugging.evaluate(step, frame, "names['text']")).toMatchObject({ value: "'ab'", type: 'str', holder: 0 });
    expect(debugging.evaluate(step, frame, 'refcount(chain)')).toMatchObject({ value: '2' });
    expect(debugging.evaluate(step, frame, 'holders(chain) == {"chain", "names[\'first\']"}')).toMatchObject({ value: 'True' });
    expect(debugging.evaluate(step, frame, 'generation(chain)')).toMatchObject({ value: '0' });
    expect(debugging.evaluate(step, frame, 'missing')).toContain('there is no name missing');
    const row = debugging.evaluate(step, frame, 'chain');
    if (typeof row === 'string') throw new Error(row);
    expect(row.value).toMatch(/^Node #\d+/);
    const page = debugging.variables(step, row.holder, false, 0, 10);
    expect(page.rows.map(({ name }) => name)).toEqual(['.value', '.next']);
    expect(debugging.variables(step, row.holder, false, 1, 10).rows.map(({ name }) => name)).toEqual(['.next']);
  });

  it('says what is wrong with a condition', () => {
    expect(conditionProblem('i == 3')).toBe('');
    expect(conditionProblem('')).toBe('');
    expect(conditionProblem('i')).toContain('is no condition');
    expect(conditionProblem('i == j')).toContain('must be a number');
    expect(conditionProblem('len(a) == None')).toContain('compared with a number');
    expect(conditionProblem('a < None')).toContain('only be compared by == and !=');
    expect(conditionProblem('refcount(a)')).toContain('compared with a number');
  });
});
