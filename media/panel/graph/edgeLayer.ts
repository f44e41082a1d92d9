/**
 * The references as SVG: a curve, a wider invisible one for the pointer, and the port's dot; and the labels of those that are lit,
 * above the cards. In: placed edges, which of them are lit.
 */
import { setAttributes, svg } from '../dom';
import { fadeOut } from './cardLayer';
import type { PlacedEdge } from './edges';

interface DrawnEdge {
  readonly group: SVGGElement;
  signature: string;
  edge: PlacedEdge;
}

/** More labels than these would only cover each other. */
const mostLabels = 24;

export class EdgeLayer {
  readonly root = svg('g', { class: 'edges', 'aria-hidden': 'true' });
  readonly labels = svg('g', { class: 'edge-labels', 'aria-hidden': 'true' });
  private readonly edges = new Map<string, DrawnEdge>();

  get all(): IterableIterator<DrawnEdge> {
    return this.edges.values();
  }

  edge(key: string): PlacedEdge | undefined {
    return this.edges.get(key)?.edge;
  }

  draw(edges: readonly PlacedEdge[]): void {
    const present = new Set(edges.map((edge) => edge.key));
    for (const [key, { group }] of this.edges) {
      if (present.has(key)) continue;
      this.edges.delete(key);
      fadeOut(group);
    }
    for (const edge of edges) {
      let drawn = this.edges.get(edge.key);
      if (drawn === undefined) {
        drawn = { group: svg('g', { 'data-edge': edge.key }, svg('path', { class: 'hit' }), svg('path', { class: 'line' }), svg('circle', { r: 3 })), signature: '', edge };
        this.edges.set(edge.key, drawn);
        this.root.append(drawn.group);
      }
      drawn.edge = edge;
      const signature = `${edge.path} ${edge.weak} ${edge.changed} ${edge.unreachable} ${edge.cyclic} ${edge.count}`;
      if (drawn.signature === signature) continue;
      drawn.signature = signature;
      fillEdge(drawn.group, edge);
    }
  }

  /** Labels of these edges. */
  showLabels(edges: readonly PlacedEdge[]): void {
    const shown = edges.slice(0, mostLabels);
    const wanted = shown.map((edge) => `${edge.key} ${edge.labelX} ${edge.labelY}`).join('|');
    if (this.labels.dataset.shown === wanted) return;
    this.labels.dataset.shown = wanted;
    this.labels.replaceChildren(...shown.map((edge) => svg('text', { x: edge.labelX, y: edge.labelY - 7 }, edge.weak ? `${edge.label} (weak)` : edge.label)));
  }
}

function fillEdge(group: SVGGElement, edge: PlacedEdge): void {
  const kept = ['near', 'lit'].filter((name) => group.classList.contains(name));
  const kinds = [edge.weak ? 'weak' : 'strong', ...(edge.changed ? ['changed'] : []), ...(edge.unreachable ? ['unreachable'] : []), ...(edge.cyclic ? ['cyclic'] : [])];
  group.setAttribute('class', ['edge', ...kinds, ...kept].join(' '));
  const [hit, path, port] = group.children as unknown as [SVGPathElement, SVGPathElement, SVGCircleElement];
  const head = `url(#head${edge.changed ? '-changed' : edge.weak ? '-weak' : edge.cyclic ? '-cyclic' : ''})`;
  setAttributes(hit, { d: edge.path });
  setAttributes(path, { d: edge.path, 'marker-end': head });
  // What stands for many is thicker, but never a bar.
  path.style.strokeWidth = edge.count > 1 ? `${(1.4 + Math.min(3, Math.log10(edge.count))).toFixed(1)}px` : '';
  setAttributes(port, { cx: edge.startX, cy: edge.startY });
}

export function arrowHeads(): SVGElement {
  const head = (id: string) => svg('marker', {
    id, viewBox: '0 0 10 10', refX: 8, refY: 5, markerWidth: 7, markerHeight: 7, orient: 'auto', markerUnits: 'userSpaceOnUse',
  }, svg('path', { d: 'M0.5,0.8 L9,5 L0.5,9.2 L2.6,5 Z' }));
  return svg('defs', {}, head('head'), head('head-weak'), head('head-changed'), head('head-cyclic'));
}
