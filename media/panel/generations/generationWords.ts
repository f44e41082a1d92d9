/** What the generations say in a few words; the rules themselves come with their texts from the core. */
import type { CollectionRow, GenerationMoves, GenerationState } from '../../../src/protocol';
import { t } from '../l10n';

const count = (value: number): string => value.toLocaleString('en');

export function countText({ count: made, threshold }: { readonly count: number; readonly threshold: number }): string {
  return threshold <= 0 ? t('count {0}, no threshold', made) : t('count {0} of threshold {1}', made, threshold);
}

export function objectsText({ objects, own }: GenerationState): string {
  return `${objects === 1 ? t('{0} object', 1) : t('{0} objects', count(objects))}${own === 0 ? '' : `, ${t('{0} yours', count(own))}`}`;
}

/** As `gc.get_stats()` has it, by the moment. */
export function historyText({ collections, collected, uncollectable }: GenerationState): string {
  if (collections === 0) return t('never collected');
  const found = `${t('{0} collected', count(collected))}${uncollectable > 0 ? `, ${t('{0} uncollectable', count(uncollectable))}` : ''}`;
  return `${collections === 1 ? t('{0} collection', 1) : t('{0} collections', count(collections))}, ${found}`;
}

export function arrivalText(moves: readonly GenerationMoves[]): string {
  return moves.map(({ from, count: moved, own }) => (own === 0 ? t('{0} from generation {1}', count(moved), from) : t('{0} from generation {1} ({2} yours)', count(moved), from, count(own)))).join(', ');
}

/** What ran between the moment before and this one. */
export function ranText(ran: readonly CollectionRow[]): string {
  if (ran.length === 0) return '';
  const [first] = ran;
  if (ran.length > 1 || first === undefined) return t('{0} collections ran just now; they collected {1}.', ran.length, count(ran.reduce((sum, { collected }) => sum + collected, 0)));
  return t('Collection {0} of generation {1} has just run: {2} examined, {3} collected.', first.number, first.generation, count(first.candidates), count(first.collected));
}
