/**
 * The drawn graph: keeps one SVG group per card and one path per edge, moves what stays, adds what is new, fades what is
 * gone. Cards are reached with the arrow keys (one tab stop for the whole graph); the selected one is told to the owner.
 */
import { setAttributes, svg } from '../dom';
import { standardMetrics, type Metrics } from './card';
import { cardSignature, fillCard } from './drawCard';
import type { HeapView } from '../../../src/protocol';
import type { PlacedEdge } from './edges';
import { layoutHeap, type Layout, type PlacedCard } from './layout';
import { neighbourOf } from './neighbour';
import { Viewport } from './viewport';

/** How long what is gone takes to fade; the style sheet's transition takes as long. */
const fadeMs = 220;

/** In a side bar the columns stand closer. */
const narrowWidth = 560;
const narrowColumnGap = 44;

/** Writing an attribute costs even if it is the same, so what was written is kept beside. */
interface DrawnCard {
  readonly group: SVGGElement;
  signature: string;
  place: string;
}

interface DrawnEdge {
  readonly group: SVGGElement;
  signature: string;
  readonly from: string;
  readonly to: string;
}

export interface GraphEvents {
  /** A card was chosen (its key), or none. */
  onSelect(key: string | null): void;
  /** A row of a card was double-clicked or Enter pressed: go to where the object was made. */
  onActivate(key: string): void;
}

export class Graph {
  readonly root: SVGSVGElement;
  private readonly edgeLayer = svg('g', { class: 'edges', 'aria-hidden': 'true' });
  private readonly cardLayer = svg('g', { class: 'cards' });
  private readonly region = svg('g', { class: 'region' },
    svg('rect', { rx: 12 }), svg('text', { x: 18, y: 27 }, 'unreachable, waiting for the collector'));
  private readonly scene = svg('g', { class: 'scene' }, this.region, this.edgeLayer, this.cardLayer);
  private readonly cards = new Map<string, DrawnCard>();
  private readonly edges = new Map<string, DrawnEdge>();
  private readonly viewport: Viewport;
  private readonly metrics: Metrics;
  private layout: Layout | null = null;
  private selected: string | null = null;
  /** The card the keys stand at, and the one which was last made the tab stop. */
  private focused: string | null = null;
  private tabStop: string | null = null;

  constructor(private readonly events: GraphEvents, charWidth: number) {
    this.metrics = { ...standardMetrics, charWidth };
    this.root = svg('svg', { class: 'graph', role: 'group', 'aria-label': 'Objects and references' }, arrowHeads(), this.scene);
    this.viewport = new Viewport(this.root, this.scene);
    this.region.style.display = 'none';
    this.root.addEventListener('keydown', (event) => this.onKey(event));
    this.root.addEventListener('click', (event) => {
      if (!this.viewport.wasDragged) this.select(keyOf(event.target));
    });
    this.root.addEventListener('dblclick', (event) => {
      const key = keyOf(event.target);
      if (key !== null) this.events.onActivate(key);
    });
    this.root.addEventListener('pointerover', (event) => this.highlight(keyOf(event.target) ?? this.selected));
    this.root.addEventListener('pointerleave', () => this.highlight(this.selected));
  }

  /** @param restart Nothing of the last picture matters: another scenario. */
  show(view: HeapView, restart: boolean): void {
    const narrow = this.root.clientWidth > 0 && this.root.clientWidth < narrowWidth;
    const metrics = narrow ? { ...this.metrics, columnGap: narrowColumnGap } : this.metrics;
    const layout = layoutHeap(view, metrics, restart ? null : this.layout);
    this.layout = layout;
    this.drawRegion(layout);
    this.drawEdges(layout.edges);
    this.drawCards(layout.cards);
    if (this.selected !== null && !this.cards.has(this.selected)) this.select(null);
    if (this.focused === null || !this.cards.has(this.focused)) this.focused = layout.cards[0]?.content.key ?? null;
    this.updateTabStop();
    this.highlight(this.selected);
    this.viewport.fit(layout.width, layout.height, restart);
  }

  select(key: string | null): void {
    this.selected = key;
    for (const [other, { group }] of this.cards) group.classList.toggle('selected', other === key);
    if (key !== null) this.focused = key;
    this.updateTabStop();
    this.highlight(key);
    this.events.onSelect(key);
  }

  focusCard(key: string): void {
    this.select(key);
    this.cards.get(key)?.group.focus();
    this.reveal(key);
  }

  zoom(factor: number): void {
    this.viewport.zoomBy(factor);
  }

  fit(): void {
    if (this.layout !== null) this.viewport.fit(this.layout.width, this.layout.height, true);
  }

  private drawRegion({ region }: Layout): void {
    this.region.style.display = region === null ? 'none' : '';
    if (region === null) return;
    this.region.style.transform = `translate(${region.x}px,${region.y}px)`;
    setAttributes(this.region.firstElementChild as Element, { width: region.width, height: region.height });
  }

  private drawCards(cards: readonly PlacedCard[]): void {
    const present = new Set(cards.map((card) => card.content.key));
    for (const [key, { group }] of this.cards) {
      if (present.has(key)) continue;
      this.cards.delete(key);
      fadeOut(group);
    }
    for (const card of cards) {
      const { key } = card.content;
      const known = this.cards.get(key);
      const drawn = known ?? { group: svg('g', { tabindex: -1, role: 'img', 'data-key': key }), signature: '', place: '' };
      const place = `translate(${card.x}px,${card.y}px)`;
      if (drawn.place !== place) drawn.group.style.transform = place;
      drawn.place = place;
      const signature = cardSignature(card);
      if (drawn.signature !== signature) {
        fillCard(drawn.group, card, this.metrics);
        drawn.group.classList.toggle('selected', key === this.selected);
        drawn.signature = signature;
      }
      if (known !== undefined) continue;
      this.cards.set(key, drawn);
      this.cardLayer.append(drawn.group);
    }
    // Reading order: column by column, from top to bottom.
    const ordered = [...cards].sort((a, b) => Number(a.unreachable) - Number(b.unreachable) || a.column - b.column || a.y - b.y);
    const wanted = ordered.flatMap((card) => this.cards.get(card.content.key)?.group ?? []);
    if (wanted.some((group, index) => group !== this.cardLayer.children[index])) this.reorder(wanted);
  }

  private reorder(wanted: readonly SVGGElement[]): void {
    const focused = document.activeElement;
    this.cardLayer.append(...wanted);
    if (focused instanceof SVGElement && this.cardLayer.contains(focused)) focused.focus();
  }

  private drawEdges(edges: readonly PlacedEdge[]): void {
    const present = new Set(edges.map((edge) => edge.key));
    for (const [key, { group }] of this.edges) {
      if (present.has(key)) continue;
      this.edges.delete(key);
      fadeOut(group);
    }
    for (const edge of edges) {
      let drawn = this.edges.get(edge.key);
      if (drawn === undefined) {
        drawn = { group: svg('g', {}, svg('path'), svg('circle', { r: 3.2 })), signature: '', from: edge.from, to: edge.to };
        this.edges.set(edge.key, drawn);
        this.edgeLayer.append(drawn.group);
      }
      const signature = `${edge.path} ${edge.weak} ${edge.changed} ${edge.unreachable}`;
      if (drawn.signature === signature) continue;
      drawn.signature = signature;
      fillEdge(drawn.group, edge);
    }
  }

  /** Dims everything but a card, its edges and what they lead to. */
  private highlight(key: string | null): void {
    if (key === null && !this.root.classList.contains('has-highlight')) return;
    this.root.classList.toggle('has-highlight', key !== null);
    const near = new Set<string>(key === null ? [] : [key]);
    for (const { group, from, to } of this.edges.values()) {
      const touches = key !== null && (from === key || to === key);
      group.classList.toggle('near', touches);
      if (touches) near.add(from).add(to);
    }
    for (const [other, { group }] of this.cards) group.classList.toggle('near', near.has(other));
  }

  private onKey(event: KeyboardEvent): void {
    const key = keyOf(event.target);
    if (key === null || this.layout === null) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      if (this.selected === key && event.key === 'Enter') this.events.onActivate(key);
      else this.select(key);
      return;
    }
    if (event.key === 'Escape') return this.select(null);
    const next = neighbourOf(this.layout.cards, key, event.key);
    if (next === null) return;
    event.preventDefault();
    this.focused = next;
    this.updateTabStop();
    this.cards.get(next)?.group.focus();
    this.highlight(next);
    this.reveal(next);
  }

  private reveal(key: string): void {
    const card = this.layout?.cards.find((candidate) => candidate.content.key === key);
    if (card !== undefined) this.viewport.reveal(card.x, card.y, card.content.width, card.content.height);
  }

  private updateTabStop(): void {
    if (this.tabStop !== null && this.tabStop !== this.focused) this.cards.get(this.tabStop)?.group.setAttribute('tabindex', '-1');
    if (this.focused !== null) this.cards.get(this.focused)?.group.setAttribute('tabindex', '0');
    this.tabStop = this.focused;
  }
}

function fillEdge(group: SVGGElement, edge: PlacedEdge): void {
  const kinds = [edge.weak ? 'weak' : 'strong', ...(edge.changed ? ['changed'] : []), ...(edge.unreachable ? ['unreachable'] : [])];
  group.setAttribute('class', ['edge', ...kinds].join(' '));
  const [path, port] = group.children as unknown as [SVGPathElement, SVGCircleElement];
  const head = `url(#head${edge.weak ? '-weak' : edge.changed ? '-changed' : ''})`;
  setAttributes(path, { d: edge.path, 'marker-end': head });
  setAttributes(port, { cx: edge.startX, cy: edge.startY });
}

function keyOf(target: EventTarget | null): string | null {
  const card = target instanceof Element ? target.closest<SVGGElement>('.card') : null;
  return card?.dataset.key ?? null;
}

function fadeOut(group: SVGGElement): void {
  group.classList.add('gone');
  group.removeAttribute('tabindex');
  group.setAttribute('aria-hidden', 'true');
  setTimeout(() => group.remove(), fadeMs);
}

function arrowHeads(): SVGElement {
  const head = (id: string) => svg('marker', {
    id, viewBox: '0 0 10 10', refX: 8, refY: 5, markerWidth: 7, markerHeight: 7, orient: 'auto', markerUnits: 'userSpaceOnUse',
  }, svg('path', { d: 'M0.5,0.8 L9,5 L0.5,9.2 L2.6,5 Z' }));
  return svg('defs', {}, head('head'), head('head-weak'), head('head-changed'));
}
