/**
 * Leak suspects: lines whose objects pile up with each iteration of a loop or each call of a function and are still there before
 * the program ends, ranked by what they cost, with the container that grows and an example. In: a run. Out: suspects, text.
 *
 * What the next automatic collection would free is no suspect while the collector may run.
 */
import { ShapeKind, typeText } from '../../recording';
import { HeapGraph } from '../heapGraph';
import { objectName } from '../objectNames';
import { amount, bytesText, placeText } from './placeTexts';
import { growingSites, loopLine, madeAt, type GrowingSite } from './growthSites';
import { pathExpression, pathLines, RootPaths } from './rootPaths';
import type { RunIndex } from './runIndex';
import { SeriesBuilder } from './series';
import { steadyGrowth, regression } from './steadyGrowth';
import type { DiffCount, GrowthReport, GrowthSite, LeakSuspect, SeriesPoint } from './timeAnswers';

export interface GrowthLimits {
  readonly suspects: number;
  readonly sites: number;
  readonly points: number;
  /** Fewer objects of a line and type than these are not looked at. */
  readonly minimum: number;
}

export const GROWTH_LIMITS: GrowthLimits = { suspects: 20, sites: 10, points: 200, minimum: 4 };

/** Objects of a site whose way from a root is looked at. */
const SAMPLES = 9;
/** Lines of a way shown. */
const PATH_LINES = 8;

/** Sites with the same container that grows. */
interface Group {
  /** The container, 0 for what no root reaches. */
  readonly container: number;
  /** All are reached through the same one of them. */
  readonly isChain: boolean;
  readonly path: readonly number[];
  readonly sites: GrowingSite[];
}

/** @param moment where to look; without it the last moment before the program ends */
export function growthReport(index: RunIndex, limits: GrowthLimits = GROWTH_LIMITS, moment = index.exitStep): GrowthReport {
  const sites = growingSites(index, moment, limits.minimum);
  const graph = new HeapGraph(index.recording, index.seek(moment), moment);
  const groups = sites.length === 0 ? [] : groupsOf(index, graph, sites);
  const suspects = groups
    .map((group) => suspectOf(index, graph, group, limits))
    .filter((suspect) => suspect !== null)
    .sort((a, b) => b.left.bytes * b.straightness - a.left.bytes * a.straightness);
  const shown = suspects.slice(0, limits.suspects);
  const at = index.place(moment);
  return { at, suspects: shown, moreSuspects: suspects.length - shown.length, lines: reportLines(shown, suspects.length - shown.length) };
}

function groupsOf(index: RunIndex, graph: HeapGraph, sites: readonly GrowingSite[]): Group[] {
  const paths = new RootPaths(graph);
  const growing = new Set<number>();
  for (const site of sites) for (const entity of site.objects) growing.add(entity);
  const groups = new Map<string, Group>();
  for (const site of sites) {
    const { container, path, isChain } = containerOf(index, graph, paths, growing, site);
    // Garbage of different loops is different garbage.
    const key = container === 0 ? `0 ${index.functionName(site.step)} ${loopLine(index, site)}` : String(container);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { container, path, isChain, sites: [site] });
    else group.sites.push(site);
  }
  return [...groups.values()];
}

/** On most ways from a root: the last thing that doesn't grow itself; it holds what grows. */
function containerOf(
  index: RunIndex, graph: HeapGraph, paths: RootPaths, growing: ReadonlySet<number>, { objects }: GrowingSite,
): Omit<Group, 'sites'> {
  const { slots } = index.recording;
  const firsts = new Set<number>();
  const found = new Map<number, { path: readonly number[]; times: number }>();
  for (let i = 0; i < SAMPLES; i++) {
    const sample = objects[Math.floor(((i + 0.5) * objects.length) / SAMPLES)] as number;
    const path = paths.to(sample);
    if (path === null) {
      note(0, []);
      continue;
    }
    const first = path.findIndex((slot) => growing.has(graph.state.target(slot)));
    const end = first < 0 ? path.length - 1 : first;
    firsts.add(path[end] as number);
    note(slots.holder(path[end] as number), path.slice(0, end));
  }
  const [best] = [...found].sort(([, a], [, b]) => b.times - a.times);
  const container = best?.[0] ?? 0;
  const [only] = firsts;
  const isChain = firsts.size === 1 && only !== undefined && objects.length > SAMPLES;
  return { container, path: isChain ? [...(best?.[1].path ?? []), only] : (best?.[1].path ?? []), isChain };

  function note(container: number, path: readonly number[]): void {
    const known = found.get(container);
    if (known === undefined) found.set(container, { path, times: 1 });
    else known.times++;
  }
}

function suspectOf(index: RunIndex, graph: HeapGraph, group: Group, limits: GrowthLimits): LeakSuspect | null {
  const { recording } = index;
  if (group.container === 0 && recording.isCollectorEnabled(graph.step)) return null;
  const bytesOf = (objects: readonly number[]): number => objects.reduce((bytes, entity) => bytes + recording.sizeOf(graph.state, entity), 0);
  const ranked = [...group.sites].sort((a, b) => bytesOf(b.objects) - bytesOf(a.objects));
  const main = mainSite(index, graph, group) ?? (ranked[0] as GrowingSite);
  const all = group.sites.flatMap(({ objects }) => objects);
  const counts = perRepetition(index, main, group.sites, () => 1);
  if (steadyGrowth(counts) === null) return null;
  const objectGrowth = regression(counts);
  const byteGrowth = regression(perRepetition(index, main, group.sites, (entity) => recording.sizeOf(graph.state, entity)));
  const header = loopLine(index, main);
  const place = index.place(main.step);
  const callLine = recording.steps.line(main.repetitions[0] ?? main.step);
  const path = pathExpression(graph, group.path, (dict) => index.ownerOf(dict));
  const example = exampleOf(index, main);
  const examplePath = new RootPaths(graph).to(example);
  const sites = ranked.map((site): GrowthSite => ({
    line: index.place(site.step).line, functionName: index.functionName(site.step), type: recording.strings.get(site.type),
    left: { count: site.objects.length, bytes: bytesOf(site.objects) },
  }));
  const left: DiffCount = { count: all.length, bytes: bytesOf(all) };
  const isNamed = !group.isChain && group.container !== recording.mainNamespace && recording.entities.kind(group.container) === 0;
  const suspect: Omit<LeakSuspect, 'text'> = {
    unit: header > 0 ? 'loop' : 'call',
    line: header > 0 ? header - 1 : callLine > 0 ? callLine - 1 : null,
    functionName: place.functionName,
    iterations: main.repetitions.length,
    left,
    sites: sites.slice(0, limits.sites),
    moreSites: Math.max(0, sites.length - limits.sites),
    objectsPerIteration: objectGrowth.slope,
    bytesPerIteration: byteGrowth.slope,
    straightness: objectGrowth.straightness,
    series: seriesOf(main, counts, limits.points),
    holder: group.container === 0 ? null : {
      object: isNamed ? index.reference(group.container) : null,
      isChain: group.isChain,
      path: path === '' ? containerWord(index, group.container) : path,
      items: itemsOf(graph, group.container, new Set(all)),
    },
    example: index.reference(example),
    examplePath: examplePath === null ? [] : shortened(pathLines(graph, examplePath, (dict) => index.ownerOf(dict))),
  };
  return { ...suspect, text: suspectText(suspect) };
}

/** The site whose objects the container holds itself. */
function mainSite(index: RunIndex, graph: HeapGraph, { container, sites }: Group): GrowingSite | null {
  if (container === 0) return null;
  const held = new Set<number>();
  graph.visitTargets(container, (target) => held.add(target));
  const isAtom = (site: GrowingSite): boolean => index.recording.entities.shape(site.objects[0] as number) === ShapeKind.Atom;
  const direct = sites.filter((site) => site.objects.some((entity) => held.has(entity)));
  return direct.find((site) => !isAtom(site)) ?? direct[0] ?? null;
}

/** What each repetition of the main site left behind, of all sites. */
function perRepetition(index: RunIndex, main: GrowingSite, sites: readonly GrowingSite[], weight: (entity: number) => number): Float64Array {
  const amounts = new Float64Array(main.repetitions.length);
  for (const { objects } of sites) {
    for (const entity of objects) {
      const step = Math.max(madeAt(index, entity), index.birthStep(entity));
      let [low, high] = [0, main.repetitions.length];
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((main.repetitions[middle] as number) <= step) low = middle + 1;
        else high = middle;
      }
      // What is made just before the line that holds it belongs to the same repetition as nearly as one can tell.
      const at = Math.max(0, low - 1);
      amounts[at] = (amounts[at] as number) + weight(entity);
    }
  }
  return amounts;
}

function seriesOf({ repetitions }: GrowingSite, counts: ArrayLike<number>, limit: number): readonly SeriesPoint[] {
  const series = new SeriesBuilder();
  let total = 0;
  repetitions.forEach((step, i) => {
    total += counts[i] as number;
    series.add(step, total);
  });
  return series.finish(limit);
}

/** A container rather than a number, from the middle of the run. */
function exampleOf(index: RunIndex, { objects }: GrowingSite): number {
  const middle = objects[objects.length >> 1] as number;
  return objects.find((entity) => entity >= middle && index.recording.entities.shape(entity) !== ShapeKind.Atom) ?? middle;
}

function itemsOf(graph: HeapGraph, container: number, growing: ReadonlySet<number>): number {
  let items = 0;
  graph.visitTargets(container, (target) => {
    if (growing.has(target)) items++;
  });
  return items;
}

function containerWord(index: RunIndex, container: number): string {
  if (container === index.recording.mainNamespace) return 'the globals';
  return index.recording.entities.kind(container) === 0 ? objectName(index.recording, container) : `the running call of ${typeText(index.recording, container)}`;
}

function suspectText(suspect: Omit<LeakSuspect, 'text'>): string {
  const { unit, line, functionName, iterations, left, sites, holder, example } = suspect;
  const each = unit === 'loop'
    ? `each iteration of the loop at ${placeText({ step: 0, event: 'line', line, functionName })}`
    : `each call of ${functionName} (${placeText({ step: 0, event: 'line', line, functionName: '' })})`;
  const per = `${rounded(suspect.objectsPerIteration)} ${rounded(suspect.objectsPerIteration) === '1' ? 'object' : 'objects'} and ${bytesText(Math.round(suspect.bytesPerIteration))}`;
  const held = holder === null
    ? 'Nothing reaches them: they are cycles that wait for the collector, which is switched off.'
    : holder.isChain ? `They are a chain that begins at ${holder.path}, for example ${example.name}.`
    : `They are held by ${holder.object === null || holder.path === holder.object.name ? holder.path : `${holder.path} (${holder.object.name})`}, for example ${example.name}.`;
  const types = sites.map((site) => `${site.left.count} ${site.type}`).slice(0, 3).join(', ');
  return `With ${each} ${per} stay behind: ${amount(left.count, 'object')}, ${bytesText(left.bytes)} after ${amount(iterations, unit === 'loop' ? 'iteration' : 'call')} (${types}). ${held}`;
}

/** The ends of a long way. */
function shortened(lines: readonly string[]): readonly string[] {
  if (lines.length <= PATH_LINES) return lines;
  const half = PATH_LINES >> 1;
  return [...lines.slice(0, half), `... ${amount(lines.length - 2 * half, 'more step')}`, ...lines.slice(-half)];
}

function rounded(value: number): string {
  return Number(value.toFixed(value < 10 ? 1 : 0)).toString();
}

function reportLines(suspects: readonly LeakSuspect[], more: number): string[] {
  if (suspects.length === 0) return ['Nothing piles up: no line leaves more behind with each iteration or call.'];
  const lines = suspects.flatMap((suspect, i) => [
    `${i + 1}. ${suspect.text}`,
    ...suspect.sites.map(({ line, functionName, type, left }) =>
      `     ${placeText({ step: 0, event: 'line', line, functionName })}: ${left.count} ${type}, ${bytesText(left.bytes)}`),
    ...(suspect.examplePath.length === 0 ? [] : ['   the way to the example:', ...suspect.examplePath.map((step) => `     ${step}`)]),
  ]);
  if (more > 0) lines.push(`... ${amount(more, 'more suspect')}`);
  return lines;
}
