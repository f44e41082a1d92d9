/**
 * The graph: from a view to cards and edges that are drawn, moved and lit. Cards are reached with the arrow keys (one tab stop for
 * the whole graph). What the reader asks of a card (open, focus, hide, pin, a menu) is told to the owner.
 */
import type { HeapView } from '../../../src/protocol';
import { element, setAttributes, svg } from '../dom';
import { cardsOf, standardMetrics, type Metrics } from './card';
import { CardLayer } from './cardLayer';
import { arrowHeads, EdgeLayer } from './edgeLayer';
import { Highlight, type Spot } from './highlight';
import { cardActionOf, viewActionOf, type CardAction, type ViewAction } from './keys';
import { layoutHeap, type Layout } from './layout';
import { Minimap } from './minimap';
import { neighbourOf } from './neighbour';
import { pictureFile } from './pictureFile';
import { Places } from './places';
import { Viewport, type ViewportState } from './viewport';

/** In a side bar the columns stand closer. */
const narrowWidth = 560;
const narrow = { columnGap: 36, cardWidth: 160, highest: 2400 };
/** With more cards than these, moving each gently takes longer than a frame. */
const mostGentle = 90;

export interface GraphEvents {
  /** A card was chosen (its key), or none. */
  onSelect(key: string | null): void;
  onAction(action: CardAction, key: string): void;
  onView(action: ViewAction): void;
  /** A menu is wished at a point of the window. */
  onMenu(key: string | null, x: number, y: number): void;
  /** What the reader has set of the viewport; null: the picture fits itself. */
  onMoved(state: ViewportState | null): void;
}

/** Graphs of the page so far: ids are the page's. */
let graphs = 0;

export class Graph {
  private readonly keysId = `graph-keys-${++graphs}`;
  private readonly cards = new CardLayer();
  private readonly edges = new EdgeLayer();
  private readonly region = svg('g', { class: 'region' },
    svg('rect', { rx: 12 }), svg('text', { x: 18, y: 24 }));
  private readonly scene = svg('g', { class: 'scene' }, this.region, this.edges.root, this.cards.root, this.edges.labels);
  private readonly drawing = svg('svg', { class: 'graph', role: 'group', 'aria-label': 'Objects and references', 'aria-describedby': this.keysId }, arrowHeads(), this.scene);
  private readonly minimap = new Minimap(() => this.viewport);
  readonly root = element('div', { class: 'graph-frame' }, this.drawing, this.minimap.root,
    element('span', { id: this.keysId, hidden: true }, 'Arrow keys follow references. Question mark lists all keys.'));
  private readonly viewport: Viewport;
  private readonly highlight = new Highlight(this.drawing, this.cards, this.edges);
  private readonly metrics: Metrics;
  private readonly places = new Places();
  private layout: Layout | null = null;
  private view: HeapView | null = null;
  private pinned: ReadonlySet<string> = new Set();
  private selected: string | null = null;
  /** The card the keys stand at, and the one which was last made the tab stop. */
  private focused: string | null = null;
  private tabStop: string | null = null;

  constructor(private readonly events: GraphEvents, charWidth: number) {
    this.metrics = { ...standardMetrics, charWidth };
    this.viewport = new Viewport(this.drawing, this.scene, (byReader) => {
      this.minimap.update();
      if (byReader) this.events.onMoved(this.viewport.state);
    });
    this.region.style.display = 'none';
    this.drawing.addEventListener('keydown', (event) => this.onKey(event));
    this.drawing.addEventListener('click', (event) => this.onClick(event));
    this.drawing.addEventListener('dblclick', (event) => {
      const key = keyOf(event.target);
      if (key !== null) this.events.onAction('open', key);
    });
    this.drawing.addEventListener('contextmenu', (event) => this.onContextMenu(event));
    this.drawing.addEventListener('pointerover', (event) => this.highlight.light(spotOf(event.target)));
    this.drawing.addEventListener('pointerleave', () => this.highlight.light(null));
    this.drawing.addEventListener('focusin', (event) => {
      const key = keyOf(event.target);
      if (key !== null) this.highlight.light({ card: key });
    });
  }

  /**
   * @param change `step`: what was drawn stays where it was; `run`: another run of the same text; `restart`: nothing of the last
   * picture matters
   */
  show(view: HeapView, change: 'step' | 'run' | 'restart', pinned: ReadonlySet<string> = this.pinned): void {
    const metrics = this.metricsNow();
    this.pinned = pinned;
    if (change === 'restart') this.places.forget();
    if (change === 'run') this.places.forgetOthers(cardsOf(view, metrics));
    const isNeighbour = this.view !== null && Math.abs(view.step - this.view.step) <= 1;
    const layout = this.arrange(view, metrics, change === 'step' && !isNeighbour);
    this.places.remember(layout);
    this.view = view;
    this.layout = layout;
    this.drawing.classList.toggle('many', layout.cards.length > mostGentle);
    this.drawRegion(layout);
    this.edges.draw(layout.edges);
    this.cards.draw(layout.cards, metrics, (key) => ({ pinned: pinned.has(key) }));
    if (this.focused === null || this.cards.group(this.focused) === undefined) this.focused = layout.cards[0]?.content.key ?? null;
    this.updateTabStop();
    this.highlight.update();
    this.viewport.fit(layout.width, layout.height, change === 'restart');
    this.minimap.show(layout);
  }

  /** A new arrangement, as if this were the first picture. */
  tidy(): void {
    if (this.view === null) return;
    this.show(this.view, 'restart');
    this.events.onMoved(null);
  }

  select(key: string | null): void {
    this.mark(key);
    this.events.onSelect(key);
  }

  /** Shows what was chosen elsewhere; tells nobody. */
  mark(key: string | null, isSought = false): void {
    this.selected = key;
    if (key !== null && this.cards.group(key) !== undefined) this.focused = key;
    this.updateTabStop();
    this.highlight.select(key);
    if (isSought && key !== null) this.reveal(key);
  }

  focusCard(key: string): void {
    this.select(key);
    this.cards.group(key)?.focus();
    this.reveal(key);
  }

  /** Puts the keys into the graph. */
  focus(): void {
    if (this.focused !== null) this.cards.group(this.focused)?.focus();
  }

  zoom(factor: number): void {
    this.viewport.zoomBy(factor);
  }

  fit(): void {
    this.viewport.showAll();
  }

  set viewportState(state: ViewportState | null) {
    this.viewport.state = state;
  }

  /** The next card that the last step changed, in reading order after the one the keys stand at. */
  goToChange(): void {
    const cards = this.layout?.cards ?? [];
    const at = cards.findIndex(({ content }) => content.key === this.focused);
    const changed = [...cards.slice(at + 1), ...cards.slice(0, at + 1)].find(({ content }) => content.node?.change !== undefined && content.kind === 'object');
    if (changed !== undefined) this.focusCard(changed.content.key);
  }

  /** The picture as it is drawn, as the text of an SVG file that needs nothing else. */
  toSvg(): string {
    if (this.layout === null) return '';
    return pictureFile(this.drawing, this.scene, this.layout.width, this.layout.height);
  }

  /** After a jump in time a picture full of holes is arranged anew; from step to step never. */
  private arrange(view: HeapView, metrics: Metrics, isJump: boolean): Layout {
    const kept = layoutHeap(view, metrics, this.places);
    if (!isJump || kept.cards.length > mostGentle) return kept;
    const fresh = layoutHeap(view, metrics, new Places());
    if (kept.height <= 1.35 * fresh.height + 40) return kept;
    this.places.forget();
    return fresh;
  }

  private metricsNow(): Metrics {
    const { clientWidth, clientHeight } = this.drawing;
    if (clientWidth === 0) return this.metrics;
    return clientWidth < narrowWidth ? { ...this.metrics, ...narrow } : { ...this.metrics, highest: Math.max(520, clientHeight / 0.8) };
  }

  private drawRegion({ region, cards }: Layout): void {
    this.region.style.display = region === null ? 'none' : '';
    if (region === null) return;
    this.region.style.transform = `translate(${region.x}px,${region.y}px)`;
    const [rect, text] = this.region.children as unknown as [SVGRectElement, SVGTextElement];
    setAttributes(rect, { width: region.width, height: region.height });
    const waits = cards.some(({ unreachable, content }) => unreachable && content.kind !== 'ghost');
    text.textContent = waits ? 'unreachable, waiting for the collector' : 'was unreachable, freed by the last step';
  }

  private onClick(event: MouseEvent): void {
    if (this.viewport.wasDragged) return;
    const key = keyOf(event.target);
    const action = event.target instanceof Element ? event.target.closest('[data-action]')?.getAttribute('data-action') : null;
    if (key !== null && (action === 'more' || action === 'open')) return this.events.onAction(action, key);
    this.select(key);
  }

  private onContextMenu(event: MouseEvent): void {
    event.preventDefault();
    const key = keyOf(event.target);
    if (key !== null) this.focused = key;
    // From the keyboard there is no point: the menu opens at the card.
    const box = key !== null && event.clientX === 0 && event.clientY === 0 ? this.cards.group(key)?.getBoundingClientRect() : undefined;
    this.events.onMenu(key, box === undefined ? event.clientX : box.left + 24, box === undefined ? event.clientY : box.top + 24);
  }

  private onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey) return;
    const key = keyOf(event.target);
    const viewAction = viewActionOf(event);
    if (viewAction !== null) {
      event.preventDefault();
      return this.events.onView(viewAction);
    }
    if (key === null || this.layout === null) return;
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      event.preventDefault();
      const box = this.cards.group(key)?.getBoundingClientRect();
      return this.events.onMenu(key, (box?.left ?? 0) + 24, (box?.top ?? 0) + 24);
    }
    if (event.key === ' ' || (event.key === 'Enter' && this.selected !== key && !key.startsWith('group '))) {
      event.preventDefault();
      return this.select(key);
    }
    if (event.key === 'Escape') return this.select(null);
    const action = cardActionOf(event);
    if (action !== null) {
      event.preventDefault();
      return this.events.onAction(action, key);
    }
    const next = neighbourOf(this.layout, key, event.key);
    if (next === null) return;
    event.preventDefault();
    this.focused = next;
    this.updateTabStop();
    this.cards.group(next)?.focus();
    this.reveal(next);
  }

  private reveal(key: string): void {
    const card = this.layout?.cards.find((candidate) => candidate.content.key === key);
    if (card !== undefined) this.viewport.reveal(card.x, card.y, card.content.width, card.content.height);
  }

  private updateTabStop(): void {
    if (this.tabStop !== null && this.tabStop !== this.focused) this.cards.group(this.tabStop)?.setAttribute('tabindex', '-1');
    if (this.focused !== null) this.cards.group(this.focused)?.setAttribute('tabindex', '0');
    this.tabStop = this.focused;
  }
}

function keyOf(target: EventTarget | null): string | null {
  const card = target instanceof Element ? target.closest<SVGGElement>('.card') : null;
  return card?.dataset.key ?? null;
}

function spotOf(target: EventTarget | null): Spot {
  const card = keyOf(target);
  if (card !== null) return { card };
  const edge = target instanceof Element ? target.closest<SVGGElement>('.edge')?.dataset.edge : undefined;
  return edge === undefined ? null : { edge };
}
