/** Heap views written by hand for the panel's tests: what a run would give, small enough to reason about. */
import type { HeapNode, HeapRoot, HeapSlot, HeapView, PanelState } from '../../src/protocol';

export function slot(label: string, target: number | null, text = '', extra: Partial<HeapSlot> = {}): HeapSlot {
  return { label, target, text, ...extra };
}

export function node(id: number, type: string, extra: Partial<HeapNode> = {}): HeapNode {
  return {
    id, type, text: '', refcount: 1, generation: 0, size: 56, unreachable: false, slots: [], moreCount: 0, bornStep: 1, bornLine: 0, ...extra,
  };
}

export function root(id: string, slots: readonly HeapSlot[], extra: Partial<HeapRoot> = {}): HeapRoot {
  return { id, label: id, kind: 'module', slots, moreCount: 0, ...extra };
}

export function view(extra: Partial<HeapView> = {}): HeapView {
  return {
    step: 3, stepCount: 12, event: 'line', line: 4, functionName: '<module>', sentence: '', roots: [root('__main__', [])], nodes: [],
    hiddenCount: 0, freed: [], output: [],
    generations: [{ count: 42, threshold: 700, objects: 57 }, { count: 3, threshold: 10, objects: 120 }, { count: 1, threshold: 10, objects: 4810 }],
    ...extra,
  };
}

export function state(shown: HeapView | null, extra: Partial<PanelState> = {}): PanelState {
  return {
    run: shown === null ? 0 : 1, status: shown === null ? 'empty' : 'finished', title: shown === null ? '' : 'cycle.py', message: '', stale: false, collections: [],
    pythonVersion: '3.12', view: shown, sourceLine: shown === null ? '' : 'left.partner = right', place: null, ...extra,
  };
}

/** Two nodes that refer to each other, a registry with a weak reference, and a frame under way. */
export function cycleView(): HeapView {
  return view({
    sentence: "left.partner = right adds one reference to Node #8: refcount 1 → 2.",
    roots: [
      root('__main__', [slot('Node', 3), slot('left', 7), slot('right', 8), slot('names', 11), slot('limit', null, '10'), slot('registry', 13)]),
      root('frame 1', [slot('self', 7), slot('other', 8, '', { changed: true }), slot('i', null, '3')], { label: 'connect()', kind: 'frame' }),
    ],
    nodes: [
      node(3, 'type', { text: "<class 'Node'>", refcount: 5, generation: 1 }),
      node(7, 'Node', { refcount: 3, generation: 0, slots: [slot('.name', null, "'left'"), slot('.partner', 8, '', { changed: true })], bornLine: 8 }),
      node(8, 'Node', { refcount: 3, change: 'refcount', previousRefcount: 2, slots: [slot('.name', null, "'right'"), slot('.partner', 7)], bornLine: 9 }),
      node(11, 'list', {
        refcount: 1, generation: 2, slots: [slot('[0]', null, "'left'"), slot('[1]', null, "'right'"), slot('[2]', 12)], moreCount: 4,
      }),
      node(12, 'dict', { refcount: 1, change: 'new', generation: null, slots: [slot("'key'", null, '1.5'), slot("'a long key name that is cut'", null, "'and a long value that is cut'")] }),
      node(13, 'weakref', { refcount: 1, generation: 0, slots: [slot('referent', 8, '', { weak: true })] }),
    ],
    output: [{ stream: 'stdout', text: 'before: 2\n', step: 1 }, { stream: 'stderr', text: 'warning: <img src=x onerror=alert(1)>\n', step: 2 }],
  });
}

/** The names are gone: the cycle waits for the collector. */
export function unreachableView(): HeapView {
  const before = cycleView();
  return {
    ...before,
    step: 8,
    line: 15,
    sentence: 'del left, right removes the last names: the two nodes hold only each other.',
    roots: [root('__main__', [slot('Node', 3), slot('names', 11), slot('limit', null, '10'), slot('registry', 13)])],
    nodes: before.nodes.map((each) => (each.type === 'Node'
      ? { ...each, unreachable: true, refcount: 1, change: 'refcount' as const, previousRefcount: 2 }
      : { ...each, change: undefined })),
    freed: [{ id: 20, type: 'list', text: '[1, 2, 3]' }],
  };
}

/** A picture of the largest size the host sends, from a fixed seed. */
export function largeView(count: number): HeapView {
  let seed = 12345;
  const random = (below: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor(seed / 2147483648 * below);
  };
  const nodes = Array.from({ length: count }, (_, index) => node(index + 1, ['list', 'dict', 'Node', 'tuple'][random(4)], {
    refcount: 1 + random(5),
    generation: random(3) as 0 | 1 | 2,
    slots: Array.from({ length: random(5) }, (_unused, at) => slot(`[${at}]`, random(3) === 0 ? null : 1 + random(count), '17')),
  }));
  return view({ roots: [root('__main__', Array.from({ length: 8 }, (_, index) => slot(`name${index}`, 1 + random(count))))], nodes });
}
