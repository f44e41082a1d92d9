/** Puts the sessions of one worker behind the protocol: every call of `RuntimeService` goes to the session service. */
import { connect, Transferred, type Port, type RuntimeHost, type RuntimeService } from '../protocol';
import { conditionProblem, SessionService, type SessionClock } from '../session';
import { questionAnswers, replayFile } from '../replay';

/** Milliseconds between two messages on how far a run has come. */
const PROGRESS_INTERVAL = 200;

/** @param clock a steady clock and a measure of memory, which the host of the worker has and the session can't know */
export function serve(port: Port, clock: SessionClock): void {
  const sessions = new SessionService(clock);
  const host = connect<RuntimeHost, RuntimeService>(port, {
    initialize: (assets) => sessions.initialize(assets),
    run: (request, cancellation) => {
      let told = clock.now();
      return sessions.run(request, () => cancellation.cancelled, (steps) => {
        if (clock.now() - told < PROGRESS_INTERVAL) return;
        told = clock.now();
        void host.call('progress', { uri: request.uri, steps });
      });
    },
    annotations: (request) => sessions.annotations(request),
    marks: (uri) => sessions.marks(uri),
    hover: (request) => sessions.hover(request),
    view: (request) => sessions.view(request),
    neighbour: (request) => sessions.neighbour(request),
    save: async (request) => {
      const file = await sessions.save(request);
      return file === null ? null : new Transferred(file, [file.buffer as ArrayBuffer]);
    },
    replayPage: async ({ uri, writtenBy, title, step, parts }) => {
      const recording = await sessions.save({ uri, writtenBy });
      if (recording === null) return null;
      const page = new TextEncoder().encode(await replayFile({ recording, title, step, parts }));
      return new Transferred(page, [page.buffer]);
    },
    open: (request) => sessions.open(request),
    hints: (uri) => sessions.hints(uri),
    outcome: (uri) => sessions.outcome(uri),
    rewrites: (request) => sessions.rewrites(request),
    expectations: (uri) => sessions.expectations(uri),
    ...questionAnswers(sessions),
    debugBegin: ({ uri }) => {
      const debugging = sessions.debugging(uri);
      return { lines: debugging.lines(), start: debugging.start() };
    },
    debugConditions: (conditions) => conditions.map(conditionProblem),
    debugStack: ({ uri, step }) => sessions.debugging(uri).stack(step),
    debugScopes: ({ uri, step, frame }) => sessions.debugging(uri).scopes(step, frame),
    debugVariables: ({ uri, step, holder, isNamespace, from, limit }) => sessions.debugging(uri).variables(step, holder, isNamespace, from, limit),
    debugEvaluate: ({ uri, step, frame, text }) => sessions.debugging(uri).evaluate(step, frame, text),
    debugStep: ({ uri, step, wish, direction }) => sessions.debugging(uri).step(step, wish, direction),
    debugRun: ({ uri, ...wish }) => sessions.debugging(uri).run(wish),
    close: (uri) => sessions.close(uri),
  });
}
