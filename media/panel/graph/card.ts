/**
 * What a card shows and how large it is: a root, an object or a group of the view becomes a title, rows and a size. All cards are
 * equally wide, so that columns never move; heights count rows. Texts are cut by characters of the editor's (monospaced) font, so
 * the layout needs no browser.
 */
import type { HeapGroup, HeapNode, HeapRoot, HeapSlot, HeapView } from '../../../src/protocol';
import { t } from '../l10n';
import { bytesText, countText, generationName, typeAndName } from '../words';

export interface Metrics {
  /** Width of one character of the card's font. */
  readonly charWidth: number;
  readonly cardWidth: number;
  readonly headerHeight: number;
  readonly rowHeight: number;
  /** The line in small print: generation, size, where it was made. */
  readonly footerHeight: number;
  readonly columnGap: number;
  readonly cardGap: number;
  /** A fresh column higher than this becomes several. */
  readonly highest: number;
}

export const standardMetrics: Metrics = {
  charWidth: 7.25, cardWidth: 196, headerHeight: 29, rowHeight: 20, footerHeight: 19, columnGap: 72, cardGap: 16, highest: 760,
};

/** Where a row leads to. */
export interface RowEnd {
  /** Key of a card. */
  readonly key: string;
  readonly weak: boolean;
  /** How many references; 1 for those of one slot. */
  readonly count: number;
  readonly label: string;
}

export interface CardRow {
  readonly label: string;
  /** What is written at the right: the value, or nothing where an edge leaves. */
  readonly text: string;
  readonly ends: readonly RowEnd[];
  readonly changed: boolean;
  /** In full, where label or text are cut. */
  readonly full: string;
  /** `more`: items left out; the reader can have them shown. */
  readonly kind: 'slot' | 'values' | 'more';
}

export type CardKind = 'root' | 'object' | 'group' | 'ghost';

export interface CardContent {
  readonly key: string;
  readonly kind: CardKind;
  /** What kind of thing has this title: `class`, `function`; '' for instances. */
  readonly prefix: string;
  readonly title: string;
  readonly subtitle: string;
  readonly badge: string;
  /** How the count changed: `+1`, `−2`, or ''. */
  readonly delta: string;
  readonly rows: readonly CardRow[];
  readonly footer: string;
  readonly footerEnd: string;
  readonly width: number;
  readonly height: number;
  readonly root: HeapRoot | null;
  readonly node: HeapNode | null;
  readonly group: HeapGroup | null;
}

/** Inner margin at both sides, the stripe included. */
export const sideMargin = 13;
/** Room below the last row. */
const lastRowMargin = 4;
/** Plain values of a sequence that stand together in one row. */
const fewestFolded = 4;
const shownFolded = 24;

export const nodeKey = (id: number): string => `object ${id}`;
export const rootKey = (id: string): string => `root ${id}`;
export const groupKey = (id: string): string => `group ${id}`;

/** The object's id in a card's key; null for roots and groups. */
export function objectOfKey(key: string): number | null {
  const found = /^object (-?\d+)$/.exec(key);
  return found === null ? null : Number(found[1]);
}

export function cardsOf(view: HeapView, metrics: Metrics): CardContent[] {
  const drawn = new Set([...view.nodes.map(({ id }) => nodeKey(id)), ...(view.groups ?? []).map(({ id }) => groupKey(id))]);
  const make = new CardMaker(drawn, metrics);
  return [
    ...view.roots.map((root) => make.root(root)),
    ...view.nodes.map((node) => make.node(node)),
    ...(view.groups ?? []).map((group) => make.group(group)),
  ];
}

/** What was there a moment before and is freed now: the same card without its references. */
export function ghostOf(content: CardContent): CardContent {
  return { ...content, kind: 'ghost', delta: '', badge: '', rows: content.rows.map((row) => ({ ...row, ends: [], changed: false })), footer: 'freed', footerEnd: '' };
}

class CardMaker {
  /** Characters in a line. */
  private readonly room: number;

  constructor(private readonly drawn: ReadonlySet<string>, private readonly metrics: Metrics) {
    this.room = Math.floor((metrics.cardWidth - 2 * sideMargin) / metrics.charWidth);
  }

  root(root: HeapRoot): CardContent {
    const rows = root.slots.map((slot) => this.slotRow(slot));
    if (root.moreCount > 0) rows.push(this.moreRow(root.moreCount, []));
    return this.finish({
      key: rootKey(root.id), kind: 'root', prefix: '', title: cut(root.label, this.room), subtitle: '', badge: '', delta: '', rows,
      footer: '', footerEnd: '', root, node: null, group: null,
    });
  }

  node(node: HeapNode): CardContent {
    const badge = badgeText(node);
    const delta = deltaText(node);
    const room = this.room - badge.length - (delta === '' ? 2 : delta.length + 3);
    const { prefix, name } = typeAndName(node);
    const title = cutName(name, Math.max(6, room - (prefix === '' ? 0 : prefix.length + 1)));
    const rest = room - title.length - 1 - (prefix === '' ? 0 : prefix.length + 1);
    const text = prefix !== '' ? '' : node.text === '' ? `#${node.id}` : node.text;
    const rows = this.slotRows(node);
    if (node.moreCount > 0) {
      const ends = (node.moreLinks ?? []).map((link) => this.linkEnd(link.target, link.count, link.label));
      rows.push(this.moreRow(node.moreCount, ends.filter((end) => this.drawn.has(end.key))));
    }
    return this.finish({
      key: nodeKey(node.id), kind: 'object', prefix, title, subtitle: rest >= 3 || text.length <= rest ? cut(text, Math.max(rest, 3)) : '', badge, delta, rows,
      footer: `${shortGeneration(node)} · ${bytesText(node.size)}`,
      footerEnd: node.bornLine === null ? '' : `line ${node.bornLine + 1}`, root: null, node, group: null,
    });
  }

  group(group: HeapGroup): CardContent {
    const badge = `×${countText(group.count)}`;
    const title = group.kind === 'type' ? group.type ?? '' : group.kind === 'other' ? 'other types' : `under #${group.holder ?? ''}`;
    const [toGroups, toObjects] = [group.links.filter(({ target }) => typeof target === 'string'), group.links.filter(({ target }) => typeof target === 'number')];
    const several = toObjects.length > 2 ? toObjects : [];
    const rows = [...toGroups, ...(several.length > 0 ? [] : toObjects)].slice(0, 5).map((link): CardRow => {
      const end = this.linkEnd(link.target, link.count, link.label);
      return {
        label: cut(link.label, this.room - 8), text: `×${countText(link.count)}`, ends: this.drawn.has(end.key) ? [end] : [],
        changed: false, full: `${countText(link.count)} references ${link.label}`, kind: 'slot',
      };
    });
    const ends = several.map(({ target, count, label }) => this.linkEnd(target, count, label)).filter((end) => this.drawn.has(end.key));
    if (ends.length > 0) {
      rows.push({ label: t('to {0} drawn', ends.length), text: `×${countText(several.reduce((sum, { count }) => sum + count, 0))}`, ends, changed: false, full: t('references to objects that are drawn'), kind: 'slot' });
    }
    return this.finish({
      key: groupKey(group.id), kind: 'group', prefix: '', title: cut(title, this.room - badge.length - 2), subtitle: '', badge,
      delta: group.newCount > 0 ? `+${countText(group.newCount)}` : '', rows,
      footer: bytesText(group.bytes), footerEnd: 'show some', root: null, node: null, group,
    });
  }

  /** Runs of plain values of a sequence share a row; what changed keeps its own. */
  private slotRows(node: HeapNode): CardRow[] {
    const rows: CardRow[] = [];
    const { slots } = node;
    for (let from = 0; from < slots.length;) {
      let to = from;
      while (to < slots.length && this.isPlainItem(slots[to])) to++;
      if (to - from < fewestFolded) {
        rows.push(this.slotRow(slots[from]));
        from++;
        continue;
      }
      const values = slots.slice(from, to).map(({ text }) => text);
      const label = `[${itemNumber(slots[from])}…${itemNumber(slots[to - 1])}]`;
      const text = values.slice(0, shownFolded).join(', ');
      rows.push({ label, text: cut(text, this.room - label.length - 1), ends: [], changed: false, full: `${label} ${values.join(', ')}`, kind: 'values' });
      from = to;
    }
    return rows;
  }

  private isPlainItem(slot: HeapSlot): boolean {
    return /^\[\d+\]$/.test(slot.label) && slot.changed !== true && this.endOf(slot) === null;
  }

  private slotRow(slot: HeapSlot): CardRow {
    const end = this.endOf(slot);
    const weak = slot.weak === true && end === null ? `weak ${slot.text}` : slot.text;
    const label = cut(slot.label, end !== null ? this.room - 2 : Math.max(8, this.room - 2 - Math.min(weak.length, 9)));
    return {
      label, text: end !== null ? '' : cut(weak, Math.max(4, this.room - label.length - 1)), ends: end === null ? [] : [end],
      changed: slot.changed === true, full: end !== null ? slot.label : `${slot.label} ${weak}`, kind: 'slot',
    };
  }

  private endOf(slot: HeapSlot): RowEnd | null {
    const key = slot.target !== null ? nodeKey(slot.target) : slot.group !== undefined ? groupKey(slot.group) : null;
    return key === null || !this.drawn.has(key) ? null : { key, weak: slot.weak === true, count: 1, label: slot.label };
  }

  private linkEnd(target: number | string, count: number, label: string): RowEnd {
    return { key: typeof target === 'number' ? nodeKey(target) : groupKey(target), weak: false, count, label };
  }

  private moreRow(count: number, ends: readonly RowEnd[]): CardRow {
    return { label: `+${countText(count)} more`, text: '', ends, changed: false, full: `show more of ${countText(count)}`, kind: 'more' };
  }

  private finish(content: Omit<CardContent, 'width' | 'height'>): CardContent {
    const { metrics } = this;
    const height = metrics.headerHeight + (content.rows.length === 0 ? 0 : content.rows.length * metrics.rowHeight + lastRowMargin)
      + (content.footer === '' ? 0 : metrics.footerHeight);
    return { ...content, width: metrics.cardWidth, height };
  }
}

/** The refcount. */
export function badgeText(node: HeapNode): string {
  return node.immortal === true ? '∞' : countText(node.refcount);
}

export function deltaText({ change, refcount, previousRefcount }: HeapNode): string {
  if (change !== 'refcount' || previousRefcount === undefined) return '';
  const difference = refcount - previousRefcount;
  return difference === 0 ? '' : difference > 0 ? `+${countText(difference)}` : `−${countText(-difference)}`;
}

/** The middle of a row, from the card's top. */
export function rowMiddle(index: number, metrics: Metrics): number {
  return metrics.headerHeight + (index + 0.5) * metrics.rowHeight;
}

export function cut(text: string, longest: number): string {
  // Most texts are short: no need to count their characters.
  if (text.length <= longest) return text;
  const characters = [...text];
  return characters.length <= longest ? text : `${characters.slice(0, Math.max(0, longest - 1)).join('')}…`;
}

/** Of a name too long (`Node.__init__`) the last part says most. */
function cutName(name: string, longest: number): string {
  return name.length <= longest ? name : cut(name.slice(name.lastIndexOf('.') + 1), longest);
}

export function badgeWidth(text: string, metrics: Metrics): number {
  return Math.max(20, [...text].length * metrics.charWidth * 0.92 + 11);
}

function itemNumber({ label }: HeapSlot): string {
  return label.slice(1, -1);
}

function shortGeneration({ generation, immortal }: HeapNode): string {
  if (immortal === true && generation === null) return 'immortal';
  return generation === null ? generationName(null) : generation === 3 ? 'permanent' : `gen ${generation}`;
}
