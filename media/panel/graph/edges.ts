/**
 * The curve of each reference, from its slot's row to the card it leads to. To the right an edge leaves at the right and
 * enters at the left; back to the left it leaves at the left and enters at the right; within a column it bulges to the right.
 * So no edge has to go round its own card. Where several end at one card, their ends are spread.
 */
import type { Metrics } from './card';
import type { PlacedCard } from './layout';

export interface PlacedEdge {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly path: string;
  readonly weak: boolean;
  readonly changed: boolean;
  /** Both ends wait for the collector. */
  readonly unreachable: boolean;
  /** Where it begins, for the port's dot. */
  readonly startX: number;
  readonly startY: number;
}

interface Course {
  readonly from: PlacedCard;
  readonly to: PlacedCard;
  readonly row: number;
  readonly side: 'forward' | 'backward' | 'bulge';
  readonly startX: number;
  readonly startY: number;
}

/** Room for the arrow's head before the card. */
const headLength = 7;
const spreadStep = 9;

export function edgesBetween(cards: readonly PlacedCard[], metrics: Metrics): PlacedEdge[] {
  const byKey = new Map(cards.map((card) => [card.content.key, card]));
  const courses = cards.flatMap((card) => card.content.rows.flatMap((row, index): Course[] => {
    const to = row.target === null ? undefined : byKey.get(row.target);
    return to === undefined ? [] : [course(card, to, index, metrics)];
  }));
  const endings = endingsOf(courses, metrics);
  return courses.map((each) => {
    const row = each.from.content.rows[each.row];
    return {
      key: `${each.from.content.key} ${each.row} ${each.to.content.key}`,
      from: each.from.content.key,
      to: each.to.content.key,
      path: curve(each, endings.get(each) ?? each.to.y),
      weak: row.weak,
      changed: row.changed,
      unreachable: each.from.unreachable && each.to.unreachable,
      startX: each.startX,
      startY: each.startY,
    };
  });
}

function course(from: PlacedCard, to: PlacedCard, row: number, metrics: Metrics): Course {
  const side = to.column > from.column ? 'forward' : to.column < from.column ? 'backward' : 'bulge';
  const startX = side === 'backward' ? from.x : from.x + from.content.width;
  return { from, to, row, side, startX, startY: from.y + metrics.headerHeight + (row + 0.5) * metrics.rowHeight };
}

/** For each edge: the height at which it ends; the ends at one side of a card keep the order of the beginnings. */
function endingsOf(courses: readonly Course[], metrics: Metrics): Map<Course, number> {
  const groups = new Map<string, Course[]>();
  for (const each of courses) {
    const group = `${each.to.content.key} ${each.side === 'forward' ? 'left' : 'right'}`;
    groups.set(group, [...(groups.get(group) ?? []), each]);
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

function curve({ side, from, to, startX, startY }: Course, endY: number): string {
  const point = (x: number, y: number) => `${round(x)},${round(y)}`;
  if (side === 'forward') {
    const endX = to.x - headLength;
    const reach = Math.max(28, Math.min(120, (endX - startX) * 0.55));
    return `M${point(startX, startY)} C${point(startX + reach, startY)} ${point(endX - reach, endY)} ${point(endX, endY)} h${headLength - 2}`;
  }
  const endX = to.x + to.content.width + headLength;
  if (side === 'backward') {
    const reach = Math.max(28, Math.min(120, (startX - endX) * 0.55));
    return `M${point(startX, startY)} C${point(startX - reach, startY)} ${point(endX + reach, endY)} ${point(endX, endY)} h${2 - headLength}`;
  }
  const reach = 26 + Math.min(34, Math.abs(endY - startY) * 0.18) + Math.max(0, Math.max(from.content.width, to.content.width) - from.content.width) / 2;
  return `M${point(startX, startY)} C${point(startX + reach, startY)} ${point(endX + reach, endY)} ${point(endX, endY)} h${2 - headLength}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
