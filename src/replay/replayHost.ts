/**
 * A recorded run behind the panel's calls, without a runtime: what the extension does for a page in VS Code, done for one beside
 * which there is only the recording. In: a run as `openRun` gives it. Out: the calls of `PanelHost`, and states pushed to the page.
 *
 * It shows no source text: who owns it is told which line is meant (`ReplayWindow`).
 */
import { pack, standardView, type Implementation, type PanelHost, type PanelQuestion, type PanelState } from '../protocol';
import { Session, type RecordedRun } from '../session';
import { questionAnswers } from './questions';

/** What the owner of the source text is told. */
export interface ReplayWindow {
  /** A state for the page; the promise settles when the page has it. */
  show(packedState: ArrayBuffer): Promise<unknown>;
  /** Another moment is shown, before this line (from 0). */
  onMoment(step: number, line: number | null): void;
  /** The reader asks for a line (from 0). */
  reveal(line: number): void;
}

/** The run is known by one name here. */
const URI = 'recording';

export class ReplayHost {
  readonly session: Session;
  readonly calls: Implementation<PanelHost>;
  private readonly answers;
  private options = standardView;
  private step: number;
  private ready = false;
  private sending = false;
  private again = false;

  /** @param firstStep the moment to begin with; if not told, the last one before the program's end */
  constructor(private readonly run: RecordedRun, private readonly window: ReplayWindow, firstStep = Infinity) {
    this.session = new Session(run);
    // At the last moment the program is over and nothing of it is left: the one before says more.
    this.step = this.nearest(Math.min(firstStep, this.session.window.lastMoment - (firstStep === Infinity ? 1 : 0)));
    this.answers = questionAnswers({
      time: () => known(this.session.time), graph: () => known(this.session.graph), debugging: () => known(this.session.debugging),
      named: (_uri, step, line, text) => this.session.named(step, line, text),
      file: (_uri, step, format, colours) => this.session.file(step, format, colours),
    });
    this.calls = {
      ready: () => {
        this.ready = true;
        return this.changed();
      },
      seek: (step) => this.seek(step),
      move: ({ direction, sameLine }) => {
        const line = sameLine ? this.session.view(this.step, { nodeLimit: 0, slotLimit: 0, showAtoms: false }).line : null;
        const step = this.session.neighbour(this.step, direction, line ?? undefined);
        return step === null ? null : this.seek(step);
      },
      reveal: (line) => {
        this.window.reveal(line);
        return null;
      },
      openExample: () => null,
      wish: (wishes) => {
        this.options = { ...this.options, ...wishes };
        return this.changed();
      },
      ask: (question) => this.ask(question),
    };
  }

  /** Shows a moment; the nearest one on record. */
  seek(step: number): null {
    this.step = this.nearest(step);
    return this.changed();
  }

  async ask({ name, request }: PanelQuestion): Promise<ArrayBuffer> {
    // Each question goes with its own request: the union knows it, the call can't.
    const answer = this.answers[name] as (request: unknown) => unknown;
    if (!Object.hasOwn(this.answers, name)) throw new Error(`there is no question ${String(name)}`);
    return pack(await answer({ ...request, uri: URI }));
  }

  /** What the page is shown. */
  state(): PanelState {
    const { run, session } = this;
    const { fileName, pythonVersion } = run.input;
    const view = session.view(this.step, this.options);
    return {
      run: 1, status: run.status, title: fileName.replace(/^.*[/\\]/, ''), message: run.stopReason || (run.problems[0]?.message ?? ''), stale: false,
      collections: session.collections(), pythonVersion, view, sourceLine: view.line === null ? '' : run.columns.line(view.line).trim(),
      place: null,
    };
  }

  private nearest(step: number): number {
    const { firstMoment, lastMoment } = this.session.window;
    return Math.min(Math.max(Math.trunc(step) || 0, firstMoment), lastMoment);
  }

  /** At most one state is under way; what changes meanwhile is sent as one newer state. */
  private changed(): null {
    if (!this.ready) return null;
    if (this.sending) {
      this.again = true;
      return null;
    }
    this.sending = true;
    this.again = false;
    const state = this.state();
    this.window.onMoment(this.step, state.view?.line ?? null);
    const sent = (): void => {
      this.sending = false;
      if (this.again) this.changed();
    };
    this.window.show(pack(state)).then(sent, sent);
    return null;
  }
}

function known<Answers>(answers: Answers | null): Answers {
  if (answers === null) throw new Error('nothing was recorded');
  return answers;
}
