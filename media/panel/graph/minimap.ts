/** The whole picture in the corner, with a frame around what is seen; shown only while not everything is. Drag to move. */
import { element, setAttributes, svg } from '../dom';
import type { Layout, PlacedCard } from './layout';
import type { Viewport } from './viewport';

const mapWidth = 132;
const mapHeight = 88;

export class Minimap {
  private readonly shapes = ['root', 'plain', 'unreachable', 'changed'].map((kind) => svg('path', { class: `map-${kind}` }));
  private readonly frame = svg('rect', { class: 'map-frame', rx: 2 });
  private readonly picture = svg('svg', { width: mapWidth, height: mapHeight }, ...this.shapes, this.frame);
  readonly root = element('div', { class: 'minimap', 'aria-hidden': 'true' }, this.picture);
  private layout: Layout | null = null;
  private drawn: Layout | null = null;
  private scale = 1;

  constructor(private readonly viewport: () => Viewport) {
    this.root.hidden = true;
    this.root.addEventListener('pointerdown', (event) => this.onPress(event));
  }

  show(layout: Layout): void {
    this.layout = layout;
    this.update();
  }

  /** After the viewport has moved. */
  update(): void {
    const { layout } = this;
    if (layout === null) return;
    const { x, y, width, height } = this.viewport().seen;
    // What fits, or nearly, needs no map: it would only cover a part of what it shows.
    const inSight = Math.max(0, Math.min(x + width, layout.width) - Math.max(x, 0)) * Math.max(0, Math.min(y + height, layout.height) - Math.max(y, 0));
    const hidden = width === 0 || layout.cards.length < 2 || inSight > 0.85 * layout.width * layout.height;
    if (this.root.hidden !== hidden) this.root.hidden = hidden;
    if (hidden) return;
    if (this.drawn !== layout) this.draw(layout);
    const { scale } = this;
    const left = Math.max(0, x * scale);
    const top = Math.max(0, y * scale);
    setAttributes(this.frame, {
      x: left, y: top, width: Math.max(4, Math.min(layout.width * scale, (x + width) * scale) - left), height: Math.max(4, Math.min(layout.height * scale, (y + height) * scale) - top),
    });
  }

  private draw(layout: Layout): void {
    this.drawn = layout;
    this.scale = Math.min(mapWidth / layout.width, mapHeight / layout.height);
    const paths = new Map<string, string>();
    for (const card of layout.cards) {
      const kind = kindOf(card);
      const [x, y, width, height] = [card.x, card.y, card.content.width, card.content.height].map((value) => Math.round(value * this.scale * 10) / 10);
      paths.set(kind, `${paths.get(kind) ?? ''}M${x},${y}h${width}v${height}h${-width}z`);
    }
    ['root', 'plain', 'unreachable', 'changed'].forEach((kind, index) => this.shapes[index].setAttribute('d', paths.get(kind) ?? ''));
  }

  private onPress(event: PointerEvent): void {
    if (event.button !== 0) return;
    event.preventDefault();
    this.root.setPointerCapture(event.pointerId);
    const box = this.picture.getBoundingClientRect();
    const scale = this.scale * box.width / mapWidth; // in small frames the style sheet makes it smaller
    const move = ({ clientX, clientY }: PointerEvent) => this.viewport().center((clientX - box.left) / scale, (clientY - box.top) / scale);
    move(event);
    this.root.addEventListener('pointermove', move);
    this.root.addEventListener('pointerup', () => this.root.removeEventListener('pointermove', move), { once: true });
  }
}

function kindOf({ content, unreachable }: PlacedCard): string {
  if (content.kind === 'root') return 'root';
  if (content.node?.change !== undefined || (content.group?.newCount ?? 0) > 0 || content.kind === 'ghost') return 'changed';
  return unreachable ? 'unreachable' : 'plain';
}
