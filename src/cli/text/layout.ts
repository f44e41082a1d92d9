/**
 * Text in a given width: cutting, wrapping with hanging indentation, tables. Colours take no room; characters of East Asian scripts
 * and emoji take two columns, combining marks none.
 */

import { cut, widthOf } from '../../base';

export { cut, widthOf };

export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

export function padLeft(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - widthOf(text))) + text;
}

/** Lines of at most `width` columns, broken at spaces; lines after the first are indented by `hanging`. Spaces at the beginning stay. */
export function wrap(text: string, width: number, hanging = 0): string[] {
  const lines: string[] = [];
  const indentation = text.length - text.trimStart().length;
  let line = ' '.repeat(indentation);
  let isEmpty = true;
  for (const word of text.slice(indentation).split(' ')) {
    if (!isEmpty && widthOf(line) + 1 + widthOf(word) > width) {
      lines.push(line.trimEnd());
      line = ' '.repeat(hanging) + word;
    } else line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line.trimEnd()];
}

export interface Column {
  readonly title: string;
  readonly align?: 'right';
  /** Gives up room when the table is too wide; else the column keeps what its longest cell needs. */
  readonly flexible?: boolean;
}

const GAP = 2;
const LEAST_FLEXIBLE = 8;

/** A table with a head line; cells are uncoloured texts, painted by `paint` after they are cut. */
export function table(
  columns: readonly Column[], rows: readonly (readonly string[])[], width: number,
  paint: (text: string, column: number, row: number) => string = (text) => text,
): string[] {
  const widths = columns.map((column, i) => Math.max(widthOf(column.title), ...rows.map((row) => widthOf(row[i] ?? ''))));
  let excess = widths.reduce((sum, each) => sum + each + GAP, -GAP) - width;
  for (let i = columns.length - 1; i >= 0 && excess > 0; i--) {
    if (columns[i]?.flexible !== true) continue;
    const given = Math.min(excess, Math.max(0, (widths[i] ?? 0) - LEAST_FLEXIBLE));
    widths[i] = (widths[i] ?? 0) - given;
    excess -= given;
  }
  const line = (cells: readonly string[], row: number): string => columns.map((column, i) => {
    const text = cut(cells[i] ?? '', widths[i] ?? 0);
    const spaces = ' '.repeat(Math.max(0, (widths[i] ?? 0) - widthOf(text)));
    const painted = paint(text, i, row);
    return column.align === 'right' ? spaces + painted : painted + spaces;
  }).join(' '.repeat(GAP)).trimEnd();
  return [line(columns.map(({ title }) => title), -1), ...rows.map((row, i) => line(row, i))];
}

/** `1 object`, `3 objects`. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? singular : plural}`;
}

/** `832 bytes`, `12.4 kB`. */
export function bytesText(bytes: number): string {
  if (Math.abs(bytes) < 10_000) return counted(bytes, 'byte');
  const [divisor, unit] = Math.abs(bytes) < 10_000_000 ? [1000, 'kB'] : [1_000_000, 'MB'];
  return `${(bytes / divisor).toFixed(1)} ${unit}`;
}
