/** The picture's tab: the graph with its tools, and beside or below it the generations, the chosen object and the list. */
import { Details } from './details/details';
import { ObjectList } from './details/objectList';
import { element, setText } from './dom';
import { Generations } from './generations/generations';
import { nodeKey } from './graph/card';
import { Graph } from './graph/graph';
import { Legend } from './graph/legend';
import type { Change, Region, Store } from './store';
import { button, checkbox, icon } from './ui/controls';

export class Picture implements Region {
  readonly root: HTMLElement;
  private readonly graph: Graph;
  private readonly hidden = element('span', { class: 'hidden-count' });
  private readonly generations: Generations;
  private readonly details: Details;
  private readonly list: ObjectList;
  private title: string | null = null;
  private chosenKey: string | null = null;

  constructor(private readonly store: Store, charWidth: number) {
    this.graph = new Graph({
      onSelect: (key) => {
        this.chosenKey = key;
        store.choose(key === null ? null : objectOf(key));
      },
      onActivate: (key) => {
        const node = store.state?.view?.nodes.find((candidate) => nodeKey(candidate.id) === key);
        if (node?.bornLine != null) store.reveal(node.bornLine);
      },
    }, charWidth);
    this.generations = new Generations(store);
    this.details = new Details(store);
    this.list = new ObjectList((key) => this.graph.focusCard(key));
    this.root = element('div', { class: 'heap' },
      element('div', { class: 'picture' }, this.graph.root, this.tools(), new Legend().root),
      element('aside', {}, this.generations.root, this.details.root, this.list.root));
  }

  update(change: Change): void {
    const { state, chosen } = this.store;
    const view = state?.view ?? null;
    if (state === null || view === null) return;
    if (change !== 'chosen') {
      const restart = this.title !== state.title;
      this.title = state.title;
      setText(this.hidden, view.hiddenCount > 0 ? `${view.hiddenCount} more not drawn` : '');
      this.graph.show(view, restart);
      this.generations.update(change);
      this.list.show(view);
    }
    const key = chosen === null ? null : nodeKey(chosen);
    if (key !== null && key !== this.chosenKey) this.graph.focusCard(key);
    this.details.update(change);
  }

  private tools(): HTMLElement {
    return element('div', { class: 'tools', role: 'toolbar', 'aria-label': 'Picture' },
      this.hidden,
      checkbox('values as objects', false, (checked) => this.store.wish({ showAtoms: checked })),
      button('Zoom out', icon('zoomOut'), () => this.graph.zoom(1 / 1.25)),
      button('Zoom in', icon('zoomIn'), () => this.graph.zoom(1.25)),
      button('Show all', icon('fit'), () => this.graph.fit()));
  }
}

/** The object's id in a card's key; null for roots. */
function objectOf(key: string): number | null {
  const found = /^object (-?\d+)$/.exec(key);
  return found === null ? null : Number(found[1]);
}
