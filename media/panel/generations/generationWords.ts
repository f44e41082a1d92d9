/** What the generations say in a few words; the rules themselves come with their texts from the core. */
import type { CollectionRow, GenerationMoves, GenerationState } from '../../../src/protocol';

const count = (value: number): string => value.toLocaleString('en');

export function countText({ count: made, threshold }: { readonly count: number; readonly threshold: number }): string {
  return threshold <= 0 ? `count ${made}, no threshold` : `count ${made} of threshold ${threshold}`;
}

export function objectsText({ objects, own }: GenerationState): string {
  return `${count(objects)} ${objects === 1 ? 'object' : 'objects'}${own === 0 ? '' : `, ${count(own)} yours`}`;
}

/** As `gc.get_stats()` has it, by the moment. */
export function historyText({ collections, collected, uncollectable }: GenerationState): string {
  if (collections === 0) return 'never collected';
  const found = `${count(collected)} collected${uncollectable > 0 ? `, ${count(uncollectable)} uncollectable` : ''}`;
  return `${count(collections)} ${collections === 1 ? 'collection' : 'collections'}, ${found}`;
}

export function arrivalText(moves: readonly GenerationMoves[]): string {
  return moves.map(({ from, count: moved, own }) => `${count(moved)} from generation ${from}${own === 0 ? '' : ` (${count(own)} yours)`}`).join(', ');
}

/** What ran between the moment before and this one. */
export function ranText(ran: readonly CollectionRow[]): string {
  if (ran.length === 0) return '';
  const [first] = ran;
  if (ran.length > 1 || first === undefined) return `${ran.length} collections ran just now; they collected ${count(ran.reduce((sum, { collected }) => sum + collected, 0))}.`;
  return `Collection ${first.number} of generation ${first.generation} has just run: ${count(first.candidates)} examined, ${count(first.collected)} collected.`;
}
