/**
 * What a card shows and how large it is: a root or an object of the view becomes a title, rows and a size. Sizes are counted
 * in characters of the editor's (monospaced) font, so the layout needs no browser.
 */
import type { HeapNode, HeapRoot, HeapSlot, HeapView } from '../../../src/protocol';

export interface Metrics {
  /** Width of one character of the card's font. */
  readonly charWidth: number;
  readonly headerHeight: number;
  readonly rowHeight: number;
  readonly columnGap: number;
  readonly cardGap: number;
}

export const standardMetrics: Metrics = { charWidth: 7.25, headerHeight: 30, rowHeight: 22, columnGap: 76, cardGap: 16 };

export interface CardRow {
  readonly label: string;
  /** What is written at the right: the value, or nothing where an edge leaves. */
  readonly text: string;
  /** Key of the card the row's edge leads to. */
  readonly target: string | null;
  readonly weak: boolean;
  readonly changed: boolean;
  /** In full, where label or text are cut. */
  readonly full: string;
}

export interface CardContent {
  readonly key: string;
  readonly title: string;
  readonly subtitle: string;
  readonly badge: string;
  readonly rows: readonly CardRow[];
  /** 'and 3 more', or ''. */
  readonly more: string;
  readonly width: number;
  readonly height: number;
  readonly root: HeapRoot | null;
  readonly node: HeapNode | null;
}

const longestLabel = 18;
const longestText = 22;
/** Inner margin at both sides, the stripe included. */
const sideMargin = 14;
const narrowest = 104;

export const nodeKey = (id: number): string => `object ${id}`;
export const rootKey = (id: string): string => `root ${id}`;

export function cardsOf(view: HeapView, metrics: Metrics): CardContent[] {
  const drawn = new Set(view.nodes.map((node) => node.id));
  return [
    ...view.roots.map((root) => rootCard(root, drawn, metrics)),
    ...view.nodes.map((node) => nodeCard(node, drawn, metrics)),
  ];
}

function rootCard(root: HeapRoot, drawn: ReadonlySet<number>, metrics: Metrics): CardContent {
  const content = {
    key: rootKey(root.id), title: cut(root.label, longestText), subtitle: '', badge: '',
    rows: root.slots.map((slot) => cardRow(slot, drawn)), more: moreText(root.moreCount), root, node: null,
  };
  return { ...content, ...sizeOf(content, metrics) };
}

function nodeCard(node: HeapNode, drawn: ReadonlySet<number>, metrics: Metrics): CardContent {
  const content = {
    key: nodeKey(node.id), title: cut(node.type, longestText), subtitle: node.text === '' ? `#${node.id}` : cut(node.text, longestText), badge: badgeText(node),
    rows: node.slots.map((slot) => cardRow(slot, drawn)), more: moreText(node.moreCount), root: null, node,
  };
  return { ...content, ...sizeOf(content, metrics) };
}

/** The refcount, and where it has just changed the one before. */
export function badgeText(node: HeapNode): string {
  if (node.immortal === true) return '∞';
  const before = node.change === 'refcount' && node.previousRefcount !== undefined ? `${node.previousRefcount} → ` : '';
  return `${before}${node.refcount}`;
}

function cardRow(slot: HeapSlot, drawn: ReadonlySet<number>): CardRow {
  const leads = slot.target !== null && drawn.has(slot.target);
  return {
    label: cut(slot.label, longestLabel),
    text: leads ? '' : cut(slot.text, longestText),
    target: leads && slot.target !== null ? nodeKey(slot.target) : null,
    weak: slot.weak === true,
    changed: slot.changed === true,
    full: leads ? slot.label : `${slot.label} ${slot.text}`,
  };
}

function moreText(count: number): string {
  return count > 0 ? `and ${count} more` : '';
}

export function cut(text: string, longest: number): string {
  const characters = [...text];
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join('')}…`;
}

function sizeOf(content: Pick<CardContent, 'title' | 'subtitle' | 'badge' | 'rows' | 'more'>, metrics: Metrics) {
  const wide = (text: string) => [...text].length * metrics.charWidth;
  const badge = content.badge === '' ? 0 : badgeWidth(content.badge, metrics) + 10;
  const header = wide(content.title) + (content.subtitle === '' ? 0 : 8 + wide(content.subtitle)) + badge;
  const rows = content.rows.map((row) => wide(row.label) + (row.text === '' ? 22 : 16 + wide(row.text)));
  const width = Math.ceil(Math.max(narrowest, Math.max(header, wide(content.more), ...rows) + 2 * sideMargin));
  const rowCount = content.rows.length + (content.more === '' ? 0 : 1);
  return { width, height: metrics.headerHeight + rowCount * metrics.rowHeight + (rowCount > 0 ? 6 : 0) };
}

export function badgeWidth(text: string, metrics: Metrics): number {
  return Math.max(20, [...text].length * metrics.charWidth * 0.9 + 12);
}
