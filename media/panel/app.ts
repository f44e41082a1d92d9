/**
 * The page: head line, time, the line under way, the graph, and beside it generations, the chosen object and the output. Takes
 * a state and shows it; what the reader does goes to the host as calls.
 */
import type { Connection, PanelHost, PanelState } from '../../src/protocol';
import { Details } from './details/details';
import { ObjectList } from './details/objectList';
import { Output } from './details/output';
import { element, setText } from './dom';
import { Generations } from './generations/generations';
import { Graph } from './graph/graph';
import { Legend } from './graph/legend';
import { Timeline } from './timeline/timeline';
import { button, checkbox, icon } from './ui/controls';
import { nodeKey } from './graph/card';
import { summaryText } from './words';

/** Screen readers are told at most this often. */
const announceEveryMs = 900;

export class App {
  private readonly title = element('h1');
  private readonly status = element('span', { class: 'status' });
  private readonly message = element('p', { class: 'message', role: 'status' });
  private readonly lineNumber = element('span', { class: 'line-number' });
  private readonly sourceLine = element('code', { class: 'source' });
  private readonly sentence = element('p', { class: 'sentence' });
  private readonly freed = element('p', { class: 'freed' });
  private readonly announcer = element('div', { class: 'announcer', 'aria-live': 'polite' });
  private readonly hidden = element('span', { class: 'hidden-count' });
  private readonly timeline = new Timeline({
    onSeek: (step) => this.tell(this.host.call('seek', step)),
    onMove: (direction, sameLine) => this.tell(this.host.call('move', { direction, sameLine })),
  });
  private readonly graph: Graph;
  private readonly generations = new Generations();
  private readonly details = new Details({
    onChoose: (key) => this.graph.focusCard(key),
    onReveal: (line) => this.tell(this.host.call('reveal', line)),
  });
  private readonly list = new ObjectList((key) => this.graph.focusCard(key));
  private readonly output = new Output();
  private readonly body: HTMLElement;
  private readonly empty: HTMLElement;
  private state: PanelState | null = null;
  private chosen: string | null = null;
  private announceTimer: number | undefined;

  constructor(root: HTMLElement, private readonly host: Connection<PanelHost>) {
    this.graph = new Graph({
      onSelect: (key) => {
        this.chosen = key;
        this.details.show(this.state?.view ?? null, key);
      },
      onActivate: (key) => this.activate(key),
    }, measureCharacter(root));
    const line = element('button', { class: 'line', type: 'button', title: 'Go to the line' }, this.lineNumber, this.sourceLine);
    line.addEventListener('click', () => {
      const at = this.state?.view?.line ?? null;
      if (at !== null) this.tell(this.host.call('reveal', at));
    });
    this.empty = element('section', { class: 'empty' },
      element('h2', {}, 'Nothing to show yet'),
      element('p', {}, 'Open a Python file: it is run here, and you see what every line does to memory.'),
      button('Open an example', 'Open an example', () => this.tell(this.host.call('openExample', undefined))));
    this.body = element('main', {},
      element('div', { class: 'now' }, this.timeline.root, line, this.sentence, this.freed),
      element('div', { class: 'picture' }, this.graph.root, this.pictureTools(), new Legend().root),
      element('aside', {}, this.generations.root, this.details.root, this.output.root, this.list.root));
    root.append(
      element('header', {}, this.title, this.status), this.message, this.body, this.empty, this.announcer);
    this.showEmpty(true);
  }

  show(state: PanelState): void {
    const other = this.state === null || this.state.title !== state.title;
    this.state = state;
    document.body.classList.toggle('stale', state.stale);
    setText(this.title, state.title === '' ? 'Heapglass' : state.title);
    setText(this.status, statusText(state));
    this.status.className = `status ${state.status}`;
    setText(this.message, state.message);
    this.message.hidden = state.message === '';
    const { view } = state;
    this.showEmpty(view === null);
    if (view === null) return;
    this.timeline.show({ step: view.step, stepCount: view.stepCount, line: view.line, collections: state.collections });
    setText(this.lineNumber, view.line === null ? view.event === 'end' ? 'end' : view.event : String(view.line + 1));
    setText(this.sourceLine, view.line === null ? view.event === 'end' ? 'the program has ended' : view.functionName : state.sourceLine);
    setText(this.sentence, view.sentence);
    this.sentence.hidden = view.sentence === '';
    this.freed.hidden = view.freed.length === 0;
    this.freed.replaceChildren('freed: ', ...view.freed.map(({ type, text, id }) => element('del', {}, `${type}${text === '' ? '' : ` ${text}`} #${id}`)));
    setText(this.hidden, view.hiddenCount > 0 ? `${view.hiddenCount} more not drawn` : '');
    this.graph.show(view, other);
    this.generations.show(view.generations);
    this.details.show(view, this.chosen);
    this.output.show(view.output);
    this.list.show(view);
    this.announce(summaryText(view));
  }

  private pictureTools(): HTMLElement {
    return element('div', { class: 'tools', role: 'toolbar', 'aria-label': 'Picture' },
      this.hidden,
      checkbox('values as objects', false, (checked) => this.tell(this.host.call('showAtoms', checked))),
      button('Zoom out', icon('zoomOut'), () => this.graph.zoom(1 / 1.25)),
      button('Zoom in', icon('zoomIn'), () => this.graph.zoom(1.25)),
      button('Show all', icon('fit'), () => this.graph.fit()));
  }

  private showEmpty(empty: boolean): void {
    this.body.hidden = empty;
    this.empty.hidden = !empty || this.state?.status === 'running' || (this.state?.message ?? '') !== '';
  }

  private activate(key: string): void {
    const node = this.state?.view?.nodes.find((candidate) => nodeKey(candidate.id) === key);
    if (node?.bornLine != null) this.tell(this.host.call('reveal', node.bornLine));
  }

  private announce(text: string): void {
    window.clearTimeout(this.announceTimer);
    this.announceTimer = window.setTimeout(() => setText(this.announcer, text), announceEveryMs);
  }

  /** A call the host could not carry out is shown where the run's own messages are. */
  private tell(call: Promise<unknown>): void {
    call.catch((error: unknown) => {
      setText(this.message, error instanceof Error ? error.message : String(error));
      this.message.hidden = false;
    });
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
