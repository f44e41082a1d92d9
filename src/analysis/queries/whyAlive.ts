/**
 * Why an object is alive: a shortest chain of counted references from a root to it, and other chains which share as little with
 * the ones before as possible; or what else keeps it. In: the graph of a moment, an entity. Out: data and words.
 */
import { IMMORTAL } from '../../recording';
import { breadthFirst, shortestCycle } from '../algorithms/breadthFirst';
import { strongComponents } from '../algorithms/components';
import { distinctPaths } from '../algorithms/distinctPaths';
import type { HeapGraph } from '../heapGraph';
import type { AlivePath, AliveVerdict, CyclePath, WhyAlive } from './graphAnswers';
import { PathWords } from './pathWords';
import { counted, listed, objectReference } from './wording';

export interface WhyAliveOptions {
  /** Most paths; 3 if not told. */
  readonly paths?: number;
}

const DEFAULT_PATHS = 3;

export function whyAlive(graph: HeapGraph, entity: number, { paths: limit = DEFAULT_PATHS }: WhyAliveOptions = {}): WhyAlive {
  const object = objectReference(graph, entity);
  const verdict = aliveVerdict(graph, entity);
  const refcount = graph.state.refcount(entity);
  const answer = (paths: readonly AlivePath[], hasMore: boolean, cycle: CyclePath | null, sentence: string): WhyAlive => ({
    object, verdict, refcount: refcount === IMMORTAL ? 0 : refcount, paths, hasMore, cycle, sentence,
    text: [sentence, ...paths.map(({ text }) => `  ${text}`), ...(cycle === null ? [] : [`  ${cycle.text}`])].join('\n'),
  });
  switch (verdict) {
    case 'freed': return answer([], false, null, `${object.name} is not alive at this moment.`);
    case 'immortal': return answer([], false, null, `${object.text || object.name} is immortal: its refcount is not kept and it is never freed.`);
    case 'interpreter': return answer([], false, null, `${object.name} was there before the program began; the interpreter keeps it.`);
    case 'cycle': {
      const cycle = keepingCycle(graph, entity);
      const generation = graph.state.generation(entity);
      const waits = `waits for the collector${generation === null ? '' : ` in generation ${generation}`}`;
      if (cycle === null) return answer([], false, null, `No root reaches ${object.name} any more; it ${waits}.`);
      const isMember = cycle.steps.some(({ holder }) => holder?.id === object.id);
      const keeper = isMember ? 'only its own cycle keeps it' : `only the cycle of ${cycle.steps[0]?.holder?.name ?? ''} keeps it`;
      return answer([], false, cycle, `No root reaches ${object.name} any more: ${keeper}, and it ${waits}.`);
    }
    case 'held': break;
  }
  const { moment } = graph;
  const found = distinctPaths({
    graph: moment.in, forwardTargets: moment.out.targets, isRoot: moment.isRoot, rank: (edge) => moment.rankOfRootEdge(edge),
    goal: moment.nodeOf(entity), limit,
  });
  const words = new PathWords(graph);
  const paths = found.paths.map((edges) => words.path(edges.map((edge) => graph.edge(edge))));
  return answer(paths, !found.complete, null, heldSentence(object.name, paths, !found.complete));
}

/** What kind of life an entity has at a moment. */
export function aliveVerdict(graph: HeapGraph, entity: number): AliveVerdict {
  if (!graph.isAlive(entity)) return 'freed';
  if (graph.state.refcount(entity) === IMMORTAL) return 'immortal';
  const { moment } = graph;
  const node = moment.nodeOf(entity);
  if (moment.isRoot[node] === 1) return 'interpreter';
  return graph.reachedNodes[node] === 1 ? 'held' : 'cycle';
}

/** Two paths in one line: `global a, and by global b -> list #3[0]`; '' for what has no path of interest. */
export function whyAliveLine(graph: HeapGraph, entity: number): string {
  const { verdict, paths, cycle, hasMore } = whyAlive(graph, entity, { paths: 2 });
  switch (verdict) {
    case 'held': return `${paths.map(({ text }) => text).join(', and by ')}${hasMore ? ', and in other ways' : ''}`;
    case 'cycle': return cycle === null ? 'nothing: it waits for the collector' : `nothing but a cycle: ${cycle.text}`;
    case 'immortal':
    case 'interpreter':
    case 'freed': return '';
  }
}

/** A shortest cycle through the object, else one nearest to it among its holders. */
function keepingCycle(graph: HeapGraph, entity: number): CyclePath | null {
  const { moment } = graph;
  const node = moment.nodeOf(entity);
  const words = new PathWords(graph);
  const own = shortestCycle(moment.out, node);
  if (own !== null) return words.cycle(own.map((edge) => graph.edge(edge)));
  // Nothing that no root reaches can be held by anything but, in the end, a cycle: the nearest among its holders.
  const { componentOf, count } = strongComponents(moment.out, unreachableMask(graph));
  const sizes = new Int32Array(count);
  for (const component of componentOf) if (component >= 0) (sizes[component] as number)++;
  const { order, count: met } = breadthFirst(moment.in, [node]);
  for (let i = 1; i < met; i++) {
    const holder = order[i] as number;
    const isSelfHeld = (): boolean => moment.out.targets.subarray(moment.out.start[holder], moment.out.start[holder + 1]).includes(holder);
    if ((sizes[componentOf[holder] as number] ?? 0) < 2 && !isSelfHeld()) continue;
    const cycle = shortestCycle(moment.out, holder);
    if (cycle !== null) return words.cycle(cycle.map((edge) => graph.edge(edge)));
  }
  return null;
}

function unreachableMask({ reachedNodes }: HeapGraph): Uint8Array {
  return reachedNodes.map((reached) => 1 - reached);
}

function heldSentence(name: string, paths: readonly AlivePath[], hasMore: boolean): string {
  const [first] = paths;
  if (first === undefined) return `${name} is alive.`;
  const others = paths.length - 1;
  const more = others === 0 ? '' : `, and in ${hasMore ? 'at least ' : ''}${counted(others, 'other way')}`;
  return `${name} is alive because ${rootWords(first)} ${first.steps.length === 1 ? 'holds' : 'leads to'} it${viaWords(first)}${more}.`;
}

function rootWords({ root, rootName, steps }: AlivePath): string {
  const text = steps[0]?.text ?? '';
  switch (root) {
    case 'global':
    case 'local': return text;
    case 'evaluation stack': return `a value under way in the ${rootName}`.replace('the the', 'the');
    case 'module': return rootName;
    case 'interpreter': return `the interpreter's ${rootName}`;
    case 'runtime': return `the runtime (${text})`;
  }
}

function viaWords({ via }: AlivePath): string {
  const words: Record<(typeof via)[number], string> = {
    exception: 'an exception', traceback: 'its traceback', frame: 'a frame that is over', generator: 'a suspended generator', closure: 'a closure',
  };
  return via.length === 0 ? '' : `, through ${listed(via.map((part) => words[part]))}`;
}
