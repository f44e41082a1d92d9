/**
 * The questions on the bundled scenarios. What is expected follows from the programs' texts and the rules of reference counting, as
 * each scenario's comments tell them.
 */
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { HeapDiff, MomentReport, NameReport, NameStory, ObjectStory, WhatWouldFree, WhyAlive } from '../../../src/analysis';
import type { Toolchain } from '../../../src/session';
import { loadToolchain } from '../../session/toolchainForTests';
import { ask, askJson, lineOf, scenarioFolder } from '../asking';

let toolchain: Toolchain;
beforeAll(async () => {
  toolchain = await loadToolchain();
});

const file = (name: string): string => path.join(scenarioFolder, name);
/** Before the last time a line ran; with `+`, after it. */
const before = (name: string, text: string): string[] => ['--at', `${lineOf(file(name), text)}:`];
const after = (name: string, text: string): string[] => ['--at', `${lineOf(file(name), text)}:+`];

type Held = WhyAlive & { readonly holders: readonly string[] };
const why = (name: string, what: string, at: readonly string[] = []): Promise<Held> => askJson(toolchain, ['why', file(name), what, ...at]);
const free = (name: string, what: string, at: readonly string[] = []): Promise<WhatWouldFree> => askJson(toolchain, ['free', file(name), what, ...at]);
const show = (name: string, at: readonly string[] = []): Promise<MomentReport> => askJson(toolchain, ['show', file(name), ...at]);
const named = (report: MomentReport, name: string): NameReport | undefined => report.scopes.flatMap(({ names }) => names).find((entry) => entry.name === name);
/** Where a single way leads to an object, any one of its references frees it. */
function expectOneOf({ drop }: WhatWouldFree, { paths }: WhyAlive): void {
  expect(drop).toHaveLength(1);
  expect(paths).toHaveLength(1);
  expect(paths[0]?.steps.map(({ text }) => text)).toContain(drop[0]?.step.text);
}
const dropped = ({ drop }: WhatWouldFree): string[] => drop.map(({ step }) => step.text);

describe('01 two names', () => {
  const name = '01_two_names.py';

  it('each name and each item of the basket is a holder, until it goes', async () => {
    const holders = async (line: string): Promise<readonly string[]> => (await why(name, 'a', after(name, line))).holders;
    expect(await holders('a = [')).toEqual(['global a']);
    expect(await holders('b = a')).toEqual(['global a', 'global b']);
    const inBasket = await why(name, 'a', after(name, 'basket = ['));
    expect(inBasket.refcount).toBe(4);
    expect(inBasket.holders.slice(0, 2)).toEqual(['global a', 'global b']);
    expect(inBasket.holders.slice(2).map((text) => text.replace(/#\d+/, '#n'))).toEqual(['list #n[0]', 'list #n[1]']);
    expect(await holders('basket.clear()')).toEqual(['global a', 'global b']);
    expect(await holders('del b')).toEqual(['global a']);
  });

  it('three references keep it while it is in the basket', async () => {
    expect(dropped(await free(name, 'a', after(name, 'basket = [')))).toEqual(['global a', 'global b', 'global basket']);
  });
});

describe('02 rebinding and del', () => {
  it('a rebinding makes one lamp and takes another', async () => {
    const name = '02_rebinding_and_del.py';
    const line = lineOf(file(name), 'lamp = Lamp("attic")');
    const diff = await askJson<HeapDiff>(toolchain, ['diff', file(name), '--from', `${line}:`, '--to', `${line}:+`]);
    expect(diff.byType.filter(({ type }) => type === 'Lamp').map(({ born, died }) => [born.count, died.count])).toEqual([[1, 1]]);
  });

  it('a name is followed over what it stands for', async () => {
    const story = await askJson<NameStory>(toolchain, ['follow', file('02_rebinding_and_del.py'), 'lamp']);
    expect(story.scope).toBe('global');
    expect(story.bindings.filter(({ object }) => object !== null).map(({ object }) => object?.type)).toEqual(['Lamp', 'Lamp', 'Lamp']);
    expect(story.bindings.filter(({ object }) => object === null).length).toBeGreaterThanOrEqual(1);
  });
});

describe('03 function scope', () => {
  const name = '03_function_scope.py';

  it('locals hold their objects while the call runs, and no longer', async () => {
    const inside = before(name, 'print("   working with"');
    expect((await why(name, 'work.hammer', inside)).holders).toEqual(['local hammer of work']);
    expect((await why(name, 'hammer', inside)).object.type).toBe('Tool');
    const report = await show(name, inside);
    expect(report.calls.map(({ functionName, line }) => [functionName, line])).toEqual([
      ['<module>', lineOf(file(name), 'work()')], ['work', lineOf(file(name), 'print("   working with"')],
    ]);
    const line = lineOf(file(name), 'work()');
    const diff = await askJson<HeapDiff>(toolchain, ['diff', file(name), '--from', `${line}:`, '--to', `${line}:+`]);
    expect(diff.byType.filter(({ type }) => type === 'Tool')).toEqual([]);
    expect(diff.passed.count).toBeGreaterThanOrEqual(2);
  });

  it('what is returned lives on', async () => {
    expect((await why(name, 'mine')).holders).toEqual(['global mine']);
  });
});

describe('04 arguments and temporaries', () => {
  it('each function on the way adds a local', async () => {
    const name = '04_arguments_and_temporaries.py';
    const line = lineOf(file(name), 'return getrefcount(thing)');
    const { holders, refcount } = await why(name, 'thing', ['--at', `${line}:2`]);
    expect([...holders].sort()).toEqual(['global thing', 'local thing of count', 'local thing of count_deeper']);
    expect(refcount).toBe(holders.length);
  });
});

describe('05 a cycle of two', () => {
  const name = '05_cycle_of_two.py';

  it('holds itself after the names are gone', async () => {
    const { islands } = await show(name, after(name, 'del left, right'));
    expect(islands).toMatchObject({ total: 1, count: 2 });
    expect(islands.islands[0]?.members.map(({ type }) => type)).toEqual(['Node', 'Node']);
    const member = islands.islands[0]?.members[0]?.id ?? 0;
    const held = await why(name, `#${member}`, after(name, 'del left, right'));
    expect(held.verdict).toBe('cycle');
    expect(held.holders.map((text) => text.replace(/#\d+/, '#n'))).toEqual(['.partner of Node #n']);
    expect((await free(name, `#${member}`, after(name, 'del left, right'))).verdict).toBe('cycle');
  });

  it('is gone after the collection', async () => {
    expect((await show(name, after(name, 'print("the collector finds"'))).islands.total).toBe(0);
  });
});

describe('06 a weak back-reference', () => {
  const name = '06_weak_back_reference.py';

  it('does not hold, and leads to the parent while there is one', async () => {
    const at = after(name, 'twig = Branch');
    expect((await why(name, 'bough', at)).refcount).toBe(2);
    const [bough, parent] = [await why(name, 'bough', at), await why(name, 'twig._parent()', at)];
    expect(parent.object).toEqual(bough.object);
    expect(bough.paths.map(({ steps }) => steps[0]?.label)).toHaveLength(2);
    const gone = await ask(toolchain, ['why', file(name), 'bough._parent()', ...after(name, 'del trunk')]);
    expect(gone).toMatchObject({ status: 1, stdout: '' });
    expect(gone.stderr).toContain('what it referred to is gone');
  });
});

describe('07 a cache and its weak twin', () => {
  const name = '07_cache_and_weak_cache.py';

  it('the cache alone keeps what nobody uses', async () => {
    const held = await why(name, "cache['hill']");
    expect(held.refcount).toBe(1);
    const answer = await free(name, "cache['hill']");
    expectOneOf(answer, held);
    // The whole cache has three pictures, its entry one.
    expect(answer.freed.byType.find(({ type }) => type === 'Picture')?.count).toBe(dropped(answer)[0] === 'global cache' ? 3 : 1);
  });

  it('the weak one keeps nothing', async () => {
    expect(dropped(await free(name, "weak_cache['lake']()", before(name, 'del shown')))).toEqual(['global shown']);
    expect((await ask(toolchain, ['why', file(name), "weak_cache['lake']"])).status).toBe(1);
  });
});

describe('08 a forgotten listener', () => {
  it('is held by a bound method in a list', async () => {
    const name = '08_forgotten_listener.py';
    const at = before(name, 'print("the clock forgets');
    const held = await why(name, 'clock.listeners[0].__self__', at);
    expect(held).toMatchObject({ refcount: 1, object: { type: 'Window' } });
    expect(held.paths).toHaveLength(1);
    expect(held.paths[0]?.steps.filter(({ silent }) => !silent).map(({ target }) => target.type)).toEqual(['Clock', 'list', 'method', 'Window']);
    expectOneOf(await free(name, 'clock.listeners[0].__self__', at), held);
  });
});

describe('09 a closure', () => {
  it('keeps the whole list through its cell', async () => {
    const name = '09_closure_keeps_a_list.py';
    const at = before(name, 'print("a closure over its length")');
    const held = await why(name, 'large.__closure__[0].cell_contents', at);
    expect(held).toMatchObject({ refcount: 1, object: { type: 'Rows' } });
    expect(held.paths[0]).toMatchObject({ root: 'global', via: ['closure'] });
    const answer = await free(name, 'large.__closure__[0].cell_contents', at);
    expectOneOf(answer, held);
    expect(answer.freed.bytes).toBeGreaterThan(80_000);
  });
});

describe('10 three generations', () => {
  it('objects move when they survive a collection of their generation', async () => {
    const name = '10_three_generations.py';
    const first = lineOf(file(name), 'gc.collect(0)');
    const second = lineOf(file(name), 'gc.collect(0)', first);
    const generations = async (at: string): Promise<(number | null | undefined)[]> => {
      const report = await show(name, ['--at', at]);
      return ['document', 'late'].map((each) => named(report, each)?.generation);
    };
    expect(await generations(`${first}:1`)).toEqual([0, undefined]);
    expect(await generations(`${first}:1+`)).toEqual([1, undefined]);
    expect(await generations(`${second}:1`)).toEqual([1, 0]);
    expect(await generations(`${second}:1+`)).toEqual([1, 1]);
    expect(await generations(`${lineOf(file(name), 'gc.collect(1)')}:1+`)).toEqual([2, 2]);
  });
});

describe('11 an exception', () => {
  it('keeps the frame and its locals', async () => {
    const name = '11_exception_keeps_frame.py';
    const at = before(name, 'print("after the handler, the connection');
    const connection = (await show(name, at)).others.find(({ object }) => object.type === 'Connection');
    expect(connection?.refcount).toBe(1);
    const held = await why(name, `#${connection?.object.id}`, at);
    expect(held.paths[0]?.via).toEqual(expect.arrayContaining(['exception', 'traceback', 'frame']));
    expectOneOf(await free(name, `#${connection?.object.id}`, at), held);
  });
});

describe('12 resurrection', () => {
  const name = '12_resurrection.py';

  it('an object its finalizer stored lives on, in a list', async () => {
    const held = await why(name, 'saved[0]', after(name, 'del bird'));
    expect(held).toMatchObject({ verdict: 'held', refcount: 1, object: { type: 'Phoenix' } });
    const story = await askJson<ObjectStory>(toolchain, ['follow', file(name), `#${held.object.id}`]);
    expect(story.events.filter(({ kind }) => kind === 'finalizer')).toHaveLength(1);
    expect(story.death?.place.line).toBe(lineOf(file(name), 'saved.clear()'));
  });

  it('a cycle waits for the collector first', async () => {
    expect((await show(name, after(name, 'del egg'))).islands).toMatchObject({ total: 1 });
  });
});

describe('an answer that is none', () => {
  const name = '01_two_names.py';

  it.each([
    [['why', 'nothing'], 'there is no name nothing at step'],
    [['why', 'a.next'], 'it has no attribute next'],
    [['why', 'a[7]'], 'it has no item [7]; it has 2 items, [0] to [1]'],
    [['why', 'a', '--at', '999:1'], 'line 999 never ran; the nearest that did is'],
    [['why', 'a', '--at', '9999'], 'there is no step 9999: the run has steps 0 to'],
    [['why', '#99999'], 'there is no object #99999'],
    [['why', 'a b'], "before ' b'"],
    [['follow', '#99999'], 'there is no object #99999'],
  ])('%j says what there is, in one line', async ([command, ...args], message) => {
    const answered = await ask(toolchain, [command as string, file(name), ...args]);
    expect(answered).toMatchObject({ status: 1, stdout: '' });
    expect(answered.stderr).toContain(message);
    expect(answered.stderr.trimEnd()).not.toContain('\n');
  });
});
