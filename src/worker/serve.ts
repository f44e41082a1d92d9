/** Puts the sessions of one worker behind the protocol: every call of `RuntimeService` goes to the session service. */
import { connect, Transferred, type Port, type RuntimeHost, type RuntimeService } from '../protocol';
import { conditionProblem, SessionService, type SessionClock } from '../session';

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
    open: (request) => sessions.open(request),
    expectations: (uri) => sessions.expectations(uri),
    timeSeek: ({ uri, wish }) => sessions.time(uri).seek(wish),
    timeWalk: ({ uri, step, wish, direction }) => sessions.time(uri).walk(step, wish, direction),
    timeObject: ({ uri, object }) => sessions.time(uri).object(object),
    timeName: ({ uri, name, functionName }) => sessions.time(uri).name(name, functionName),
    timeDiff: ({ uri, from, to }) => sessions.time(uri).diff(from, to),
    timeGrowth: ({ uri }) => sessions.time(uri).growth(),
    timeCost: ({ uri }) => sessions.time(uri).cost(),
    timeStep: ({ uri, step }) => sessions.time(uri).step(step),
    timeHit: ({ uri, step }) => sessions.time(uri).hit(step),
    timeLine: ({ uri, line }) => sessions.time(uri).line(line),
    graphWhyAlive: ({ uri, step, object, paths }) => sessions.graph(uri).whyAlive(step, object, paths),
    graphWhatWouldFree: ({ uri, step, object, references }) => sessions.graph(uri).whatWouldFree(step, object, references),
    graphNamed: ({ uri, step, line, text }) => sessions.named(uri, step, line ?? null, text),
    graphFile: ({ uri, step, format, colours }) => sessions.file(uri, step, format, colours),
    graphCycleThrough: ({ uri, step, object }) => sessions.graph(uri).cycleThrough(step, object),
    graphCycles: ({ uri, step, ...options }) => sessions.graph(uri).cycles(step, options),
    graphIslands: ({ uri, step, ...options }) => sessions.graph(uri).islands(step, options),
    graphDominators: ({ uri, step, ...options }) => sessions.graph(uri).dominators(step, options),
    graphBreakdown: ({ uri, step, by, filter, limit }) => sessions.graph(uri).breakdown(step, by, filter, limit),
    graphCollectHere: ({ uri, step, generation }) => sessions.graph(uri).collectHere(step, generation),
    graphRows: ({ uri, step, ...wish }) => sessions.graph(uri).rows(step, wish),
    graphSeries: ({ uri, from, to, buckets }) => sessions.graph(uri).series(from, to, buckets),
    graphStrip: ({ uri, buckets }) => sessions.graph(uri).strip(buckets),
    graphGenerations: ({ uri, step }) => sessions.graph(uri).generations(step),
    graphCollections: ({ uri, ...wish }) => sessions.graph(uri).collections(wish),
    graphCollection: ({ uri, number, cards }) => sessions.graph(uri).collection(number, cards),
    timeStack: ({ uri, step }) => sessions.debugging(uri).stack(step),
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
