/** One collection of the list in words, short and in full, and which one to show at a moment. Pure. */
import type { CollectionRow } from '../../../src/protocol';

export function ranges({ number, generation, reason, line, candidates, collected, uncollectable }: CollectionRow): { where: string; found: string; spoken: string } {
  const why = reason === 'automatic' ? 'automatic' : reason === 'requested' ? 'asked for' : 'at the end of the program';
  const short = reason === 'automatic' ? 'auto' : reason === 'exit' ? 'exit' : '';
  const place = line === null || reason === 'exit' ? '' : `line ${line + 1}`;
  const found = collected === 0 && uncollectable === 0 ? 'nothing' : `${collected.toLocaleString('en')} collected${uncollectable > 0 ? `, ${uncollectable} not` : ''}`;
  return {
    where: [`gen ${generation}`, place, short].filter((part) => part !== '').join(' · '),
    found,
    spoken: `Collection ${number}, generation ${generation}${place === '' ? '' : `, ${place}`}, ${why}: ${candidates.toLocaleString('en')} examined, ${found === 'nothing' ? 'nothing collected' : found}`,
  };
}

/**
 * The collection that says most about a moment: the last one before it that found something, else the last before it, else the
 * next. What runs when the program has ended only if there is no other. */
export function collectionFor(rows: readonly CollectionRow[], step: number): number | null {
  const during = rows.filter(({ reason }) => reason !== 'exit');
  const meant = during.length > 0 ? during : rows;
  const before = meant.filter(({ after }) => after <= step);
  const found = before.findLast(({ collected }) => collected > 0);
  return (found ?? before.at(-1) ?? meant.find(({ collected }) => collected > 0) ?? meant[0])?.number ?? null;
}
