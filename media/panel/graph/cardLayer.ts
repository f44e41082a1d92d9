/**
 * The cards as SVG: keeps one group per card, moves what stays, adds what is new, fades what is gone. In: placed cards. It knows
 * nothing of keys or pointers.
 */
import { svg } from '../dom';
import type { Metrics } from './card';
import { cardSignature, fillCard, type CardMarks } from './drawCard';
import type { PlacedCard } from './layout';

/** How long what is gone takes to fade; the style sheet's transition takes as long. */
export const fadeMs = 220;

/** Writing an attribute costs even if it is the same, so what was written is kept beside. */
interface DrawnCard {
  readonly group: SVGGElement;
  signature: string;
  place: string;
}

export class CardLayer {
  readonly root = svg('g', { class: 'cards' });
  private readonly cards = new Map<string, DrawnCard>();

  group(key: string): SVGGElement | undefined {
    return this.cards.get(key)?.group;
  }

  draw(cards: readonly PlacedCard[], metrics: Metrics, marksOf: (key: string) => CardMarks): void {
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
      const marks = marksOf(key);
      const signature = cardSignature(card, marks);
      if (drawn.signature !== signature) {
        const kept = ['selected', 'near', 'lit'].filter((name) => drawn.group.classList.contains(name));
        fillCard(drawn.group, card, metrics, marks);
        drawn.group.classList.add(...kept);
        drawn.signature = signature;
      }
      if (known !== undefined) continue;
      this.cards.set(key, drawn);
      this.root.append(drawn.group);
    }
    // Reading order: column by column, from top to bottom.
    const ordered = [...cards].sort((a, b) => Number(a.unreachable) - Number(b.unreachable) || a.column - b.column || a.y - b.y);
    const wanted = ordered.flatMap((card) => this.cards.get(card.content.key)?.group ?? []);
    if (wanted.some((group, index) => group !== this.root.children[index])) this.reorder(wanted);
  }

  private reorder(wanted: readonly SVGGElement[]): void {
    const focused = document.activeElement;
    // Only those out of place are moved: most are where they were.
    wanted.forEach((group, index) => {
      const there = this.root.children[index];
      if (there !== group) this.root.insertBefore(group, there ?? null);
    });
    if (focused instanceof SVGElement && focused !== document.activeElement && this.root.contains(focused)) focused.focus();
  }
}

export function fadeOut(group: SVGGElement): void {
  group.classList.add('gone');
  group.removeAttribute('tabindex');
  group.removeAttribute('data-key');
  group.setAttribute('aria-hidden', 'true');
  setTimeout(() => group.remove(), fadeMs);
}
