/**
 * Whether expectations hold in a run. In: a run and the expectations of its source. Out: for each whether it holds at every hit of
 * its line (or at the one it names), and where it first does not, with what was the case instead.
 *
 * A check is about the moment at which the line's hit is over. What a name stood for is looked for before the line too, and if it
 * was unbound then, at the last moment it stood for something: `freed(x)` makes sense only so.
 */
import { EntityKind, IMMORTAL, ShapeKind, Timeline } from '../../recording';
import { HeapGraph } from '../heapGraph';
import { ledgerTexts } from '../ledger';
import { parseNamePath } from '../namePath';
import { objectName } from '../objectNames';
import { islands } from '../queries/cycles';
import { ordinal } from '../queries/placeTexts';
import type { RunIndex } from '../queries/runIndex';
import { seekTo } from '../queries/seeking';
import { resolveName } from '../resolveName';
import { isPlumbing } from '../stepChanges';
import type { Check, Comparison, Expectation } from './expectation';
import { holdersMatch } from './holderMatch';

export interface ExpectationResult {
  readonly expectation: Expectation;
  readonly status: 'passed' | 'failed';
  /** Hits looked at. */
  readonly hits: number;
  /** The moment of the first failure, else of the last hit looked at; null when the line never ran. */
  readonly step: number | null;
  /** What was the case: `refcount(a) is 3: global a, global b, list #4[0]`; '' if it holds. */
  readonly message: string;
}

export interface ExpectationLimits {
  /** Most hits of one line that are looked at: the first ones. */
  readonly hits: number;
}

export const EXPECTATION_LIMITS: ExpectationLimits = { hits: 10_000 };

/** Texts of holders in a message. */
const LISTED_HOLDERS = 6;
/** Bindings gone back through for what a name stood for. */
const BINDINGS_BACK = 8;

export function checkExpectations(index: RunIndex, expectations: readonly Expectation[], limits = EXPECTATION_LIMITS): ExpectationResult[] {
  const checker = new ExpectationChecker(index);
  return expectations.map((expectation) => checkOne(checker, index, expectation, limits));
}

function checkOne(checker: ExpectationChecker, index: RunIndex, expectation: Expectation, limits: ExpectationLimits): ExpectationResult {
  const hits = index.hits(expectation.line);
  const fail = (step: number | null, count: number, message: string): ExpectationResult => ({ expectation, status: 'failed', hits: count, step, message });
  if (hits.length === 0) return fail(null, 0, `line ${expectation.line} did not run`);
  const { hit } = expectation;
  if (hit !== null && hit > hits.length) {
    return fail(hits.at(-1) ?? null, 0, `line ${expectation.line} ran ${hits.length === 1 ? 'once' : `${hits.length} times`}, so there is no ${ordinal(hit)} hit`);
  }
  const wanted = hit === null ? hits.subarray(0, limits.hits) : hits.subarray(hit - 1, hit);
  let last = 0;
  for (const [i, before] of wanted.entries()) {
    last = index.lineOver(before);
    const message = checker.check(expectation.check, before, last);
    const which = hits.length === 1 || hit !== null ? '' : `${ordinal(i + 1)} of ${hits.length} hits: `;
    if (message !== '') return fail(last, i + 1, which + message);
  }
  return { expectation, status: 'passed', hits: wanted.length, step: last, message: '' };
}

/** Checks at moments of one run. */
export class ExpectationChecker {
  /** Timelines beside the run's own, which questions move: two moments are looked at together. */
  private readonly earlier: Timeline;
  private readonly later: Timeline;

  constructor(private readonly index: RunIndex) {
    this.earlier = new Timeline(index.recording);
    this.later = new Timeline(index.recording);
  }

  /** '' if the check holds for what went on from `before` (a line's step) to `after`; else what was the case. */
  check(check: Check, before: number, after: number): string {
    const graph = new HeapGraph(this.index.recording, this.later.seek(after), after);
    const frame = this.index.recording.steps.frame(before);
    switch (check.kind) {
      case 'total': {
        const actual = this.total(check.quantity, graph, before, after);
        return compareNumbers(actual, check.comparison, check.value) ? '' : `${check.quantity} is ${actual}`;
      }
      case 'number': return this.number(check, graph, frame, before);
      case 'state': return this.state(check, graph, frame, before);
      case 'holders': {
        const entity = this.subject(check.subject, graph, frame, before);
        if (typeof entity === 'string') return entity;
        if (!graph.isAlive(entity)) return `${objectName(graph.recording, entity)} was freed`;
        if (holdersMatch(graph, frame, entity, check.holders) !== check.negated) return '';
        return `${check.subject} is ${objectName(graph.recording, entity)}, refcount ${graph.state.refcount(entity)}: ${holderList(graph, entity)}`;
      }
    }
  }

  private number(check: Extract<Check, { kind: 'number' }>, graph: HeapGraph, frame: number, before: number): string {
    const { recording, state } = graph;
    const entity = this.subject(check.subject, graph, frame, before);
    if (typeof entity === 'string') return entity;
    const name = objectName(recording, entity);
    if (!graph.isAlive(entity)) return `${name} was freed`;
    const { quantity, subject } = check;
    if (quantity === 'refcount' && state.refcount(entity) === IMMORTAL) return `${subject} is immortal: its refcount is not kept`;
    const actual = quantity === 'refcount' ? state.refcount(entity) : quantity === 'size' ? recording.sizeOf(state, entity) : state.generation(entity);
    if (actual === null) return `${subject} is ${name}, which the collector does not track`;
    if (compareNumbers(actual, check.comparison, check.value)) return '';
    return `${quantity}(${subject}) is ${actual}${quantity === 'refcount' ? `: ${holderList(graph, entity)}` : ''}`;
  }

  private state(check: Extract<Check, { kind: 'state' }>, graph: HeapGraph, frame: number, before: number): string {
    const { property, subject, negated } = check;
    // What a line unbinds or replaces is what the name stood for before it.
    const entity = property === 'freed' ? this.earlierSubject(subject, frame, before) : this.subject(subject, graph, frame, before);
    if (typeof entity === 'string') return entity;
    const { recording, state } = graph;
    const alive = graph.isAlive(entity);
    const name = objectName(recording, entity);
    if (!alive && (property === 'tracked' || property === 'reachable')) return `${name} was freed`;
    const actual = { freed: !alive, alive, tracked: alive && state.generation(entity) !== null, reachable: alive && !graph.isUnreachable(entity) }[property];
    if (actual !== negated) return '';
    if (property === 'tracked') return `the collector ${actual ? 'tracks' : 'does not track'} ${name}`;
    if (property === 'reachable') return actual ? `${name} is reachable` : `no root reaches ${name}: it waits for the collector`;
    return alive ? `${name} is alive${state.refcount(entity) === IMMORTAL ? ' and immortal' : `, refcount ${state.refcount(entity)}: ${holderList(graph, entity)}`}` : `${name} was freed`;
  }

  private total(quantity: 'collected' | 'cycles' | 'allocated' | 'freed', graph: HeapGraph, before: number, after: number): number {
    const { recording } = graph;
    switch (quantity) {
      case 'collected': return this.index.collectionsFrom(before, after).reduce((sum, { collected }) => sum + collected, 0);
      case 'cycles': return islands(graph, { limit: 0 }).total;
      case 'allocated': {
        let count = 0;
        for (let entity = recording.steps.entityEnd(before); entity < recording.steps.entityEnd(after); entity++) {
          if (graph.isAlive(entity) && isOwnObject(graph, entity)) count++;
        }
        return count;
      }
      case 'freed': {
        let count = 0;
        for (let i = recording.steps.deathEnd(before); i < recording.steps.deathEnd(after); i++) if (isOwnObject(graph, recording.deaths.get(i))) count++;
        return count;
      }
    }
  }

  /** What a name stands for after the line, else what it last stood for; or why there is none. */
  private subject(text: string, graph: HeapGraph, frame: number, before: number): number | string {
    const found = resolveName(graph, graph.isAlive(frame) ? frame : 0, text);
    if ('entity' in found) return found.entity;
    const earlier = this.earlierSubject(text, frame, before);
    return typeof earlier === 'string' ? found.message : earlier;
  }

  /** What a name stood for before a line, or when it last stood for anything. */
  private earlierSubject(text: string, frame: number, before: number): number | string {
    const { index, earlier } = this;
    let at = before;
    let message = '';
    const path = parseNamePath(text);
    if (typeof path === 'string') return path;
    for (let i = 0; i <= BINDINGS_BACK; i++) {
      const found = resolveName(new HeapGraph(index.recording, earlier.seek(at), at), frame, text);
      if ('entity' in found) return found.entity;
      message ||= found.message;
      if (typeof path.root === 'number') break;
      // A change that led to this very moment counts, too.
      const binding = seekTo(index, { kind: 'event', event: { kind: 'binding', name: path.root }, from: at + 1, direction: -1 }).found;
      if (binding === null || binding.before >= at) break;
      at = binding.before;
    }
    return message;
  }
}

/** Not a plain value, nothing of libraries or of the interpreter's own making. */
function isOwnObject({ recording }: HeapGraph, entity: number): boolean {
  const { entities } = recording;
  return entities.kind(entity) === EntityKind.Object && !entities.isBackground(entity) && !entities.isFromLibrary(entity)
    && entities.shape(entity) !== ShapeKind.Atom && !isPlumbing(recording, entity);
}

function holderList(graph: HeapGraph, entity: number): string {
  const texts = ledgerTexts(graph, entity);
  const more = texts.length > LISTED_HOLDERS ? ` and ${texts.length - LISTED_HOLDERS} more` : '';
  return texts.length === 0 ? 'nobody holds it' : texts.slice(0, LISTED_HOLDERS).join(', ') + more;
}

/** `actual` against a number, as Python compares integers. */
export function compareNumbers(actual: number, comparison: Comparison, value: number): boolean {
  switch (comparison) {
    case '==': return actual === value;
    case '!=': return actual !== value;
    case '<': return actual < value;
    case '<=': return actual <= value;
    case '>': return actual > value;
    case '>=': return actual >= value;
  }
}
