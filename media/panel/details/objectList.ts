/** The picture as a list: the same roots, objects and references in words, for screen readers and for narrow places. */
import type { HeapView } from '../../../src/protocol';
import { element } from '../dom';
import { nodeKey } from '../graph/card';
import { nodeLabel, slotText } from '../words';

export class ObjectList {
  private readonly content = element('div', { class: 'list' });
  private readonly summary = element('summary', {}, 'As a list');
  readonly root = element('details', { class: 'objects-list' }, this.summary, this.content);
  private view: HeapView | null = null;

  constructor(private readonly onChoose: (key: string) => void) {
    // A closed list costs nothing: it is written when it is opened.
    this.root.addEventListener('toggle', () => this.write());
  }

  show(view: HeapView): void {
    this.view = view;
    this.write();
  }

  private write(): void {
    const { view } = this;
    if (!this.root.open || view === null) return;
    const nodes = new Map(view.nodes.map((node) => [node.id, node]));
    const references = (owner: { readonly slots: HeapView['roots'][number]['slots'] }) =>
      element('ul', {}, ...owner.slots.map((slot) => element('li', {}, slotText(slot, nodes))));
    this.content.replaceChildren(
      ...view.roots.map((root) => element('div', {}, element('h3', {}, root.label), references(root))),
      element('h3', {}, 'Objects'),
      element('ul', {}, ...view.nodes.map((node) => {
        const choose = element('button', { class: 'link', type: 'button' }, nodeLabel(node));
        choose.addEventListener('click', () => this.onChoose(nodeKey(node.id)));
        return element('li', {}, choose, ...(node.slots.length > 0 ? [references(node)] : []));
      })),
    );
  }
}
