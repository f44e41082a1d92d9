/**
 * The curve of each reference, from its slot's row to the card it leads to. To the right an edge leaves at the right and
 * enters at the left; back to the left it leaves at the left and enters at the right; within a column it bulges to the right.
 * So no edge has to go round its own card. Where several end at one card, their ends are spread.
 */
import { rowMiddle, type CardRow, type Metrics, type RowEnd } from './card';
import type { PlacedCard } from './layout';

export interface PlacedEdge {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly path: string;
  /** What the slot is called, with how many there are. */
  readonly label: string;
  /** Middle of the curve, where the label stands. */
  readonly labelX: number;
  readonly labelY: number;
  readonly weak: boolean;
  readonly changed: boolean;
  /** How many references it stands for. */
  readonly count: number;
  /** Both ends wait for the collector. */
  readonly unreachable: boolean;
  /** Part of a cycle of drawn objects. */
  readonly cyclic: boolean;
  /** Where it begins, for the port's dot. */
  readonly startX: number;
  readonly startY: number;
}

interface Course {
  readonly key: string;
  readonly from: PlacedCard;
  readonly to: PlacedCard;
  readonly row: CardRow;
  readonly end: RowEnd;
  readonly side: 'forward' | 'backward' | 'bulge';
  readonly startX: number;
  readonly startY: number;
}

/** Room for the arrow's head before the card. */
const headLength = 7;
const spreadStep = 8;

/** @param cycleOf the cycle of each card that is in one */
export function edgesBetween(cards: readonly PlacedCard[], metrics: Metrics, cycleOf: ReadonlyMap<string, number> = new Map()): PlacedEdge[] {
  const byKey = new Map(cards.map((card) => [card.content.key, card]));
  const courses: Course[] = [];
  const used = new Set<string>();
  for (const card of cards) {
    card.content.rows.forEach((row, index) => {
      for (const end of row.ends) {
        const to = byKey.get(end.key);
        if (to === undefined || to.content.kind === 'ghost') continue;
        // Named by its slot, so that it stays the same edge when rows above it come and go.
        let key = `${card.content.key} ${row.label} ${end.key}`;
        while (used.has(key)) key += "'";
        used.add(key);
        courses.push(course(key, card, to, row, end, rowMiddle(index, metrics)));
      }
    });
  }
  const endings = endingsOf(courses, metrics);
  return courses.map((each) => {
    const { from, to, row, end, key, startX, startY } = each;
    const cycle = cycleOf.get(from.content.key);
    return {
      key, from: from.content.key, to: to.content.key, ...curve(each, endings.get(each) ?? to.y),
      label: end.count > 1 ? `${end.count.toLocaleString('en')} × ${end.label}` : end.label,
      weak: end.weak, changed: row.changed, count: end.count,
      unreachable: from.unreachable && to.unreachable,
      cyclic: !end.weak && cycle !== undefined && cycle === cycleOf.get(to.content.key),
      startX, startY,
    };
  });
}

function course(key: string, from: PlacedCard, to: PlacedCard, row: CardRow, end: RowEnd, middle: number): Course {
  const side = to.column > from.column ? 'forward' : to.column < from.column ? 'backward' : 'bulge';
  const startX = side === 'backward' ? from.x : from.x + from.content.width;
  return { key, from, to, row, end, side, startX, startY: from.y + middle };
}

/** For each edge: the height at which it ends; the ends at one side of a card keep the order of the beginnings. */
function endingsOf(courses: readonly Course[], metrics: Metrics): Map<Course, number> {
  const groups = new Map<string, Course[]>();
  for (const each of courses) {
    const name = `${each.to.content.key} ${each.side === 'forward' ? 'left' : 'right'}`;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [each]);
    else group.push(each);
  }
  const endings = new Map<Course, number>();
  for (const group of groups.values()) {
    const { to } = group[0];
    const room = to.content.height - metrics.headerHeight / 2 - 8;
    const step = group.length < 2 ? 0 : Math.min(spreadStep, room / (group.length - 1));
    const middle = to.y + metrics.headerHeight / 2;
    const first = Math.max(to.y + 8, middle - step * (group.length - 1) / 2);
    [...group].sort((a, b) => a.startY - b.startY).forEach((each, index) => endings.set(each, first + index * step));
  }
  return endings;
}

function curve({ side, from, to, startX, startY }: Course, endY: number): { path: string; labelX: number; labelY: number } {
  const point = (x: number, y: number) => `${round(x)},${round(y)}`;
  const outwards = side === 'backward' ? -1 : 1;
  const inwards = side === 'forward' ? 1 : -1;
  const endX = side === 'forward' ? to.x - headLength : to.x + to.content.width + headLength;
  const reach = side === 'bulge'
    ? 26 + Math.min(34, Math.abs(endY - startY) * 0.18) + Math.max(0, Math.max(from.content.width, to.content.width) - from.content.width) / 2
    : Math.max(28, Math.min(120, Math.abs(endX - startX) * 0.55));
  const firstX = startX + outwards * reach;
  const secondX = endX - inwards * reach;
  return {
    path: `M${point(startX, startY)} C${point(firstX, startY)} ${point(secondX, endY)} ${point(endX, endY)} h${inwards * (headLength - 2)}`,
    labelX: round((startX + 3 * firstX + 3 * secondX + endX) / 8),
    labelY: round((startY + endY) / 2),
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
