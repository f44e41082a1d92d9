/** Answers about stretches of a run as text: what changed between two moments, what grows, what costs. */
import type { CostReport, CostRow, DiffCount, DiffRow, GrowthReport, HeapDiff, LeakSuspect, Place } from '../../analysis';
import { bytesText, counted, cut, table, wrap, type Column } from '../text/layout';
import type { Style } from '../text/style';

const INDENT = '  ';

/** `+3`, `-2`, `0` */
function signed(value: number): string {
  return value > 0 ? `+${value.toLocaleString('en-US')}` : value.toLocaleString('en-US');
}

function signedBytes(bytes: number): string {
  return bytes > 0 ? `+${bytesText(bytes)}` : bytesText(bytes);
}

function amountText({ count, bytes }: DiffCount): string {
  return count === 0 ? 'no objects' : `${counted(count, 'object')} (${bytesText(bytes)})`;
}

function momentText({ step, line, event, functionName }: Place): string {
  if (event === 'end') return `step ${step} (the end)`;
  const place = line === null ? '' : ` (line ${line + 1}${functionName === '<module>' || functionName === '' ? '' : ` of ${functionName}`})`;
  return `step ${step}${place}`;
}

function painted({ paint }: Style): (text: string, column: number, row: number) => string {
  return (text, _column, row) => (row === -1 ? paint('heading', text) : text.startsWith('+') ? paint('bad', text) : /^-\d/.test(text) ? paint('good', text) : text);
}

/** @param lines of the program, from 0 */
export function diffText(diff: HeapDiff, lines: readonly string[], style: Style): string {
  const { paint, width } = style;
  const parts: string[][] = [[
    paint('heading', `From ${momentText(diff.from)} to ${momentText(diff.to)}`),
    ...wrap(`${amountText(diff.born)} born and still there, ${amountText(diff.died)} gone, ${amountText(diff.survived)} there all along${diff.passed.count > 0 ? `; ${amountText(diff.passed)} came and went between` : ''}. Net: ${signed(diff.net.count)} objects, ${signedBytes(diff.net.bytes)}.`, width),
  ]];
  const numbers: readonly Column[] = [{ title: 'born', align: 'right' }, { title: 'gone', align: 'right' }, { title: 'net', align: 'right' }, { title: 'bytes', align: 'right' }];
  const cells = ({ born, died, net }: DiffRow): string[] => [String(born.count), String(died.count), signed(net.count), signedBytes(net.bytes)];
  const section = (title: string, rows: readonly string[][], more: number): void => {
    if (rows.length === 0) return;
    const body = table([{ title, flexible: true }, ...numbers], rows, width, painted(style));
    parts.push(more > 0 ? [...body, paint('dim', `${INDENT}and ${more} more`)] : body);
  };
  section('By type', diff.byType.map((row) => [`${INDENT}${row.type ?? ''}`, ...cells(row)]), diff.moreTypes);
  section('By the line that made them', diff.byLine.map((row) => [lineText(row, lines), ...cells(row)]), diff.moreLines);
  if (diff.refcounts.length > 0) {
    const rows = diff.refcounts.map(({ object, from, to }) => [`${INDENT}${object.name}${object.text === '' || object.text.startsWith('<') ? '' : ` ${object.text}`}`, String(from), String(to)]);
    const body = table([{ title: 'Refcounts', flexible: true }, { title: 'from', align: 'right' }, { title: 'to', align: 'right' }], rows, width, painted(style));
    parts.push(diff.moreRefcounts > 0 ? [...body, paint('dim', `${INDENT}and ${diff.moreRefcounts} more`)] : body);
  }
  if (diff.addedEdges + diff.removedEdges > 0) {
    const body = diff.edges.map(({ kind, holder, target }) => {
      const text = cut(`${kind === 'added' ? '+' : '-'} ${holder} -> ${target.text === '' || target.text.startsWith('<') ? target.name : target.text}`, width - INDENT.length);
      return `${INDENT}${paint(kind === 'added' ? 'good' : 'bad', text)}`;
    });
    parts.push([
      paint('heading', `References: ${counted(diff.addedEdges, 'new one')}, ${diff.removedEdges} gone`), ...body,
      ...(diff.moreEdges > 0 ? [paint('dim', `${INDENT}and ${diff.moreEdges} more`)] : []),
    ]);
  }
  return `${parts.map((part) => part.join('\n')).join('\n\n')}\n`;
}

function lineText({ line, functionName }: DiffRow, lines: readonly string[]): string {
  if (line === null) return `${INDENT}other files`;
  const text = lines[line]?.trim() ?? '';
  return `${INDENT}${line + 1}${functionName === '' || functionName === '<module>' ? '' : ` ${functionName}`}: ${text}`;
}

export function growthText(report: GrowthReport, lines: readonly string[], style: Style): string {
  const { paint, width } = style;
  if (report.suspects.length === 0) return `${wrap(report.lines.join(' ') || 'Nothing grows with the iterations of a loop or the calls of a function.', width).join('\n')}\n`;
  const parts = report.suspects.map((suspect, i) => suspectLines(suspect, i + 1, lines, style));
  if (report.moreSuspects > 0) parts.push([paint('dim', `and ${counted(report.moreSuspects, 'more suspect')}`)]);
  return `${parts.map((part) => part.join('\n')).join('\n\n')}\n`;
}

function suspectLines(suspect: LeakSuspect, rank: number, lines: readonly string[], style: Style): string[] {
  const { paint, width } = style;
  const { unit, line, functionName, iterations, left, holder, sites, moreSites, examplePath, objectsPerIteration, bytesPerIteration } = suspect;
  const what = unit === 'loop' ? `the loop${line === null ? '' : ` at line ${line + 1}`}${functionName === '<module>' ? '' : ` of ${functionName}`}` : `${functionName}()${line === null ? '' : `, line ${line + 1}`}`;
  const head = `${rank}. ${what}: ${amountText(left)} left behind by ${counted(iterations, unit === 'loop' ? 'iteration' : 'call')}`;
  const perTurn = objectsPerIteration.toFixed(2).replace(/\.?0+$/, '');
  const rate = `${perTurn} ${perTurn === '1' ? 'object' : 'objects'} and ${bytesText(Math.round(bytesPerIteration))} each time`;
  const rows = sites.map((site) => [`${INDENT}${INDENT}${site.line === null ? 'other files' : `${site.line + 1}: ${lines[site.line]?.trim() ?? ''}`}`, site.type, String(site.left.count), bytesText(site.left.bytes)]);
  return [
    ...wrap(head, width, 3).map((text) => paint('heading', text)),
    ...wrap(`${INDENT} ${rate}${holder === null ? '; nothing holds them: they wait for the collector' : `; held in ${holder.path}${holder.object === null ? '' : `, ${counted(holder.items, 'item')}`}`}`, width, 3),
    ...table([{ title: `${INDENT}${INDENT}made by`, flexible: true }, { title: 'type' }, { title: 'left', align: 'right' }, { title: 'size', align: 'right' }], rows, width, painted(style)),
    ...(moreSites > 0 ? [paint('dim', `${INDENT}${INDENT}and ${moreSites} more`)] : []),
    ...(examplePath.length > 0 ? wrap(`${INDENT} for example ${suspect.example.name}: ${examplePath.join(', ')}`, width, 6) : []),
  ];
}

/** The rows that cost most themselves, in the order they are in. */
function costliest(rows: readonly CostRow[], limit: number): readonly CostRow[] {
  if (rows.length <= limit) return rows;
  const kept = new Set(rows.toSorted((a, b) => b.instructions - a.instructions || a.line - b.line).slice(0, limit));
  return rows.filter((row) => kept.has(row));
}

export function costText(report: CostReport, lines: readonly string[], style: Style, limit: number): string {
  const { paint, width } = style;
  const share = (part: number): string => (report.instructions === 0 ? '' : `${(part / report.instructions * 100).toFixed(1)}%`);
  const columns: readonly Column[] = [
    { title: 'hits', align: 'right' }, { title: 'own', align: 'right' }, { title: 'with calls', align: 'right' }, { title: 'share', align: 'right' },
    { title: 'made', align: 'right' }, { title: 'left', align: 'right' },
  ];
  const numbers = (row: CostRow): string[] => [
    row.hits, row.instructions, row.inclusiveInstructions].map((value) => value.toLocaleString('en-US')).concat(share(row.instructions), row.born.count.toLocaleString('en-US'), row.left.count.toLocaleString('en-US'));
  const section = (title: string, rows: readonly CostRow[], name: (row: CostRow) => string): string[] => {
    const body = table([...columns, { title, flexible: true }], costliest(rows, limit).map((row) => [...numbers(row), name(row)]), width, painted(style));
    return rows.length > limit ? [...body, paint('dim', `and ${rows.length - limit} more that cost less`)] : body;
  };
  return `${[
    `${paint('heading', `${counted(report.instructions, 'instruction')}`)}, the same on every machine`,
    '',
    ...section('line', report.byLine, ({ line }) => `${String(line + 1).padStart(4)}  ${lines[line]?.trimEnd() ?? ''}`),
    '',
    ...section('function', report.byFunction, ({ line, functionName }) => `${functionName}${functionName === '<module>' ? '' : `, line ${line + 1}`}`),
  ].join('\n')}\n`;
}
