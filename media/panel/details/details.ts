/** The chosen object in words: its count, age and size, what it refers to, and who of the drawn refers to it. */
import type { HeapNode, HeapView } from '../../../src/protocol';
import { element } from '../dom';
import type { Change, Region, Store } from '../store';
import { generationName, nodeName, refcountText } from '../words';

interface Holder {
  /** The object to choose; null for a root. */
  readonly object: number | null;
  readonly text: string;
}

export class Details implements Region {
  readonly root = element('section', { class: 'details', 'aria-label': 'Chosen object' });

  constructor(private readonly store: Store) {}

  update(_change: Change): void {
    const view = this.store.state?.view ?? null;
    const node = view?.nodes.find(({ id }) => id === this.store.chosen);
    this.root.hidden = node === undefined;
    if (view === null || node === undefined) return this.root.replaceChildren();
    this.root.replaceChildren(
      element('h2', {}, nodeName(node)),
      this.facts(node),
      ...this.list('Held by', holdersOf(view, node), refcountNote(view, node)),
      ...this.list('Refers to', targetsOf(view, node), node.moreCount > 0 ? `and ${node.moreCount} more` : ''),
    );
  }

  private facts(node: HeapNode): HTMLElement {
    const facts = element('p', { class: 'facts' }, `${refcountText(node)} · ${generationName(node.generation)} · ${node.size} bytes`);
    const { bornLine } = node;
    if (bornLine !== null) {
      const link = element('button', { class: 'link', type: 'button' }, `made on line ${bornLine + 1}`);
      link.addEventListener('click', () => this.store.reveal(bornLine));
      facts.append(' · ', link);
    }
    return facts;
  }

  private list(title: string, entries: readonly Holder[], note: string): HTMLElement[] {
    if (entries.length === 0 && note === '') return [];
    const items = entries.map(({ object, text }) => {
      if (object === null) return element('li', {}, text);
      const choose = element('button', { class: 'link', type: 'button' }, text);
      choose.addEventListener('click', () => this.store.choose(object));
      return element('li', {}, choose);
    });
    if (note !== '') items.push(element('li', { class: 'note' }, note));
    return [element('h3', {}, title), element('ul', {}, ...items)];
  }
}

function holdersOf(view: HeapView, node: HeapNode): Holder[] {
  const slots = (object: number | null, name: string, owner: { slots: HeapView['roots'][number]['slots'] }) => owner.slots
    .filter((slot) => slot.target === node.id)
    .map((slot) => ({ object, text: `${slot.label} of ${name}${slot.weak === true ? ' (weak)' : ''}` }));
  return [
    ...view.roots.flatMap((root) => slots(null, root.label, root)),
    ...view.nodes.flatMap((other) => slots(other.id, nodeName(other), other)),
  ];
}

/** What is counted but not drawn. */
function refcountNote(view: HeapView, node: HeapNode): string {
  if (node.immortal === true) return '';
  const drawn = holdersOf(view, node).filter(({ text }) => !text.endsWith('(weak)')).length;
  const rest = node.refcount - drawn;
  return rest > 0 ? `${rest} more ${rest === 1 ? 'reference' : 'references'} not drawn` : '';
}

function targetsOf(view: HeapView, node: HeapNode): Holder[] {
  return node.slots.flatMap((slot) => {
    const target = view.nodes.find((other) => other.id === slot.target);
    return target === undefined ? [] : [{ object: target.id, text: `${slot.label} → ${nodeName(target)}${slot.weak === true ? ' (weak)' : ''}` }];
  });
}
