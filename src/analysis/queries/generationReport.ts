/**
 * The collector's generations at a moment: counts against thresholds, objects in each, what `gc.get_stats()` would say, when the next
 * collection comes, what the last step moved. And the list of a run's collections. In: a graph of the moment, or a recording. Out:
 * plain data with texts.
 *
 * Cost: what lives at the moment, the collections before it, the stretch of the log from the moment before.
 */
import { EntityKind, Field, PERMANENT_GENERATION, StepKind, type CollectionRecord, type Recording } from '../../recording';
import type { HeapGraph } from '../heapGraph';
import type {
  CollectionChoice, CollectionRow, CollectionTable, CollectorRules, CollectorState, GenerationMoves, GenerationReport, GenerationState,
} from './generationAnswer';
import { nextCollection, waitingText } from './nextCollection';

/** @param previous the step of the moment before; -1 is the start */
export function generationReport(graph: HeapGraph, rules: CollectorRules, previous = graph.step - 1): GenerationReport {
  const { recording, step } = graph;
  const state = collectorState(recording, step);
  const objects = [0, 0, 0, 0];
  const own = [0, 0, 0, 0];
  for (const entity of graph.moment.entityOf) {
    const generation = graph.state.generation(entity);
    if (generation === null) continue;
    objects[generation] = (objects[generation] as number) + 1;
    if (isOwn(recording, entity)) own[generation] = (own[generation] as number) + 1;
  }
  const ran: CollectionRow[] = [];
  const nothing = () => ({ collections: 0, collected: 0, uncollectable: 0 });
  const statistics = [nothing(), nothing(), nothing()] as const;
  recording.collections.forEach((record, index) => {
    if (record.step > step) return;
    const sums = statistics[record.generation];
    sums.collections++;
    sums.collected += record.collected;
    sums.uncollectable += record.uncollectable;
    if (record.step > previous) ran.push(collectionRow(recording, record, index + 1));
  });
  const isOver = recording.steps.kind(step) === StepKind.End;
  const generation = (which: 0 | 1 | 2): GenerationState => ({
    count: state.counts[which], threshold: state.thresholds[which], objects: objects[which] as number, own: own[which] as number,
    ...statistics[which], rule: isOver ? '' : waitingText(which, state),
  });
  return {
    ...state, step, generations: [generation(0), generation(1), generation(2)], permanent: objects[PERMANENT_GENERATION] as number,
    next: isOver ? { generation: null, allocations: null, text: 'The program has ended.' } : nextCollection(state, rules), ran, moves: previous < recording.windowStart ? [] : generationMoves(recording, previous, step),
  };
}

/** What decides about the next automatic collection, as it stands at a step. */
export function collectorState(recording: Recording, step: number): CollectorState {
  let longLived: CollectorState['longLived'] = { pending: 0, total: 0 };
  for (const record of recording.collections) if (record.step <= step) longLived = record.longLived;
  return {
    counts: recording.steps.counts(step), thresholds: recording.thresholdsAt(step), enabled: recording.isCollectorEnabled(step),
    collecting: recording.collections.some(({ startStep, step: after }) => startStep < step && step < after), longLived,
  };
}

/** Which objects went from one generation to another between two steps. Objects that came and went are not among them. */
export function generationMoves(recording: Recording, previous: number, step: number): GenerationMoves[] {
  const { steps, log } = recording;
  const moves = new Map<string, { from: 0 | 1 | 2; to: 1 | 2 | 3; count: number; own: number }>();
  for (let change = steps.changeEnd(previous); change < steps.changeEnd(step); change++) {
    if (log.field(change) !== Field.Generation) continue;
    // The field is one more than the generation, 0 for none.
    const [from, to] = [log.oldValue(change) - 1, log.newValue(change) - 1];
    if (from < 0 || to <= from || to > PERMANENT_GENERATION) continue;
    const key = `${from} ${to}`;
    let move = moves.get(key);
    if (move === undefined) moves.set(key, (move = { from: from as 0 | 1 | 2, to: to as 1 | 2 | 3, count: 0, own: 0 }));
    move.count++;
    if (isOwn(recording, log.index(change))) move.own++;
  }
  return [...moves.values()].sort((a, b) => a.from - b.from || a.to - b.to);
}

/** Collections of a run, by range. */
export function collectionTable(
  recording: Recording, { choice = 'all', from = 0, count }: { readonly choice?: CollectionChoice; readonly from?: number; readonly count: number },
): CollectionTable {
  const { collections } = recording;
  const meant: number[] = [];
  collections.forEach((record, index) => {
    if (isMeant(record, choice)) meant.push(index);
  });
  const first = Math.max(0, Math.min(from, meant.length));
  const rows = meant.slice(first, first + count).map((index) => collectionRow(recording, collections[index] as CollectionRecord, index + 1));
  return { rows, from: first, count: meant.length, total: collections.length };
}

function isMeant({ reason, collected, uncollectable }: CollectionRecord, choice: CollectionChoice): boolean {
  switch (choice) {
    case 'all': return true;
    case 'found': return collected + uncollectable > 0;
    case 'automatic': return reason === 'automatic';
    case 'requested': return reason === 'requested';
  }
}

function collectionRow(recording: Recording, record: CollectionRecord, number: number): CollectionRow {
  const { startStep, step, generation, reason, candidates, collected, uncollectable } = record;
  const line = recording.steps.count > startStep ? recording.steps.line(startStep) : 0;
  const after = Math.min(step, recording.steps.count - 1);
  return { number, generation, reason, step: startStep, after, line: line > 0 ? line - 1 : null, candidates, collected, uncollectable };
}

/** The program made it: neither the interpreter's start nor an imported module. */
function isOwn({ entities }: Recording, entity: number): boolean {
  return entities.kind(entity) === EntityKind.Object && !entities.isBackground(entity) && !entities.isFromLibrary(entity);
}
