/**
 * The page: head line, time, the moment in words, and the tabs: the picture, the collections, the tables, the output. It puts the
 * regions together and hands each change to those in sight; what they show and ask is theirs.
 */
import type { Connection, PanelHost, PanelState } from '../../src/protocol';
import { Collections } from './collections/collections';
import { element, setText, svg } from './dom';
import { arrowHeads } from './graph/edgeLayer';
import { Moment } from './moment';
import { OutputRegion } from './output/output';
import { Picture } from './picture';
import { Store, type PageMemory } from './store';
import { Tables } from './table/tables';
import { Timeline } from './timeline/timeline';
import { button } from './ui/controls';
import { Tabs } from './ui/tabs';
import { summaryText } from './words';

/** Screen readers are told at most this often. */
const announceEveryMs = 900;

export class App {
  private readonly store: Store;
  private readonly title = element('h1');
  private readonly status = element('span', { class: 'status' });
  private readonly message = element('p', { class: 'message', role: 'status' });
  private readonly announcer = element('div', { class: 'announcer', 'aria-live': 'polite' });
  private readonly timeline: Timeline;
  private readonly moment: Moment;
  private readonly heap: Picture;
  private readonly tabs: Tabs;
  private readonly body: HTMLElement;
  private readonly empty: HTMLElement;
  private announceTimer: number | undefined;

  constructor(root: HTMLElement, host: Connection<PanelHost>, memory: PageMemory) {
    this.store = new Store(host, memory, (message) => this.say(message));
    const { store } = this;
    this.timeline = new Timeline(store);
    this.moment = new Moment(store);
    const charWidth = measureCharacter(root);
    this.heap = new Picture(store, charWidth);
    const collections = new Collections(store, charWidth);
    this.tabs = new Tabs([
      { name: 'heap', label: 'Heap', region: this.heap },
      { name: 'collections', label: 'Collections', region: collections },
      { name: 'objects', label: 'Objects', region: new Tables(store) },
      { name: 'output', label: 'Output', region: new OutputRegion(store) },
    ], (name) => store.keep('tab', name));
    store.showCollection = (number) => {
      this.tabs.select('collections');
      collections.choose(number);
    };
    this.empty = element('section', { class: 'empty' },
      element('h2', {}, 'Nothing to show yet'),
      element('p', {}, 'Open a Python file: it is run here, and you see what every line does to memory.'),
      button('Open an example', 'Open an example', () => store.openExample()));
    this.body = element('main', {}, this.timeline.root, this.moment.root, this.tabs.bar, this.tabs.root);
    // Heads of arrows in a picture that is out of sight could not be used by the others.
    root.append(svg('svg', { class: 'definitions', width: 0, height: 0, 'aria-hidden': 'true' }, arrowHeads()));
    root.append(element('header', {}, this.title, this.status), this.message, this.body, this.empty, this.announcer);
    this.showEmpty(true);
    this.tabs.select(store.recall('tab', (value) => typeof value === 'string', 'heap'));
    store.onChange((change) => {
      if (store.state?.view == null) return;
      this.timeline.update(change);
      this.moment.update();
      this.tabs.update(change);
    });
  }

  show(state: PanelState): void {
    document.body.classList.toggle('stale', state.stale);
    setText(this.title, state.title === '' ? 'Heapglass' : state.title);
    setText(this.status, statusText(state));
    this.status.className = `status ${state.status}`;
    this.say(state.message);
    const { view } = state;
    // Regions measure themselves: they must be in the page before they are told.
    this.showEmpty(view === null, state);
    this.store.take(state);
    if (view !== null) this.announce(summaryText(view));
  }

  /** The graph as a file's text; '' while there is none. */
  picture(): string {
    return this.store.state?.view == null ? '' : this.heap.toSvg();
  }

  private showEmpty(empty: boolean, state: PanelState | null = null): void {
    this.body.hidden = empty;
    this.empty.hidden = !empty || state?.status === 'running' || (state?.message ?? '') !== '';
  }

  private announce(text: string): void {
    window.clearTimeout(this.announceTimer);
    this.announceTimer = window.setTimeout(() => setText(this.announcer, text), announceEveryMs);
  }

  /** The run's own message, or what the host could not carry out. */
  private say(message: string): void {
    setText(this.message, message);
    this.message.hidden = message === '';
  }
}

function statusText({ status, stale, pythonVersion }: PanelState): string {
  const words = {
    empty: '', running: 'running …', finished: `CPython ${pythonVersion}`, exception: 'uncaught exception', syntaxError: 'syntax error', stopped: 'stopped',
  }[status];
  return stale ? `${words === '' ? '' : `${words} · `}before the last change` : words;
}

/** The width of one character of the cards' font. */
function measureCharacter(root: HTMLElement): number {
  const probe = element('span', { class: 'measure' }, '0'.repeat(100));
  root.append(probe);
  const width = probe.getBoundingClientRect().width / 100;
  probe.remove();
  return width > 0 ? width : 7.25;
}
