/**
 * What stands out: the chosen card with its references and what they lead to (the rest is dimmed), and what is under the pointer or
 * the keys (lit, nothing dimmed). In: keys. It writes class names, and only where they change.
 */
import type { CardLayer } from './cardLayer';
import type { EdgeLayer } from './edgeLayer';

/** A card or an edge by its key. */
export type Spot = { readonly card: string } | { readonly edge: string } | null;

export class Highlight {
  private readonly marked: Readonly<Record<'near' | 'lit', Set<SVGGElement>>> = { near: new Set(), lit: new Set() };
  private selected: string | null = null;
  private spot: Spot = null;

  constructor(private readonly root: SVGSVGElement, private readonly cards: CardLayer, private readonly edges: EdgeLayer) {}

  select(key: string | null): void {
    if (this.selected !== null) this.cards.group(this.selected)?.classList.remove('selected');
    this.selected = key;
    this.update();
  }

  light(spot: Spot): void {
    if (JSON.stringify(spot) === JSON.stringify(this.spot)) return;
    this.spot = spot;
    this.update();
  }

  /** After the picture was drawn anew. */
  update(): void {
    const { selected, spot } = this;
    const isDrawn = selected !== null && this.cards.group(selected) !== undefined;
    this.root.classList.toggle('has-highlight', isDrawn);
    if (isDrawn) this.cards.group(selected)?.classList.add('selected');
    const near = new Set<SVGGElement>();
    const lit = new Set<SVGGElement>();
    const labelled = [];
    const add = (set: Set<SVGGElement>, key: string): void => {
      const group = this.cards.group(key);
      if (group !== undefined) set.add(group);
    };
    if (isDrawn) add(near, selected);
    if (spot !== null && 'card' in spot) add(lit, spot.card);
    for (const { group, edge } of this.edges.all) {
      const touchesSelected = isDrawn && (edge.from === selected || edge.to === selected);
      const touchesSpot = spot !== null && ('card' in spot ? edge.from === spot.card || edge.to === spot.card : edge.key === spot.edge);
      if (touchesSelected) {
        near.add(group);
        add(near, edge.from);
        add(near, edge.to);
      }
      if (touchesSpot) {
        lit.add(group);
        if (spot !== null && 'edge' in spot) {
          add(lit, edge.from);
          add(lit, edge.to);
        }
      }
      if (touchesSpot || touchesSelected) labelled.push(edge);
    }
    this.mark('near', near);
    this.mark('lit', lit);
    this.edges.showLabels(labelled);
  }

  private mark(name: 'near' | 'lit', wanted: Set<SVGGElement>): void {
    const now = this.marked[name];
    for (const group of now) {
      if (wanted.has(group)) continue;
      group.classList.remove(name);
      now.delete(group);
    }
    for (const group of wanted) {
      group.classList.add(name);
      now.add(group);
    }
  }
}
