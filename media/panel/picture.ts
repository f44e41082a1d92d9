/**
 * The picture's tab: the graph with its bar and tools, and beside or below it the generations, the chosen object and the list. It
 * carries out what is asked of cards and of the picture, by key, by menu or by pointer.
 */
import { Details } from './details/details';
import { ObjectList } from './details/objectList';
import { element } from './dom';
import { FilterBar } from './filterBar';
import { Generations } from './generations/generations';
import { cut, nodeKey, objectOfKey } from './graph/card';
import { Graph } from './graph/graph';
import { keyName, type CardAction, type ViewAction } from './graph/keys';
import { Legend } from './graph/legend';
import { isViewportState } from './graph/viewport';
import { t } from './l10n';
import { keysHelp } from './keysHelp';
import type { Change, Region, Store } from './store';
import { button, icon } from './ui/controls';
import { openMenu, type MenuItem } from './ui/menu';
import { Wishes } from './wishes';
import { typeAndName } from './words';

/** Members of a group that get cards at first, and slots of an owner; each time as many more. */
const moreMembers = 12;
const moreSlots = 24;
const mostMembers = 240;
const zoomStep = 1.25;

export class Picture implements Region {
  readonly root: HTMLElement;
  private readonly graph: Graph;
  private readonly wishes: Wishes;
  private readonly bar: FilterBar;
  private readonly generations: Generations;
  private readonly details: Details;
  private readonly list: ObjectList;
  private shown: { readonly title: string; readonly run: number } | null = null;
  /** The reader asked for another picture: it is laid out anew when it comes. */
  private rearranged = false;

  constructor(private readonly store: Store, charWidth: number) {
    this.graph = new Graph({
      onSelect: (key) => store.choose(key === null ? null : objectOfKey(key)),
      onAction: (action, key) => this.act(action, key),
      onView: (action) => this.view(action),
      onMenu: (key, x, y) => openMenu(t('Picture'), key === null ? this.pictureMenu() : this.cardMenu(key), x, y),
      onMoved: (state) => store.keep('viewport', state === null ? null : { ...state, title: this.shown?.title }),
    }, charWidth);
    this.wishes = new Wishes(store, (isOther) => {
      this.rearranged ||= isOther;
      this.bar.update();
    });
    this.bar = new FilterBar(store, this.wishes);
    this.generations = new Generations(store);
    this.details = new Details(store);
    this.list = new ObjectList((key) => this.graph.focusCard(key));
    this.root = element('div', { class: 'heap' },
      element('div', { class: 'picture' }, this.bar.root, element('div', { class: 'picture-ground' }, this.graph.root, this.tools(), new Legend().root)),
      element('aside', {}, this.generations.root, this.details.root, this.list.root));
  }

  update(change: Change): void {
    const { state, chosen } = this.store;
    const view = state?.view ?? null;
    if (state === null || view === null) return;
    if (change !== 'chosen') {
      const restart = this.shown?.title !== state.title;
      const kind = restart || this.rearranged ? 'restart' : this.shown?.run === state.run ? 'step' : 'run';
      this.wishes.follow(state);
      this.rearranged = false;
      const first = this.shown === null;
      this.shown = { title: state.title, run: state.run };
      this.graph.show(view, kind, new Set(this.wishes.now.pinned.map(nodeKey)));
      if (first) this.restoreViewport(state.title);
      this.bar.update();
      this.generations.update(change);
      this.list.show(view);
    }
    this.graph.mark(chosen === null ? null : nodeKey(chosen), change === 'chosen');
    this.details.update(change);
  }

  /** The picture as a file's text. */
  toSvg(): string {
    return this.graph.toSvg();
  }

  private restoreViewport(title: string): void {
    const kept = this.store.recall('viewport', isViewportState, { scale: 1, x: 0, y: 0 });
    if ((kept as { title?: unknown }).title === title) this.graph.viewportState = kept;
  }

  private act(action: CardAction, key: string): void {
    const { wishes, store } = this;
    const node = this.nodeOf(key);
    const group = store.state?.view?.groups?.find(({ id }) => `group ${id}` === key);
    const { opened, slotLimits } = wishes.now;
    switch (action) {
      case 'open':
        if (group !== undefined) wishes.change({ opened: { ...opened, [group.id]: Math.min(mostMembers, (opened[group.id] ?? 0) + moreMembers) } });
        else if (node?.bornLine != null && store.chosen === node.id) store.reveal(node.bornLine);
        else this.graph.select(key);
        break;
      case 'fold':
        if (group !== undefined) wishes.change({ opened: Object.fromEntries(Object.entries(opened).filter(([id]) => id !== group.id)) });
        break;
      case 'focus':
        if (node !== undefined) wishes.focusOn({ id: node.id, name: cut(`${typeAndName(node).name} #${node.id}`, 28), distance: 1 });
        break;
      case 'hide':
        if (node !== undefined) wishes.toggle('hidden', node.id);
        break;
      case 'pin':
        if (node !== undefined) wishes.toggle('pinned', node.id);
        break;
      case 'more': {
        const owner = node ?? store.state?.view?.roots.find(({ id }) => `root ${id}` === key);
        if (owner !== undefined && owner.moreCount > 0) wishes.change({ slotLimits: { ...slotLimits, [owner.id]: owner.slots.length + moreSlots } });
        break;
      }
      case 'source':
        if (node?.bornLine != null) store.reveal(node.bornLine);
        break;
    }
  }

  private view(action: ViewAction): void {
    switch (action) {
      case 'search': return this.bar.focusSearch();
      case 'zoomIn': return this.graph.zoom(zoomStep);
      case 'zoomOut': return this.graph.zoom(1 / zoomStep);
      case 'fit': return this.graph.fit();
      case 'help': return keysHelp();
      case 'back': return this.wishes.goBack();
      case 'change': return this.graph.goToChange();
      case 'tidy': return this.graph.tidy();
    }
  }

  private cardMenu(key: string): readonly MenuItem[] {
    const node = this.nodeOf(key);
    const view = this.store.state?.view;
    const group = view?.groups?.find(({ id }) => `group ${id}` === key);
    const root = view?.roots.find(({ id }) => `root ${id}` === key);
    const { pinned, opened } = this.wishes.now;
    const item = (label: string, action: CardAction): MenuItem => ({ label, key: keyName(action), run: () => this.act(action, key) });
    const items: MenuItem[] = [];
    if (node !== undefined) {
      items.push({ label: t('Show details'), key: 'Enter', run: () => this.graph.focusCard(key) });
      if (node.bornLine !== null) items.push(item(t('Go to line {0}', node.bornLine + 1), 'source'));
      items.push('line', item(t('Show only what is near'), 'focus'), item(pinned.includes(node.id) ? t('Let go') : t('Always show'), 'pin'), item(t('Hide'), 'hide'));
      if (node.moreCount > 0) items.push(item(t('Show more items'), 'more'));
      items.push({ label: t('Only {0}', node.type), run: () => this.wishes.filter({ types: [node.type] }) });
    } else if (group !== undefined) {
      items.push(item(t('Show {0} of them', Math.min(moreMembers, group.count)), 'open'));
      if (opened[group.id] !== undefined) items.push(item(t('Fold them again'), 'fold'));
      const { type } = group;
      if (type !== null) items.push({ label: t('Only {0}', type), run: () => this.wishes.filter({ types: [type] }) });
    } else if (root !== undefined && root.moreCount > 0) items.push(item(t('Show more names'), 'more'));
    return items.length === 0 ? this.pictureMenu() : [...items, 'line', ...this.pictureMenu().slice(0, 2)];
  }

  private pictureMenu(): readonly MenuItem[] {
    const item = (label: string, action: ViewAction): MenuItem => ({ label, key: keyName(action), run: () => this.view(action) });
    const { trail, hidden } = this.wishes.now;
    return [
      item(t('Show all of it'), 'fit'), item(t('Tidy up'), 'tidy'), item(t('Next change'), 'change'),
      ...(trail.length > 0 ? [item(t('Back'), 'back')] : []),
      ...(hidden.length > 0 ? [{ label: t('Show what is hidden'), run: () => this.wishes.change({ hidden: [] }) }] : []),
      'line', item(t('Search'), 'search'), item(t('Keys'), 'help'),
    ];
  }

  private nodeOf(key: string) {
    const id = objectOfKey(key);
    return id === null ? undefined : this.store.state?.view?.nodes.find((node) => node.id === id);
  }

  private tools(): HTMLElement {
    const tool = (label: string, name: Parameters<typeof icon>[0], action: ViewAction) => button(`${label} (${keyName(action)})`, icon(name), () => this.view(action));
    return element('div', { class: 'tools', role: 'toolbar', 'aria-label': t('Picture') },
      tool(t('Tidy up'), 'tidy', 'tidy'), tool(t('Zoom out'), 'zoomOut', 'zoomOut'), tool(t('Zoom in'), 'zoomIn', 'zoomIn'), tool(t('Show all'), 'fit', 'fit'), tool(t('Keys'), 'help', 'help'));
  }
}
