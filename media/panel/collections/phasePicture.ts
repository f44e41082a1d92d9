/**
 * The cards of a phase: the graph's own drawing, with the collector's number in the place of the refcount and a note below each card.
 * Badges are laid over the cards after each drawing; nothing of the graph is changed for it.
 */
import { element, setText, svg } from '../dom';
import { nodeKey, objectOfKey } from '../graph/card';
import { Graph } from '../graph/graph';
import { t } from '../l10n';
import type { CardOverlay, PhaseView } from './phaseView';

const zoomStep = 1.25;
const noteOffset = 9;
const longestNote = 30;

export class PhasePicture {
  private readonly graph: Graph;
  readonly root: HTMLElement;

  /** @param onChoose told the object, or null */
  constructor(charWidth: number, onChoose: (object: number | null) => void) {
    this.graph = new Graph({
      onSelect: (key) => onChoose(key === null ? null : objectOfKey(key)),
      onAction: (action, key) => {
        if (action === 'open') this.graph.select(key);
      },
      onView: (action) => {
        if (action === 'zoomIn') this.graph.zoom(zoomStep);
        else if (action === 'zoomOut') this.graph.zoom(1 / zoomStep);
        else if (action === 'fit') this.graph.fit();
        else if (action === 'tidy') this.again();
      },
      onMenu: () => {
        // What the heap's menu offers (filters, pins) has no meaning here.
      },
      onMoved: () => {},
    }, charWidth);
    this.root = element('div', { class: 'phase-picture' }, this.graph.root);
  }

  show(phase: PhaseView, restart: boolean): void {
    this.phase = phase;
    const { view, overlay, acting, other, isKnown } = phase;
    this.graph.show(view, restart ? 'restart' : 'step');
    for (const group of this.root.querySelectorAll<SVGGElement>('.card[data-key]')) {
      const object = objectOfKey(group.dataset.key ?? '');
      lay(group, object === null ? undefined : overlay.get(object));
      group.classList.toggle('gc-acting', object !== null && object === acting);
      group.classList.toggle('gc-other', object !== null && object === other);
    }
    const title = this.root.querySelector('.region text');
    if (title !== null) setText(title, isKnown ? t('the list of the unreachable') : t('out of reach, which the collector does not know yet'));
    // The references of what something was just done to are lit.
    this.graph.mark(acting === null ? this.chosen : nodeKey(acting), acting !== null);
  }

  mark(object: number | null): void {
    this.chosen = object === null ? null : nodeKey(object);
    this.graph.mark(this.chosen, true);
  }

  zoom(factor: number): void {
    this.graph.zoom(factor);
  }

  fit(): void {
    this.graph.fit();
  }

  private phase: PhaseView | null = null;
  private chosen: string | null = null;

  private again(): void {
    if (this.phase !== null) this.show(this.phase, true);
  }
}

function lay(group: SVGGElement, overlay: CardOverlay | undefined): void {
  group.querySelectorAll('.gc-overlay').forEach((old) => old.remove());
  for (const name of [...group.classList]) if (name.startsWith('gc-')) group.classList.remove(name);
  if (overlay === undefined) return;
  group.classList.add('gc-card', `gc-${overlay.tone}`);
  const frame = group.querySelector('.card-frame');
  const [width, height] = [Number(frame?.getAttribute('width') ?? 0) + 1, Number(frame?.getAttribute('height') ?? 0) + 1];
  const made = svg('g', { class: 'gc-overlay', 'aria-hidden': 'true' });
  if (overlay.badge !== '') {
    const badgeWidth = Math.max(22, overlay.badge.length * 6.6 + 14);
    made.append(svg('g', { class: 'gc-badge', transform: `translate(${width - badgeWidth - 7},6)` },
      svg('rect', { width: badgeWidth, height: 18, rx: 4 }), svg('text', { x: badgeWidth / 2, y: 9.5 }, overlay.badge)));
  }
  const note = overlay.note.length > longestNote ? `${overlay.note.slice(0, longestNote - 1)}…` : overlay.note;
  made.append(svg('text', { class: 'gc-note', x: 4, y: height + noteOffset }, note));
  group.append(made);
  const label = group.getAttribute('aria-label') ?? '';
  group.setAttribute('aria-label', `${label.replace(/, collector: .*$/, '')}, collector: ${overlay.text}`);
}
