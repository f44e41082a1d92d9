/**
 * The texts of executed lines, from their histories: `refcount a 2 · b 2`, `list #3 freed here`, `refcount x 1–3 · 10 hits`. Clauses are
 * ordered by importance: what happens seldom first, the refcounts of the names, what was made, how often it ran.
 */
import type { CollectionTally, LeftBehind, LineHistory, LineWork, NameHistory, ObjectTally } from '../analysis';
import type { AnnotationPart, LineAnnotation } from './lineAnnotation';

const SEPARATOR = ' · ';
/** More names than these make a lens nobody reads. */
const PART_LIMIT = 6;
/** Characters of the text above or behind a line, and of a hint, of which VS Code shows 43. */
const TEXT_LIMIT = 96;
const BRIEF_LIMIT = 42;
const OUTPUT_LIMIT = 32;

const NOTHING_LEFT: ReadonlyMap<number, LeftBehind> = new Map();

/** Annotations by line, only lines (from 0) from `startLine` to `endLine`, both included. `left`: by line (from 1). */
export function lineAnnotations(
  lines: ReadonlyMap<number, LineHistory>, startLine: number, endLine: number, left: ReadonlyMap<number, LeftBehind> = NOTHING_LEFT,
): LineAnnotation[] {
  return [...lines.values()]
    .filter(({ line, hits }) => hits > 0 && line - 1 >= startLine && line - 1 <= endLine)
    .sort((a, b) => a.line - b.line)
    .map((history) => lineAnnotation(history, left.get(history.line)));
}

export function lineAnnotation(history: LineHistory, left?: LeftBehind): LineAnnotation {
  const parts: AnnotationPart[] = [];
  for (const name of history.names.values()) {
    const value = partValue(name);
    if (value !== null) parts.push({ name: name.name, value });
  }
  const clauses = clausesOf(history, left);
  const hits = hitsClause(history, clauses.length > 0);
  return {
    line: history.line - 1,
    text: joined(clauses, hits, TEXT_LIMIT),
    brief: joined(clauses, hits, BRIEF_LIMIT),
    details: detailsOf(history, left),
    parts,
    hits: runsOf(history),
    lastStep: history.lastStep,
    lastAfter: history.lastAfter,
  };
}

// ---- names -----------------------------------------------------------------------------------------

/** `2`, `1–3`, `freed`, `immortal`; null for a name that stood for nothing. */
function partValue(name: NameHistory): string | null {
  const { last } = name;
  if (name.seen === 0) return null;
  if (name.freed > 0 && last.kind === 'freed') return 'freed';
  if (last.kind === 'unbound') return `unbound, ${last.refcount} left`;
  if (name.minimum !== Infinity) return name.minimum === name.maximum ? String(name.minimum) : `${name.minimum}–${name.maximum}`;
  return last.kind === 'immortal' ? 'immortal' : null;
}

/** `refcount a 2 · b 2`; '' when no name is worth it. */
function namesClause(history: LineHistory, hasOther: boolean): string {
  const named = [...history.names.values()].flatMap((name) => {
    const value = partValue(name);
    return value === null ? [] : [{ name, value }];
  });
  // What died is told by the objects that were freed here.
  const isTold = ({ name, value }: { name: NameHistory; value: string }): boolean => value === 'freed' && name.freed <= history.work.freed.count;
  const plain = named.filter((entry) => entry.value !== 'immortal' && !entry.name.isMachinery && !isTold(entry));
  // Functions and immortal values (None, small numbers, built-in types) are many and say little: only alone on a line are they named.
  const machinery = named.filter(({ name, value }) => name.isMachinery && value !== 'immortal');
  const immortal = named.filter(({ value }) => value === 'immortal');
  const shown = plain.length > 0 ? plain : hasOther ? [] : machinery.length > 0 ? machinery : immortal;
  const texts = shown.slice(0, PART_LIMIT).map(({ name, value }) => `${name.name} ${value}`);
  if (shown.length > PART_LIMIT) texts.push(`+${shown.length - PART_LIMIT} more`);
  if (texts.length === 0) return '';
  return (/^\d/.test(shown[0]?.value ?? '') ? 'refcount ' : '') + texts.join(SEPARATOR);
}

// ---- clauses ---------------------------------------------------------------------------------------

function clausesOf(history: LineHistory, left: LeftBehind | undefined): string[] {
  const { work } = history;
  const rare = [history.isUnderWay ? 'running' : '', ...raisedClauses(work), collectionClause(work.collections), freedClause(work.freed)].filter((clause) => clause !== '');
  if (left !== undefined) rare.push(`${grouped(left.count)} left behind`);
  const made = work.made.count === 0 ? '' : `made ${tallyText(work.made)}`;
  if (work.passed.count > 0) rare.push(`made and freed ${tallyText(work.passed)}`);
  const output = runsOf(history) === 1 ? outputClause(work.output) : '';
  const names = namesClause(history, rare.length > 0 || output !== '');
  return [...rare, names, made, output].filter((clause) => clause !== '');
}

function raisedClauses({ raised }: LineWork): string[] {
  return raised.map(({ type, count, passedOn }) => `${passedOn ? `${type} passes` : `raises ${type}`}${count > 1 ? ` ${grouped(count)} times` : ''}`);
}

/** `gen 0: 2 of 14 freed`, `gc ran 3 times: 4 of 30 freed` */
function collectionClause({ count, generation, candidates, collected }: CollectionTally): string {
  if (count === 0) return '';
  const times = count === 1 ? '' : ` ${grouped(count)} times`;
  return `${generation === null ? `gc ran${times}` : `gen ${generation}${times}`}: ${grouped(collected)} of ${grouped(candidates)} freed`;
}

function freedClause(freed: ObjectTally): string {
  return freed.count === 0 ? '' : `${tallyText(freed)} freed here`;
}

/** `list #3 and Node #4`, `10 list objects`, `12 objects` */
function tallyText({ count, byType, names }: ObjectTally): string {
  if (count <= names.length) return listed(names);
  const [first] = byType;
  return byType.length === 1 && first !== undefined ? `${grouped(count)} ${first[0]} objects` : `${grouped(count)} objects`;
}

function outputClause(output: string): string {
  const [first = '', ...others] = output.trim().split(/\r?\n/);
  const text = first.trim();
  if (text === '') return '';
  const isCut = text.length > OUTPUT_LIMIT || others.length > 0;
  return `prints ${text.slice(0, OUTPUT_LIMIT).trimEnd()}${isCut ? '…' : ''}`;
}

/** How often it ran, as a reader counts. */
function runsOf({ hits, isClass }: LineHistory): number {
  return isClass ? Math.ceil(hits / 2) : hits;
}

function hitsClause(history: LineHistory, hasOther: boolean): string {
  const hits = runsOf(history);
  if (hasOther) return hits === 1 ? '' : `${grouped(hits)} hits`;
  return hits === 1 ? 'ran once' : `ran ${grouped(hits)} times`;
}

/** As many clauses as fit, and how often it ran in any case. */
function joined(clauses: readonly string[], hits: string, limit: number): string {
  const whole = [...clauses, hits].filter((clause) => clause !== '').join(SEPARATOR);
  if (whole.length <= limit) return whole;
  const rest = `…${hits === '' ? '' : SEPARATOR + hits}`;
  let text = '';
  for (const clause of clauses) {
    const longer = text === '' ? clause : text + SEPARATOR + clause;
    if (longer.length + SEPARATOR.length + rest.length > limit) {
      // The first clause is shown in any case; names are left out one by one.
      const room = limit - rest.length - 1 - (text === '' ? 0 : text.length + SEPARATOR.length);
      const cut = cutAtSeparator(clause, room);
      if (cut !== '') text = text === '' ? cut : text + SEPARATOR + cut;
      break;
    }
    text = longer;
  }
  return text === '' ? rest : `${text} ${rest}`;
}

function cutAtSeparator(clause: string, room: number): string {
  if (clause.length <= room) return clause;
  const end = clause.lastIndexOf(SEPARATOR, room);
  return end > 0 ? clause.slice(0, end) : room > 16 ? clause.slice(0, room - 1).trimEnd() : '';
}

// ---- the whole, for tooltips -----------------------------------------------------------------------

function detailsOf(history: LineHistory, left: LeftBehind | undefined): string[] {
  const { work, line } = history;
  const hits = runsOf(history);
  const details = [`Line ${line} ran ${hits === 1 ? 'once' : `${grouped(hits)} times`}${history.isUnderWay ? ', and is under way' : ''}`];
  for (const name of history.names.values()) {
    const value = partValue(name);
    if (value === null) continue;
    const isCount = /^\d/.test(value);
    const replaced = name.last.kind === 'count' && name.last.replaced === true ? '; what it stood for before was freed' : '';
    details.push(`${name.name}: ${isCount ? `refcount ${value}` : value}${hits > 1 && isCount && value.includes('–') && name.last.kind === 'count' ? `, at last ${name.last.refcount}` : ''}${replaced}`);
  }
  details.push(...raisedClauses(work));
  const { collections, collected, freed, made, passed } = work;
  if (collections.count > 0) details.push(`${collections.count === 1 ? 'A collection' : `${grouped(collections.count)} collections`} ran here: ${collectionClause(collections)}`);
  if (collected.count > 0) details.push(`Freed by the collector: ${tallyDetails(collected)}`);
  if (passed.count > 0) details.push(`Made and freed again: ${tallyDetails(passed)}`);
  if (freed.count > 0) details.push(`Freed: ${tallyDetails(freed)}`);
  if (made.count > 0) details.push(`Made: ${tallyDetails(made)}`);
  if (left !== undefined) details.push(`Left behind, alive though nothing reaches ${left.count === 1 ? 'it' : 'them'}: ${listed(left.names)}${left.count > left.names.length ? ` and ${grouped(left.count - left.names.length)} more` : ''}`);
  if (work.output.trim() !== '') details.push(`${hits === 1 ? 'Wrote' : 'Wrote at last'}: ${work.output.trim()}`);
  return details;
}

function tallyDetails({ count, byType, names }: ObjectTally): string {
  if (count <= names.length) return listed(names);
  return `${byType.slice(0, 4).map(([type, number]) => `${grouped(number)} ${type}`).join(', ')}${byType.length > 4 ? ' and others' : ''} (${names.join(', ')}, …)`;
}

function listed(items: readonly string[]): string {
  return items.length < 2 ? items[0] ?? '' : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1] as string}`;
}

/** `1,234` */
function grouped(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
