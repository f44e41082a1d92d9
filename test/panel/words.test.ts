import { expect, it } from 'vitest';
import { nodeLabel, rootLabel, slotText, stepText, summaryText } from '../../media/panel/words';
import { cycleView, node, root, slot, unreachableView, view } from './viewFixtures';

it('names an object with all its card shows', () => {
  expect(nodeLabel(node(3, 'list', { text: '[1]', refcount: 2, generation: 1, change: 'new', slots: [slot('[0]', null, '1')] })))
    .toBe('list [1] #3, refcount 2, generation 1, new, 1 references');
  expect(nodeLabel(node(4, 'int', { immortal: true, generation: null }))).toBe('int #4, immortal, untracked');
  expect(nodeLabel(node(5, 'Node', { unreachable: true, change: 'refcount', previousRefcount: 2 })))
    .toBe('Node #5, refcount 1, was 2, generation 0, unreachable, waiting for the collector');
});

it('says what a slot leads to', () => {
  const nodes = new Map([[1, node(1, 'list')]]);
  expect(slotText(slot('a', 1), nodes)).toBe('a → list #1');
  expect(slotText(slot('a', 1, '', { weak: true }), nodes)).toBe('a weakly to list #1');
  expect(slotText(slot('a', null, '7'), nodes)).toBe('a → 7');
});

it('counts names, steps and lines from one', () => {
  expect(rootLabel(root('f()', [slot('a', null)], { kind: 'frame' }))).toBe('f(), frame, 1 name');
  expect(stepText(view({ step: 0, stepCount: 2, line: 0 }))).toBe('step 1 of 2, line 1');
  expect(stepText(view({ step: 1, stepCount: 2, line: null }))).toBe('step 2 of 2');
});

it('sums a moment up', () => {
  expect(summaryText(cycleView())).toContain('6 objects shown');
  expect(summaryText(unreachableView())).toContain('2 unreachable');
});
