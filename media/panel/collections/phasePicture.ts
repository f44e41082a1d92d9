/**
 * The cards of a phase: the graph's own drawing, with the collector's number in the place of the refcount and a note below each card.
 * Badges are laid over the cards after each drawing; nothing of the graph is changed for it.
 */
import { element, svg } from '../dom';
import { nodeKey } from '../graph/card';
import { Graph } from '../graph/graph';
import type { CardOverlay, PhaseView } from './phaseView';

const noteOffset = 9;
const longestNote = 30;

export class PhasePicture {
  private readonly graph: Graph;
  readonly root: HTMLElement;

  /** @param onChoose told the object, or null */
  constructor(charWidth: number, onChoose: (object: number | null) => void) {
    this.graph = new Graph({ onSelect: (key) => onChoose(objectOf(key)), onActivate: (key) => onChoose(objectOf(key)) }, charWidth);
    this.root = element('div', { class: 'phase-picture' }, this.graph.root);
  }

  show({ view, overlay }: PhaseView, restart: boolean): void {
    this.graph.show(view, restart);
    for (const group of this.root.querySelectorAll<SVGGElement>('.card[data-key]')) {
      const object = objectOf(group.dataset.key ?? null);
      lay(group, object === null ? undefined : overlay.get(object));
    }
  }

  mark(object: number | null): void {
    if (object === null || this.root.querySelector(`[data-key="${nodeKey(object)}"]`) === null) return;
    this.graph.focusCard(nodeKey(object));
  }

  fit(): void {
    this.graph.fit();
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

function objectOf(key: string | null): number | null {
  const found = key === null ? null : /^object (-?\d+)$/.exec(key);
  return found === null ? null : Number(found[1]);
}
