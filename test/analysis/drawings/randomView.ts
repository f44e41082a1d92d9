/** Views of moments with any texts in them, for what is written from them. */
import * as fc from 'fast-check';
import type { HeapNode, HeapSlot, HeapView } from '../../../src/analysis';

export const randomText = fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.constantFrom('"', '\\', '\\"', '<b>', '&amp;', '\n', '\ud800', "it's", ']]>', '-->'));
const slot = (count: number): fc.Arbitrary<HeapSlot> => fc.record({
  label: randomText, text: randomText, target: fc.option(fc.integer({ min: 1, max: count })), weak: fc.boolean(),
});
const node = (id: number, count: number): fc.Arbitrary<HeapNode> => fc.record({
  id: fc.constant(id), type: randomText, text: randomText, refcount: fc.nat(9), generation: fc.constant(0 as const), size: fc.nat(99), unreachable: fc.boolean(),
  slots: fc.array(slot(count), { maxLength: 4 }), moreCount: fc.nat(2), bornStep: fc.constant(null), bornLine: fc.constant(null),
});
export const randomView: fc.Arbitrary<HeapView> = fc.nat(8).chain((count) => fc.record({
  step: fc.nat(9), stepCount: fc.constant(10), event: fc.constant('line' as const), line: fc.option(fc.nat(20)), functionName: randomText, sentence: randomText,
  roots: fc.array(fc.record({ id: randomText, label: randomText, kind: fc.constant('module' as const), slots: fc.array(slot(count + 2), { maxLength: 4 }), moreCount: fc.nat(1) }), { maxLength: 2 })
    .map((roots) => roots.map((root, i) => ({ ...root, id: `${root.id}${i}` }))),
  nodes: fc.tuple(...Array.from({ length: count }, (_unused, i) => node(i + 1, count + 2))),
  hiddenCount: fc.nat(1), freed: fc.constant([]), generations: fc.constant([] as never), output: fc.constant([]),
}));
