/**
 * The answers to all questions about a run which is there: `TimeService` and `GraphService` over the sessions that know it. The worker
 * answers the editor with them, the self-contained page itself. It knows neither running nor transport.
 */
import type { Implementation, PanelQuestions } from '../protocol';
import type { SessionService } from '../session';

/** The part of the session service that runs nothing. */
export type KnownRuns = Pick<SessionService, 'time' | 'graph' | 'named' | 'file' | 'debugging'>;

export function questionAnswers(sessions: KnownRuns): Implementation<PanelQuestions> {
  return {
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
    graphObject: ({ uri, step, object, ...limits }) => sessions.graph(uri).object(step, object, limits),
    graphOutput: ({ uri, step, ...limits }) => sessions.graph(uri).output(step, limits),
    graphNamed: ({ uri, step, line, text }) => sessions.named(uri, step, line ?? null, text),
    graphFile: ({ uri, step, format, colours }) => sessions.file(uri, step, format, colours),
    graphCycleThrough: ({ uri, step, object }) => sessions.graph(uri).cycleThrough(step, object),
    graphCycles: ({ uri, step, ...options }) => sessions.graph(uri).cycles(step, options),
    graphIslands: ({ uri, step, ...options }) => sessions.graph(uri).islands(step, options),
    graphDominators: ({ uri, step, ...options }) => sessions.graph(uri).dominators(step, options),
    graphBreakdown: ({ uri, step, by, filter, limit, retained }) => sessions.graph(uri).breakdown(step, by, filter, limit, retained),
    graphCollectHere: ({ uri, step, generation }) => sessions.graph(uri).collectHere(step, generation),
    graphRows: ({ uri, step, ...wish }) => sessions.graph(uri).rows(step, wish),
    graphStrip: ({ uri, buckets }) => sessions.graph(uri).strip(buckets),
    graphGenerations: ({ uri, step }) => sessions.graph(uri).generations(step),
    graphCollections: ({ uri, ...wish }) => sessions.graph(uri).collections(wish),
    graphCollection: ({ uri, number, cards }) => sessions.graph(uri).collection(number, cards),
    timeStack: ({ uri, step }) => sessions.debugging(uri).stack(step),
    graphSeries: ({ uri, from, to, buckets }) => sessions.graph(uri).series(from, to, buckets),
  };
}
