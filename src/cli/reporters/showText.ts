/** A moment as text: the line and its neighbours, what the step before did, calls, names with their holders, generations, islands. */
import type { MomentReport, ObjectReport, ScopeReport } from '../../analysis';
import { bytesText, counted, cut, pad, table, widthOf, wrap } from '../text/layout';
import type { Paint, Style } from '../text/style';

/** Lines of the program shown before and after the current one. */
const CONTEXT = 2;
const INDENT = '  ';
/** Columns of a name and of its object, at most; the rest of the line is for what holds it. */
const NAME_SHARE = 0.22;
const OBJECT_SHARE = 0.3;
const HOLDERS = 8;

export interface ShowInput {
  readonly file: string;
  readonly pythonVersion: string;
  readonly lines: readonly string[];
}

export function showText(report: MomentReport, input: ShowInput, style: Style): string {
  const parts = [
    headLines(report, input, style),
    sourceLines(report, input.lines, style),
    report.sentence === '' ? [] : wrap(report.sentence, style.width),
    callLines(report, style),
    ...report.scopes.map((scope) => scopeLines(scope, style)),
    otherLines(report, style),
    islandLines(report, style),
    generationLines(report, style),
  ];
  return `${parts.filter((lines) => lines.length > 0).map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function headLines({ step, stepCount, line, functionName, event }: MomentReport, { file, pythonVersion }: ShowInput, { paint, width }: Style): string[] {
  const place = event === 'end' ? 'the end of the run'
    : event === 'return' ? `${functionName === '<module>' ? 'the module' : functionName} is about to return`
      : event === 'call' ? `${functionName} is about to start`
        : event === 'exception' ? `an exception is raised${line === null ? '' : ` on line ${line + 1}`}`
          : line === null ? `in ${functionName}` : `before line ${line + 1}${functionName === '<module>' ? '' : ` of ${functionName}`}`;
  const head = `${file.replace(/^.*[/\\]/, '')} · step ${step} of ${stepCount - 1}, ${place}`;
  const version = `CPython ${pythonVersion}`;
  if (widthOf(head) + widthOf(version) + 3 > width) return wrap(head, width).map((text) => paint('heading', text));
  return [`${paint('heading', head)}${' '.repeat(width - widthOf(head) - widthOf(version))}${paint('dim', version)}`];
}

function sourceLines({ line }: MomentReport, lines: readonly string[], { paint, width }: Style): string[] {
  if (line === null) return [];
  const first = Math.max(0, line - CONTEXT);
  const shown = lines.slice(first, line + CONTEXT + 1);
  const digits = String(first + shown.length).length;
  return shown.map((text, i) => {
    const isCurrent = first + i === line;
    const content = cut(text.trimEnd().replaceAll('\t', '    '), width - digits - 5);
    const numbered = `${isCurrent ? '>' : ' '} ${String(first + i + 1).padStart(digits)}  ${content}`;
    return isCurrent ? paint('line', numbered) : paint('dim', numbered.trimEnd());
  });
}

function callLines({ calls }: MomentReport, { paint }: Style): string[] {
  if (calls.length < 2) return [];
  const widest = Math.max(...calls.map(({ functionName }) => widthOf(functionName)));
  return [
    paint('heading', `Calls (${calls.length})`),
    ...calls.map(({ functionName, line }) => `${INDENT}${pad(functionName, widest)}${line === null ? '' : `  ${paint('dim', `line ${line + 1}`)}`}`),
  ];
}

function scopeLines(scope: ScopeReport, style: Style): string[] {
  const { paint, width } = style;
  const values = scope.names.filter(({ isDefinition }) => !isDefinition);
  const definitions = scope.names.filter(({ isDefinition }) => isDefinition);
  const lines = [paint('heading', scope.label.charAt(0).toUpperCase() + scope.label.slice(1))];
  const nameWidth = Math.min(Math.max(0, ...values.map(({ name }) => widthOf(name))), Math.floor(width * NAME_SHARE));
  const objectWidth = Math.min(Math.max(0, ...values.map((entry) => widthOf(objectText(entry)))), Math.floor(width * OBJECT_SHARE));
  for (const entry of values) lines.push(...objectLines(cut(entry.name, nameWidth), nameWidth, entry, objectText(entry), objectWidth, style));
  if (definitions.length > 0) {
    const list = definitions.map(({ name, object, refcount }) => `${name}${object.type === 'type' ? ' (class)' : object.type === 'module' ? ' (module)' : ''}${refcount === null ? '' : ` ${refcount}`}`);
    lines.push(...wrap(`${INDENT}defined, with refcounts: ${list.join(', ')}`, width, 4).map((line) => paint('dim', line)));
  }
  if (scope.moreNames > 0) lines.push(paint('dim', `${INDENT}and ${counted(scope.moreNames, 'more name')}`));
  return lines;
}

/** One object: its name, what it is, the count; then the holders, and what it holds. */
function objectLines(name: string, nameWidth: number, entry: ObjectReport, object: string, objectWidth: number, style: Style): string[] {
  const { paint, width } = style;
  const count = entry.refcount === null ? 'immortal' : `refcount ${entry.refcount}`;
  const COUNT_WIDTH = 13;
  const objectColumn = objectWidth === 0 ? '' : `${pad(cut(object, objectWidth), objectWidth)}  `;
  const start = INDENT.length + nameWidth + 2 + widthOf(objectColumn);
  const head = `${INDENT}${paint('name', pad(name, nameWidth))}  ${objectColumn}${paint(entry.refcount === null ? 'dim' : 'number', count)}`;
  const holders = countedTexts(entry.holders);
  const rest = width - start - COUNT_WIDTH;
  if (holders.length === 0) return [head, ...heldLines(entry, start, style)];
  const list = [...holders.slice(0, HOLDERS), ...(holders.length > HOLDERS ? [`and ${holders.length - HOLDERS} more`] : [])].join(', ');
  const column = start + COUNT_WIDTH;
  const [first = '', ...others] = wrap(list, rest);
  if (rest < 24) {
    return [head, ...wrap(`${INDENT}${INDENT}held by ${list}`, width, 6), ...heldLines(entry, start, style)];
  }
  return [
    `${head}${' '.repeat(Math.max(2, COUNT_WIDTH - widthOf(count)))}${first}`,
    ...others.map((line) => ' '.repeat(column) + line),
    ...heldLines(entry, start, style),
  ];
}

function heldLines({ slots, moreSlots, isDefinition, object }: ObjectReport, start: number, { paint, width }: Style): string[] {
  if (slots.length === 0 || isDefinition || object.type === 'frame') return [];
  const pieces = slots.map(({ label, text, weak }) => `${label}${weak ? ' ~> ' : label.endsWith(']') ? ' ' : ' = '}${text}`);
  if (moreSlots > 0) pieces.push(`and ${moreSlots} more`);
  return wrap(`holds ${pieces.join(' · ')}`, width - start, 6).slice(0, 3).map((line) => ' '.repeat(start) + paint('dim', line));
}

/** `list #3`, `7`, `Node #5`. */
function objectText({ object, value }: ObjectReport): string {
  if (object.text !== '' && !object.text.startsWith('<')) return object.text;
  const items = itemsText(value);
  return items === '' ? object.name : `${object.name}, ${items}`;
}

/** `list[3]` as `3 items`; '' for what has none. */
export function itemsText(value: string): string {
  const items = /^[\w.]+\[(\d+)\]$/.exec(value)?.[1];
  return items === undefined ? '' : counted(Number(items), 'item');
}

/** Equal texts once, with how often. */
export function countedTexts(texts: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].map(([text, count]) => (count === 1 ? text : `${text} (${count} times)`));
}

function otherLines({ others, moreOthers }: MomentReport, style: Style): string[] {
  const shown = others.filter(({ isDefinition }) => !isDefinition);
  if (shown.length === 0) return [];
  const { paint, width } = style;
  const nameWidth = Math.min(Math.max(...shown.map((entry) => widthOf(objectText(entry)))), Math.floor(width * (NAME_SHARE + OBJECT_SHARE)));
  return [
    paint('heading', 'Objects without a name of their own'),
    ...shown.flatMap((entry) => objectLines(cut(objectText(entry), nameWidth), nameWidth, entry, '', 0, style)),
    ...(moreOthers > 0 ? [paint('dim', `${INDENT}and ${counted(moreOthers, 'more object')}`)] : []),
  ];
}

function islandLines({ islands }: MomentReport, { paint, width }: Style): string[] {
  if (islands.total === 0) return [];
  const lines = [paint('bad', `Unreachable, waiting for the collector: ${counted(islands.count, 'object')}, ${bytesText(islands.bytes)}`)];
  for (const island of islands.islands) {
    lines.push(...wrap(`${INDENT}${island.sentence}`, width, 4));
    // The sentence names the first.
    for (const { text } of island.cycles.slice(1, 4)) lines.push(...wrap(`${INDENT}${INDENT}${text}`, width, 8).map((line) => paint('dim', line)));
  }
  if (islands.total > islands.islands.length) lines.push(paint('dim', `${INDENT}and ${counted(islands.total - islands.islands.length, 'more island')}`));
  return lines;
}

function generationLines({ generations }: MomentReport, { paint, width }: Style): string[] {
  const rows = generations.map(({ count, threshold, objects }, i) => [`${INDENT}generation ${i}`, String(count), String(threshold), String(objects)]);
  const columns = [{ title: 'Collector' }, { title: 'count', align: 'right' }, { title: 'threshold', align: 'right' }, { title: 'objects', align: 'right' }] as const;
  return table(columns, rows, width, (text, _column, row) => paintHead(paint, row, text));
}

function paintHead(paint: (paint: Paint, text: string) => string, row: number, text: string): string {
  return row === -1 ? paint('heading', text) : text;
}
