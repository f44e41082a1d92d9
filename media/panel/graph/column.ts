/**
 * Heights within one column: cards that were drawn before stay where they are, those that grew push what is below a little or look
 * for another place, new ones take the free place nearest to what refers to them. In: cards with their old and wished tops. Out: the
 * tops. No two overlap.
 */
import { nearestGap, type Interval } from './gaps';
import { stack } from './stack';

export interface Standing {
  readonly height: number;
  /** Its top in the layout before; null if it is new or stood elsewhere. */
  readonly old: number | null;
  /** Its height then. */
  readonly oldHeight: number;
  /** Where it would like to be; null: anywhere. */
  readonly wish: number | null;
}

/** Less than any card's height: nothing that has not changed moves farther in one step. */
export const farthestPush = 28;

/** Tops in the same order. @param least nothing is placed above */
export function standInColumn(cards: readonly Standing[], gap: number, least: number): number[] {
  if (cards.every(({ old }) => old === null)) return stackFresh(cards, gap, least);
  const tops = new Map<Standing, number>();
  for (const [card, top] of pushDown(cards, gap)) tops.set(card, top);
  const taken: Interval[] = [...tops].map(([card, top]) => ({ top, bottom: top + card.height }));
  for (const card of [...cards].sort((a, b) => (a.wish ?? Infinity) - (b.wish ?? Infinity))) {
    if (tops.has(card)) continue;
    const top = nearestGap(taken, card.height, Math.round(card.wish ?? card.old ?? least), gap, least);
    tops.set(card, top);
    taken.push({ top, bottom: top + card.height });
  }
  return cards.map((card) => tops.get(card) ?? least);
}

function stackFresh(cards: readonly Standing[], gap: number, least: number): number[] {
  const order = cards.map((card, index) => ({ card, index })).sort((a, b) => (a.card.wish ?? Infinity) - (b.card.wish ?? Infinity) || a.index - b.index);
  let end = least;
  const tops = stack(order.map(({ card }) => {
    const top = card.wish ?? end;
    end = Math.max(end, top) + card.height + gap;
    return { height: card.height, top };
  }), gap, least);
  const result = cards.map(() => least);
  order.forEach(({ index }, at) => {
    result[index] = Math.round(tops[at] ?? least);
  });
  return result;
}

/** What stays, pushed down where a card above has grown; the ones that grew too much for that are left out. */
function pushDown(cards: readonly Standing[], gap: number): Map<Standing, number> {
  const staying = cards.filter(({ old }) => old !== null).sort((a, b) => (a.old ?? 0) - (b.old ?? 0));
  for (;;) {
    const tops = new Map<Standing, number>();
    let end = -Infinity;
    let tooFar = -1;
    staying.forEach((card, index) => {
      const old = card.old ?? 0;
      const top = Math.max(old, end);
      if (tooFar < 0 && top - old > farthestPush) tooFar = index;
      tops.set(card, top);
      end = top + card.height + gap;
    });
    if (tooFar < 0) return tops;
    // The one that grew most of those above moves away instead.
    let worst = -1;
    let growth = 0;
    for (let index = 0; index < tooFar; index++) {
      const grown = staying[index].height - staying[index].oldHeight;
      if (grown > growth) [worst, growth] = [index, grown];
    }
    staying.splice(worst < 0 ? tooFar : worst, 1);
  }
}
