/**
 * What would free an object: the smallest set of references whose loss cuts it off from all roots (among equally small ones one
 * the program can do something about, then the one nearest to the object: it takes the least else with it), and what would go with
 * it, at once or with a collection.
 *
 * In: the graph of a moment, an entity. Out: data and words. Nothing is changed; finalizers are not foreseen.
 */
import { LabelKind, labelKind, labelPayload, typeText } from '../../recording';
import { dyingByCount } from '../algorithms/dyingByCount';
import { minimumCut } from '../algorithms/minimumCut';
import { RootRank } from '../graph/momentGraph';
import type { Edge, HeapGraph } from '../heapGraph';
import { unquoted } from '../ledger';
import { TypeTally } from './typeTally';
import type { DroppedReference, WhatWouldFree } from './graphAnswers';
import { PathWords } from './pathWords';
import { aliveVerdict } from './whyAlive';
import { counted, grouped, listed, objectReference } from './wording';

export interface WhatWouldFreeOptions {
  /** Most references to name; 12 if not told. */
  readonly references?: number;
}

const DEFAULT_LIMIT = 12;
const NOTHING = { count: 0, bytes: 0, byType: [] };

export function whatWouldFree(graph: HeapGraph, entity: number, { references: limit = DEFAULT_LIMIT }: WhatWouldFreeOptions = {}): WhatWouldFree {
  const object = objectReference(graph, entity);
  const verdict = aliveVerdict(graph, entity);
  const without = (kind: WhatWouldFree['verdict'], when: WhatWouldFree['when'], sentence: string): WhatWouldFree =>
    ({ object, verdict: kind, drop: [], when, freed: NOTHING, atOnce: 0, sentence, text: sentence });
  switch (verdict) {
    case 'freed': return without('freed', 'never', `${object.name} is not alive at this moment.`);
    case 'immortal': return without('immortal', 'never', `Nothing frees ${object.text || object.name}: it is immortal.`);
    case 'interpreter': return without('interpreter', 'never', `Nothing the program drops frees ${object.name}: the interpreter keeps it.`);
    case 'cycle': return without('cycle', 'next collection',
      `${object.name} is unreachable already: the next collection of generation ${graph.state.generation(entity) ?? 2} frees it.`);
    case 'held': break;
  }
  const { moment } = graph;
  const node = moment.nodeOf(entity);
  const cut = minimumCut({ graph: moment.in, isRoot: moment.isRoot, goal: node, penalty: (edge) => penalty(graph, edge), limit });
  if (cut === null) return without('tooMany', 'never', `More than ${counted(limit, 'reference')} would have to go to free ${object.name}.`);
  return describeCut(graph, entity, cut);
}

function describeCut(graph: HeapGraph, entity: number, cut: readonly number[]): WhatWouldFree {
  const { moment, recording, state } = graph;
  const object = objectReference(graph, entity);
  const remaining = reachWithout(graph, cut);
  const dead = dyingByCount(moment.out, (node) => state.refcount(moment.entityOf[node] as number), cut);
  const tally = new TypeTally();
  let atOnce = 0;
  for (let node = 1; node < moment.nodeCount; node++) {
    if (graph.reachedNodes[node] !== 1 || remaining[node] === 1 || !moment.isObject(node)) continue;
    const each = moment.entityOf[node] as number;
    tally.add(typeText(recording, each), recording.sizeOf(state, each));
    if (dead[node] === 1) atOnce++;
  }
  const words = new PathWords(graph);
  const drop = cut.map((number): DroppedReference => {
    const edge = graph.edge(number);
    return { step: words.step(edge, undefined, undefined), action: action(graph, edge) };
  });
  const when = dead[moment.nodeOf(entity)] === 1 ? 'at once' : 'next collection';
  const { count, bytes } = tally;
  const others = count === 1 ? '' : `, with ${counted(count - 1, 'other object')}`;
  const names = listed(drop.map(({ step, action: how }) => (how === '' ? step.text : `${step.text} (${how})`)));
  const goes = when === 'at once'
    ? `${object.name} is freed at once by its refcount`
    : `${object.name} is unreachable, but a cycle keeps it until the next collection frees it`;
  const sentence = `Without ${names}, ${goes}${others} (${grouped(bytes)} bytes).`;
  const freed = { count, bytes, byType: tally.rows() };
  return { object, verdict: 'references', drop, when, freed, atOnce, sentence, text: sentence };
}

/** For each node, 1 when a root still reaches it without these edges. */
function reachWithout(graph: HeapGraph, cut: readonly number[]): Uint8Array {
  const { out: { nodeCount, start, targets }, roots } = graph.moment;
  const isCut = new Set(cut);
  const reached = new Uint8Array(nodeCount);
  const pending = new Int32Array(nodeCount);
  let depth = 0;
  for (const root of roots) {
    reached[root] = 1;
    pending[depth++] = root;
  }
  while (depth > 0) {
    const node = pending[--depth] as number;
    const end = start[node + 1] as number;
    for (let edge = start[node] as number; edge < end; edge++) {
      const target = targets[edge] as number;
      if (reached[target] === 1 || isCut.has(edge)) continue;
      reached[target] = 1;
      pending[depth++] = target;
    }
  }
  return reached;
}

/** The less the program can do about a reference, the more speaks against naming it. */
function penalty(graph: HeapGraph, number: number): number {
  const { moment, recording } = graph;
  const label = moment.label(number);
  if (moment.isRoot[moment.holderOf(number)] === 1) {
    switch (moment.rankOfRootEdge(number)) {
      case RootRank.MainNamespace: return labelKind(label) === LabelKind.Value ? 0 : 40;
      case RootRank.Frame: return labelKind(label) === LabelKind.Local || labelKind(label) === LabelKind.CellVariable ? 0 : 40;
      case RootRank.EvaluationStack: return 60;
      case RootRank.Background: return 20;
      case RootRank.Runtime: return 100;
    }
  }
  switch (labelKind(label)) {
    case LabelKind.Index:
    case LabelKind.Member: return IMMUTABLE.has(typeText(recording, moment.entityOf[moment.holderOf(number)] as number)) ? 10 : 0;
    case LabelKind.Value:
    case LabelKind.Attribute: return 0;
    // A frame that is over can be cleared, a traceback be taken from its exception.
    case LabelKind.Local: return 5;
    case LabelKind.Part: return recording.strings.get(labelPayload(label)) === '__traceback__' ? 2 : 10;
    default: return 10;
  }
}

/** Their items can't be taken out. */
const IMMUTABLE: ReadonlySet<string> = new Set(['tuple', 'frozenset']);

function action(graph: HeapGraph, { holder, label }: Edge): string {
  const { recording } = graph;
  const payload = (): string => recording.strings.get(labelPayload(label));
  if (holder === recording.mainNamespace) return labelKind(label) === LabelKind.Value ? `del ${unquoted(payload())}` : '';
  if (!graph.isObject(holder)) {
    const place = typeText(recording, holder);
    switch (labelKind(label)) {
      case LabelKind.Local:
      case LabelKind.CellVariable: return place === '<module>' ? `del ${payload()}` : `del ${payload()}, or ${place} returns`;
      case LabelKind.Stack: return 'when the expression or loop is over';
      default: return '';
    }
  }
  return '';
}
