/** One card as SVG: title, refcount badge, rows with ports. Drawn anew only when what it shows has changed. */
import { svg } from '../dom';
import { generationName, nodeLabel, refcountText, rootLabel } from '../words';
import { badgeWidth, type CardContent, type CardRow, type Metrics } from './card';
import type { PlacedCard } from './layout';

const corner = 8;
const sideMargin = 14;

/** Everything the drawing depends on but the place. */
export function cardSignature({ content, unreachable }: PlacedCard): string {
  return JSON.stringify([content.title, content.subtitle, content.badge, content.rows, content.more, content.width,
    content.node?.generation, content.node?.change, content.node?.immortal, content.root?.kind, unreachable]);
}

export function fillCard(group: SVGGElement, card: PlacedCard, metrics: Metrics): void {
  const { content } = card;
  const generation = content.node?.generation;
  group.setAttribute('class', [
    'card', content.root === null ? 'object' : `root ${content.root.kind}`,
    ...(content.node === null ? [] : [generation === null ? 'untracked' : `generation${generation}`]),
    ...(content.node?.change === undefined ? [] : [`changed-${content.node.change}`]),
    ...(card.unreachable ? ['unreachable'] : []),
  ].join(' '));
  group.setAttribute('aria-label', content.node === null ? content.root === null ? '' : rootLabel(content.root) : nodeLabel(content.node));
  group.replaceChildren(
    svg('rect', { class: 'card-ground', width: content.width, height: content.height, rx: corner }),
    ...(content.node === null ? [] : [svg('path', { class: 'stripe', d: stripePath(content.height) })]),
    ...header(content, metrics),
    ...content.rows.flatMap((row, index) => drawRow(row, index, content, metrics)),
    ...(content.more === '' ? [] : [svg('text', {
      class: 'more', x: sideMargin, y: metrics.headerHeight + (content.rows.length + 0.5) * metrics.rowHeight,
    }, content.more)]),
    svg('rect', { class: 'card-frame', x: 0.5, y: 0.5, width: content.width - 1, height: content.height - 1, rx: corner - 0.5 }),
  );
}

/** The generation's colour along the left edge, rounded with the card. */
function stripePath(height: number): string {
  const width = 5;
  return `M${width},0 V${height} H${corner} A${corner},${corner} 0 0 1 0,${height - corner} V${corner} A${corner},${corner} 0 0 1 ${corner},0 Z`;
}

function header(content: CardContent, metrics: Metrics): SVGElement[] {
  const middle = metrics.headerHeight / 2;
  const title = svg('text', { class: 'title', x: sideMargin, y: middle }, content.title);
  if (content.subtitle !== '') title.append(svg('tspan', { class: 'subtitle', dx: 8 }, content.subtitle));
  const parts: SVGElement[] = [title];
  const { node } = content;
  if (node !== null) {
    const width = badgeWidth(content.badge, metrics);
    parts.push(svg('g', { class: 'badge', transform: `translate(${content.width - width - 8},${middle - 9})` },
      svg('title', {}, `${refcountText(node)} · ${generationName(node.generation)}${node.bornLine === null ? '' : ` · made on line ${node.bornLine + 1}`}`),
      svg('rect', { width, height: 18, rx: 9 }),
      svg('text', { x: width / 2, y: 9.5 }, content.badge)));
  }
  if (content.rows.length > 0 || content.more !== '') {
    parts.push(svg('line', { class: 'rule', x1: 0.5, x2: content.width - 0.5, y1: metrics.headerHeight, y2: metrics.headerHeight }));
  }
  return parts;
}

function drawRow(row: CardRow, index: number, content: CardContent, metrics: Metrics): SVGElement[] {
  const y = metrics.headerHeight + 3 + (index + 0.5) * metrics.rowHeight - 3;
  const parts: SVGElement[] = [];
  if (row.changed) {
    parts.push(svg('rect', { class: 'row-changed', x: 8, y: y - metrics.rowHeight / 2 + 2, width: content.width - 16, height: metrics.rowHeight - 4, rx: 4 }));
  }
  const label = svg('text', { class: row.changed ? 'label changed' : 'label', x: sideMargin, y }, row.label);
  if (row.full !== row.label) label.append(svg('title', {}, row.full));
  parts.push(label);
  if (row.text !== '') parts.push(svg('text', { class: 'value', x: content.width - sideMargin, y }, row.text));
  return parts;
}
