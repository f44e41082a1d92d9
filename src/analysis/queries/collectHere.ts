/**
 * What a full collection would find at this moment, computed on the record as the collector computes it, without running it. In:
 * the graph of a moment. Out: what it would free, which finalizers and callbacks it would call, data and words.
 *
 * It is what would happen if no finalizer brought anything back or broke the cycle (closing a generator often does: then its
 * objects die by their counts, and `gc.collect()` doesn't count them); the order of finalizers is that of birth, while the collector
 * goes by the order of its lists, which survivors of earlier collections may have changed. Nothing is ever uncollectable:
 * no type of Python's own has a legacy finalizer since 3.4.
 */
import { IMMORTAL, LabelKind, labelKind, labelPayload, typeText } from '../../recording';
import { reach } from '../algorithms/breadthFirst';
import { collectable } from '../algorithms/collectable';
import type { HeapGraph } from '../heapGraph';
import type { CollectHere } from './graphAnswers';
import { TypeTally } from './typeTally';
import { counted, grouped, listed, objectReference } from './wording';

export interface CollectHereOptions {
  /** Generations up to this one; 2 if not told. */
  readonly generation?: 0 | 1 | 2;
  /** Most objects named in each list; 50 if not told. */
  readonly limit?: number;
}

const DEFAULT_LIMIT = 50;

/** More than the references from other candidates can be. */
const HELD_FOR_EVER = 2 ** 30;

/** What `type_traverse` leaves out: the registry of subclasses, which holds weak references. */
const UNVISITED_PARTS: ReadonlySet<string> = new Set(['subclass reference', 'subclasses']);

export function collectHere(graph: HeapGraph, { generation = 2, limit = DEFAULT_LIMIT }: CollectHereOptions = {}): CollectHere {
  const { moment, recording, state } = graph;
  const { unreachable, candidates } = collectableNodes(graph, generation);
  const collected = nodesOf(unreachable);
  const dying = dyingWith(graph, unreachable);
  const tally = new TypeTally();
  for (const node of dying) {
    const entity = moment.entityOf[node] as number;
    tally.add(typeText(recording, entity), recording.sizeOf(state, entity));
  }
  const finalizable = new FinalizerFinder(graph);
  const finalizers = collected.filter((node) => finalizable.has(moment.entityOf[node] as number));
  const callbacks = calledBack(graph, unreachable);
  const named = (nodes: readonly number[]): CollectHere['objects'] => nodes.slice(0, limit).map((node) => objectReference(graph, moment.entityOf[node] as number));
  const finds = collected.length === 0 ? `gc.collect(${generation === 2 ? '' : generation}) would find nothing here`
    : `gc.collect(${generation === 2 ? '' : generation}) would return ${grouped(collected.length)} here and free ${counted(tally.count, 'object')} (${grouped(tally.bytes)} bytes)`;
  const calls = [
    ...(finalizers.length > 0 ? [counted(finalizers.length, 'finalizer')] : []),
    ...(callbacks.length > 0 ? [counted(callbacks.length, 'weak reference callback')] : []),
  ];
  const sentence = `${finds}${calls.length > 0 ? `, after calling ${listed(calls)}` : ''}.`;
  const lines = tally.rows(10).map(({ type, count, bytes }) => `  ${type}: ${counted(count, 'object')}, ${grouped(bytes)} bytes`);
  return {
    collected: collected.length, freedCount: tally.count, freedBytes: tally.bytes, byType: tally.rows(),
    objects: named(collected), finalizers: named(finalizers), callbacks: named(callbacks), survivors: candidates - collected.length,
    sentence, text: [sentence, ...lines].join('\n'),
  };
}

/** For each node, 1 when a collection up to this generation would find it unreachable. */
export function collectableNodes(graph: HeapGraph, generation: 0 | 1 | 2): { unreachable: Uint8Array; candidates: number } {
  const { moment, recording, state } = graph;
  const isCandidate = new Uint8Array(moment.nodeCount);
  let candidates = 0;
  for (let node = 1; node < moment.nodeCount; node++) {
    const own = state.generation(moment.entityOf[node] as number);
    if (own === null || own > generation) continue;
    isCandidate[node] = 1;
    candidates++;
  }
  const { unreachable } = collectable({
    graph: moment.out, isCandidate,
    refcount: (node) => {
      const refcount = state.refcount(moment.entityOf[node] as number);
      return refcount === IMMORTAL ? HELD_FOR_EVER : refcount;
    },
    isVisited: (edge) => {
      const label = moment.label(edge);
      return labelKind(label) !== LabelKind.Part || !UNVISITED_PARTS.has(recording.strings.get(labelPayload(label)));
    },
  });
  return { unreachable, candidates };
}

function nodesOf(mask: Uint8Array): number[] {
  const nodes: number[] = [];
  for (let node = 0; node < mask.length; node++) if (mask[node] === 1) nodes.push(node);
  return nodes;
}

/** The nodes of the mask, and what only they lead to: values the collector doesn't track. */
function dyingWith(graph: HeapGraph, unreachable: Uint8Array): number[] {
  const { moment } = graph;
  const kept: number[] = [];
  const others = moment.entityOf.map((_, node) => (unreachable[node] === 1 ? 0 : 1));
  const led = reach(moment.out, nodesOf(unreachable));
  // What stays: everything that isn't led to from the garbage, and what that leads to.
  for (let node = 1; node < moment.nodeCount; node++) if (others[node] === 1 && (led[node] === 0 || moment.isRoot[node] === 1)) kept.push(node);
  const stays = reach(moment.out, kept);
  return [...nodesOf(led).filter((node) => stays[node] === 0 && moment.isObject(node)), ...subclassReferences(graph, unreachable)];
}

/** A class that dies takes the weak reference with it by which its base knows it. */
function subclassReferences({ moment, recording }: HeapGraph, unreachable: Uint8Array): number[] {
  const { weak } = moment;
  const found: number[] = [];
  for (let i = 0; i < weak.count; i++) {
    const holder = weak.holders[i] as number;
    if (unreachable[weak.targets[i] as number] !== 1 || unreachable[holder] === 1) continue;
    const { start, edges } = moment.in;
    const labels = Array.from(edges.subarray(start[holder], start[holder + 1]), (edge) => moment.label(edge));
    const isRegistry = labels.every((label) => labelKind(label) === LabelKind.Part && recording.strings.get(labelPayload(label)) === 'subclass reference');
    if (labels.length > 0 && isRegistry) found.push(holder);
  }
  return found;
}

/** Weak references outside the garbage that refer into it and have a callback. */
function calledBack(graph: HeapGraph, unreachable: Uint8Array): number[] {
  const { moment, recording } = graph;
  const { weak, out } = moment;
  const found: number[] = [];
  for (let i = 0; i < weak.count; i++) {
    const holder = weak.holders[i] as number;
    if (unreachable[weak.targets[i] as number] !== 1 || unreachable[holder] === 1) continue;
    for (let edge = out.start[holder] as number; edge < (out.start[holder + 1] as number); edge++) {
      const label = moment.label(edge);
      if (labelKind(label) === LabelKind.Part && recording.strings.get(labelPayload(label)) === '__callback__') {
        found.push(holder);
        break;
      }
    }
  }
  return found;
}

const GENERATORS: ReadonlySet<string> = new Set(['generator', 'coroutine', 'async_generator']);

/** Which objects have a finalizer: a `__del__` of their class or one it inherits, or a body to be closed. */
class FinalizerFinder {
  private readonly byClass = new Map<number, boolean>();

  constructor(private readonly graph: HeapGraph) {}

  has(entity: number): boolean {
    // An unfinished generator is closed: it holds its frame's function.
    if (GENERATORS.has(typeText(this.graph.recording, entity)) && this.part(entity, 'function') !== 0) return true;
    const type = this.target(entity, (kind) => kind === LabelKind.Class);
    if (type === 0) return false;
    let has = this.byClass.get(type);
    if (has === undefined) {
      const mro = this.part(type, '__mro__');
      has = mro !== 0 && this.graph.slotsOf(mro).some(({ target }) => this.definesDel(target));
      this.byClass.set(type, has);
    }
    return has;
  }

  private definesDel(type: number): boolean {
    const namespace = this.part(type, '__dict__');
    const { strings } = this.graph.recording;
    return namespace !== 0 && this.target(namespace, (kind, payload) => kind === LabelKind.Value && strings.get(payload) === "'__del__'") !== 0;
  }

  private part(holder: number, name: string): number {
    const { strings } = this.graph.recording;
    return this.target(holder, (kind, payload) => kind === LabelKind.Part && strings.get(payload) === name);
  }

  private target(holder: number, isMeant: (kind: LabelKind, payload: number) => boolean): number {
    return this.graph.slotsOf(holder).find(({ label }) => isMeant(labelKind(label), labelPayload(label)))?.target ?? 0;
  }
}
