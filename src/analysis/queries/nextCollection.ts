/**
 * When the next collection comes by itself, in words and exact: the decisions of CPython's allocator and of gc_collect_generations,
 * told instead of taken. In: counts, thresholds, the numbers of the 25 % rule. Out: which generation, how many allocations on, texts.
 *
 * Counts are compared with `>`: a threshold of 700 lets 700 pass. It is told as things stand: an object freed, `gc.collect()` or
 * another threshold before then changes it.
 */
import type { CollectorRules, CollectorState, NextCollection } from './generationAnswer';
import { counted, grouped } from './wording';

/** Of the objects a full collection left behind, a quarter must be new before the next one comes by itself. */
const LONG_LIVED_PART = 4;

export function nextCollection(state: CollectorState, rules: CollectorRules): NextCollection {
  const { counts: [count], thresholds: [threshold], enabled, collecting } = state;
  const none = (text: string): NextCollection => ({ generation: null, allocations: null, text });
  const isOver = count > threshold && threshold !== 0;
  if (!enabled) {
    const due = isOver && rules.dueCollectionOutlivesDisable ? ' A collection that was due before that still runs.' : '';
    return none(`The collector is switched off (gc.disable()): only gc.collect() runs it.${due}`);
  }
  if (threshold === 0) return none('Threshold 0 of generation 0 switches the collector off: only gc.collect() runs it.');
  if (collecting) return none('A collection is under way: what is allocated meanwhile is counted but starts no other.');
  const generation = dueGeneration(state);
  const which = `generation ${generation}`;
  if (isOver) {
    return { generation, allocations: 0, text: `${capital(which)} is due: it is collected at the next call or turn of a loop, after one more allocation at the latest.` };
  }
  const allocations = threshold - count + 1;
  const younger = generation === 0 ? '' : generation === 1 ? ', and generation 0 with it' : ', and the younger ones with it';
  return { generation, allocations, text: `${counted(allocations, 'more allocation')} until ${which} is collected${younger}.` };
}

/** The oldest generation an automatic collection would examine now. */
export function dueGeneration(state: CollectorState): 0 | 1 | 2 {
  const { counts, thresholds } = state;
  if (counts[2] > thresholds[2] && !isHeldBack(state)) return 2;
  return counts[1] > thresholds[1] ? 1 : 0;
}

/** The 25 % rule: too few objects have come to the oldest generation since the last full collection. */
export function isHeldBack({ longLived }: CollectorState): boolean {
  return longLived !== null && longLived.pending < Math.floor(longLived.total / LONG_LIVED_PART);
}

/** For generations 1 and 2 what they wait for; '' for generation 0 and where no collection comes by itself: `nextCollection` tells of that. */
export function waitingText(generation: 0 | 1 | 2, state: CollectorState): string {
  if (generation === 0) return '';
  const { counts, thresholds, enabled, longLived } = state;
  if (!enabled || thresholds[0] === 0) return '';
  const [count, threshold] = [counts[generation], thresholds[generation]];
  const younger = `generation ${generation - 1}`;
  if (count <= threshold) {
    const more = counted(threshold - count + 1, 'more collection');
    return `Joins in after ${more} of ${younger}${generation === 2 && isHeldBack(state) ? `, if the 25 % rule lets it: ${partText(longLived)}` : ''}.`;
  }
  if (generation === 2 && isHeldBack(state)) return `Over its threshold, but waits: 25 % rule: ${partText(longLived)}.`;
  const unknown = generation === 2 && longLived === null ? ', unless the 25 % rule holds it back' : '';
  return `Over its threshold: the next automatic collection examines it${unknown}.`;
}

/** `40 long-lived pending of 400 total, 100 are needed` */
function partText(longLived: CollectorState['longLived']): string {
  if (longLived === null) return '';
  const { pending, total } = longLived;
  return `${grouped(pending)} long-lived pending of ${grouped(total)} total, ${grouped(Math.floor(total / LONG_LIVED_PART))} are needed`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
