/** One card as SVG: title, refcount badge, rows with ports, small print. Drawn anew only when what it shows has changed. */
import { svg } from '../dom';
import { generationName, groupName, nodeLabel, refcountText, rootLabel } from '../words';
import { badgeWidth, rowMiddle, sideMargin, type CardContent, type CardRow, type Metrics } from './card';
import type { PlacedCard } from './layout';

export const corner = 7;
const stripeWidth = 5;

/** How the reader marked a card. */
export interface CardMarks {
  readonly pinned: boolean;
}

/** Everything the drawing depends on but the place. Contents are made anew at each moment. */
export function cardSignature({ content, unreachable, cycleSize }: PlacedCard, { pinned }: CardMarks): string {
  const { node, group } = content;
  return JSON.stringify([content.kind, content.prefix, content.title, content.subtitle, content.badge, content.delta, content.rows, content.footer, content.footerEnd,
    content.width, node?.generation, node?.change, node?.immortal, group?.generations, content.root?.kind, unreachable, cycleSize, pinned]);
}

export function fillCard(target: SVGGElement, card: PlacedCard, metrics: Metrics, marks: CardMarks): void {
  const { content } = card;
  target.setAttribute('class', classesOf(card, marks));
  target.setAttribute('aria-label', labelOf(card, marks));
  const { width, height } = content;
  target.replaceChildren(
    ...(card.cycleSize > 0 ? [svg('rect', { class: 'cycle-outline', x: -4, y: -4, width: width + 8, height: height + 8, rx: corner + 4 })] : []),
    ...(content.kind === 'group' ? [8, 4].map((offset) => svg('rect', { class: 'card-behind', x: offset, y: -offset, width: width - offset, height, rx: corner })) : []),
    svg('rect', { class: 'card-ground', width, height, rx: corner }),
    ...stripe(content),
    ...header(content, metrics),
    ...content.rows.flatMap((row, index) => drawRow(row, index, content, metrics)),
    ...footer(card, metrics),
    svg('rect', { class: 'card-frame', x: 0.5, y: 0.5, width: width - 1, height: height - 1, rx: corner - 0.5 }),
    ...(content.kind === 'ghost' ? [svg('path', { class: 'struck', d: `M8,${metrics.headerHeight / 2} H${width - 8}` })] : []),
    ...(marks.pinned ? [svg('path', { class: 'pin', d: 'M-3,-3 h10 v10 h-10 Z M2,7 v6', transform: `translate(${width - 14},-2)` })] : []),
  );
}

function classesOf({ content, unreachable, cycleSize }: PlacedCard, { pinned }: CardMarks): string {
  const { node, root, kind } = content;
  const classes = ['card', kind];
  if (root !== null) classes.push(root.kind);
  if (node !== null && kind === 'object') {
    classes.push(node.generation === null ? 'untracked' : `generation${node.generation}`);
    if (node.change !== undefined) classes.push(`changed-${node.change}`);
    if (content.delta.startsWith('−')) classes.push('less');
  }
  if (unreachable) classes.push('unreachable');
  if (cycleSize > 0) classes.push('cyclic');
  if (pinned) classes.push('pinned');
  return classes.join(' ');
}

function labelOf({ content, cycleSize }: PlacedCard, { pinned }: CardMarks): string {
  const { node, root, group, kind } = content;
  const parts = [root !== null ? rootLabel(root) : group !== null ? groupName(group) : node !== null ? nodeLabel(node) : content.title];
  if (kind === 'ghost') return `${content.title}${node === null ? '' : ` #${node.id}`}, freed by the last step`;
  if (cycleSize === 1) parts.push('refers to itself');
  if (cycleSize > 1) parts.push(`in a cycle of ${cycleSize}`);
  if (pinned) parts.push('pinned');
  return parts.join(', ');
}

/** The generation's colour along the left edge, rounded with the card; of a group the shares of its generations. */
function stripe({ kind, group, height }: CardContent): SVGElement[] {
  if (kind === 'root') return [];
  const outline = `M${stripeWidth},0 V${height} H${corner} A${corner},${corner} 0 0 1 0,${height - corner} V${corner} A${corner},${corner} 0 0 1 ${corner},0 Z`;
  if (group === null) return [svg('path', { class: 'stripe', d: outline })];
  const names = ['generation0', 'generation1', 'generation2', 'untracked'];
  const largest = group.generations.indexOf(Math.max(...group.generations));
  const parts: SVGElement[] = [svg('g', { class: names[largest] ?? '' }, svg('path', { class: 'stripe', d: outline }))];
  let y = corner;
  group.generations.forEach((count, index) => {
    const part = group.count === 0 ? 0 : count / group.count * (height - 2 * corner);
    if (index !== largest && part > 0) parts.push(svg('g', { class: names[index] ?? '' }, svg('rect', { class: 'stripe', y, width: stripeWidth, height: part })));
    y += part;
  });
  return parts;
}

function header(content: CardContent, metrics: Metrics): SVGElement[] {
  const middle = metrics.headerHeight / 2;
  const title = svg('text', { class: 'title', x: sideMargin, y: middle });
  if (content.prefix !== '') title.append(svg('tspan', { class: 'prefix' }, content.prefix), svg('tspan', { dx: 6 }, content.title));
  else title.append(content.title);
  if (content.subtitle !== '') title.append(svg('tspan', { class: 'subtitle', dx: 7 }, content.subtitle));
  const parts: SVGElement[] = [title];
  if (content.badge !== '') parts.push(...badge(content, metrics, middle));
  if (content.rows.length > 0) {
    parts.push(svg('line', { class: 'rule', x1: stripeWidth, x2: content.width - 0.5, y1: metrics.headerHeight, y2: metrics.headerHeight }));
  }
  return parts;
}

function badge(content: CardContent, metrics: Metrics, middle: number): SVGElement[] {
  const width = badgeWidth(content.badge, metrics);
  const x = content.width - width - 7;
  const { node } = content;
  const pill = svg('g', { class: 'badge', transform: `translate(${x},${middle - 9})` },
    svg('rect', { width, height: 18, rx: 9 }), svg('text', { x: width / 2, y: 9.5 }, content.badge));
  if (node !== null) pill.prepend(svg('title', {}, `${refcountText(node)} · ${generationName(node.generation)}`));
  return content.delta === '' ? [pill] : [svg('text', { class: 'delta', x: x - 5, y: middle }, content.delta), pill];
}

function drawRow(row: CardRow, index: number, content: CardContent, metrics: Metrics): SVGElement[] {
  const y = rowMiddle(index, metrics);
  const parts: SVGElement[] = [];
  if (row.changed) {
    parts.push(svg('rect', { class: 'row-changed', x: 8, y: y - metrics.rowHeight / 2 + 1.5, width: content.width - 14, height: metrics.rowHeight - 3, rx: 4 }));
  }
  if (row.kind === 'more') {
    const more = svg('text', { class: 'more', x: sideMargin, y, 'data-action': 'more' }, row.label);
    more.append(svg('title', {}, row.full));
    return [...parts, more];
  }
  const label = svg('text', { class: row.changed ? 'label changed' : 'label', x: sideMargin, y }, row.label);
  parts.push(label);
  if (row.text !== '') parts.push(svg('text', { class: 'value', x: content.width - sideMargin + 2, y }, row.text));
  if (row.label.endsWith('…') || row.text.endsWith('…') || row.kind === 'values') {
    const title = () => svg('title', {}, row.full);
    label.append(title());
    parts.at(-1)?.append(title());
  }
  return parts;
}

function footer({ content, cycleSize }: PlacedCard, metrics: Metrics): SVGElement[] {
  if (content.footer === '') return [];
  const y = content.height - metrics.footerHeight / 2 - 1;
  const start = svg('text', { class: 'small', x: sideMargin, y });
  if (content.node?.change === 'new' && content.kind === 'object') start.append(svg('tspan', { class: 'new' }, 'new'), ' · ');
  start.append(content.footer);
  if (cycleSize > 1) start.append(svg('tspan', { class: 'in-cycle' }, ` · cycle of ${cycleSize}`));
  if (content.footerEnd === '' || cycleSize > 1) return [start];
  const end = svg('text', { class: 'small end', x: content.width - sideMargin + 2, y }, content.footerEnd);
  if (content.kind === 'group') setAction(end);
  return [start, end];
}

function setAction(target: SVGElement): void {
  target.classList.add('action');
  target.setAttribute('data-action', 'open');
}
