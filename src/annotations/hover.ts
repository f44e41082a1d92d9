/** What is known about an object at a moment: type, value, count, generation, birth, who holds each reference, why it is alive, its refcount over time. */
import { aliveVerdict, HeapGraph, ledgerTexts, objectName, refcountSeries, shortText, shownId, typeName, whyAliveLine, type RunIndex } from '../analysis';
import { immortalReason } from './immortalReason';
import type { HoverAnswer, SourceRange } from './lineAnnotation';
import { refcountChart, refcountChartText } from './refcountChart';

export interface HoverPlace {
  readonly range: SourceRange;
  /** As it stands in the source. */
  readonly name: string;
  readonly step: number;
}

/** Points of the chart: more than these are finer than its dots. */
const CHART_POINTS = 120;

/** @param moment the number under which a step is shown */
export function hoverAnswer(index: RunIndex, entity: number, place: HoverPlace, moment: (step: number) => number): HoverAnswer {
  const { recording } = index;
  const series = refcountSeries(index, entity, CHART_POINTS);
  const points = series.points.map(({ step, value }) => ({ step: moment(step), value }));
  const stretch = { from: moment(series.from), to: moment(series.to), at: moment(place.step) };
  const birth = index.birthStep(entity);
  const born = birth < 0 ? null : index.workPlace(birth);
  const state = index.seek(place.step);
  const graph = new HeapGraph(recording, state, place.step);
  const immortal = recording.isImmortal(state, entity);
  const type = typeName(recording, entity);
  const value = shortText(graph, entity);
  const chart = immortal ? '' : refcountChart(points, stretch);
  return {
    range: place.range,
    name: place.name,
    object: shownId(recording, entity),
    objectName: objectName(recording, entity),
    type,
    value,
    refcount: immortal ? 0 : state.refcount(entity),
    immortal,
    immortalReason: immortal ? immortalReason(type, value) : '',
    generation: state.generation(entity),
    size: recording.sizeOf(state, entity),
    ledger: immortal ? [] : ledgerTexts(graph, entity),
    aliveBy: whyAliveLine(graph, entity),
    unreachable: aliveVerdict(graph, entity) === 'cycle',
    bornLine: born?.line ?? null,
    bornStep: born === null ? null : moment(born.step),
    step: moment(place.step),
    chart,
    chartText: chart === '' ? '' : refcountChartText(points, stretch),
  };
}
