/**
 * The self-contained page's entry: opens the recording that lies in the page, answers the panel as VS Code's extension would, and
 * shows the source beside it. It runs before the panel's own script, which finds the `acquireVsCodeApi` it knows from webviews.
 */
import { connect, type Connection, type PanelHost, type PanelPage } from '../../src/protocol';
import { readReplayData, ReplayHost } from '../../src/replay';
import { openRun } from '../../src/session';
import { SourceListing } from './sourceListing';
import { applyTheme } from './theme';

declare global {
  interface Window {
    acquireVsCodeApi?: () => { postMessage(message: unknown): void; getState(): unknown; setState(state: unknown): void };
  }
}

/** Messages of the panel that came before the recording was open. */
const waiting: unknown[] = [];
let receive = (message: unknown): void => void waiting.push(message);
let kept: unknown;

window.acquireVsCodeApi = () => ({
  // As with a real port, a message arrives later and as a copy.
  postMessage: (message) => {
    const copy: unknown = structuredClone(message);
    queueMicrotask(() => receive(copy));
  },
  getState: () => kept,
  setState: (state) => {
    kept = state;
  },
});

/** How long a moment must stay before the address names it: browsers limit how often an address may change. */
const addressDelayMs = 400;

async function start(): Promise<void> {
  const { recording, options } = readReplayData((id) => document.getElementById(id)?.textContent ?? '');
  const run = await openRun(recording);
  if ('action' in run) return refuse(`${run.message} ${run.action}`);
  const page: Connection<PanelPage> = connect<PanelPage, PanelHost>({
    post: (message) => {
      const copy: unknown = structuredClone(message);
      queueMicrotask(() => window.dispatchEvent(new MessageEvent('message', { data: copy })));
    },
    onMessage: (listener) => {
      receive = listener;
    },
  }, {
    ready: () => host.calls.ready(undefined, none), seek: (step) => host.calls.seek(step, none), move: (request) => host.calls.move(request, none),
    reveal: (line) => host.calls.reveal(line, none), openExample: () => null, wish: (wishes) => host.calls.wish(wishes, none),
    ask: (question) => host.calls.ask(question, none),
  });
  let addressTimer = 0;
  const host: ReplayHost = new ReplayHost(run, {
    show: (packed) => page.call('show', packed),
    onMoment: (step, line) => {
      listing.show(line, notesAt(step));
      window.clearTimeout(addressTimer);
      addressTimer = window.setTimeout(() => history.replaceState(null, '', `#step=${step + 1}`), addressDelayMs);
    },
    reveal: (line) => listing.reveal(line),
  }, stepInAddress() ?? options.step ?? undefined);
  const { session } = host;
  const lineCount = run.columns.lineCount;
  const notesAt = (step: number): ReadonlyMap<number, string> =>
    new Map(session.annotations(0, lineCount, step).map(({ line, text }) => [line, text]));
  const hits = new Map(session.annotations(0, lineCount).map(({ line, hits: count }) => [line, count]));
  const listing: SourceListing = new SourceListing({
    title: run.input.fileName.replace(/^.*[/\\]/, ''), source: Array.from({ length: lineCount }, (_, line) => run.columns.line(line)), hits,
    recording, onTheme: () => applyTheme('other'),
    onLine: (line) => {
      const from = host.state().view?.step ?? 0;
      const time = session.time;
      const next = time?.seek({ kind: 'event', event: { kind: 'line', line }, from, direction: 1 }).found;
      const found = next ?? time?.seek({ kind: 'line', line, hit: 1 }).found;
      if (found != null) host.seek(found.moment);
    },
  });
  document.getElementById('source')?.append(listing.root);
  window.addEventListener('hashchange', () => {
    const step = stepInAddress();
    if (step !== null) host.seek(step);
  });
  for (const message of waiting.splice(0)) receive(message);
}

const none = { cancelled: false, onCancelled: () => {} };

/** `#step=41`: moments are counted from 1 for people. */
function stepInAddress(): number | null {
  const found = /^#step=(\d{1,9})$/.exec(location.hash);
  return found === null ? null : Math.max(0, Number(found[1]) - 1);
}

function refuse(message: string): void {
  const text = document.createElement('p');
  text.className = 'refusal';
  text.setAttribute('role', 'alert');
  text.textContent = message;
  document.body.prepend(text);
}

applyTheme('system');
start().catch((error: unknown) => refuse(error instanceof Error ? error.message : String(error)));
