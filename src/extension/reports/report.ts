/**
 * A text for the reader with places to go to in it: headings, lines, tables, and links that are commands. In: what to say, piece by
 * piece. Out: the text, and for each link its range. Markdown that reads well as it is, so that it can be searched, copied and read
 * aloud; the document that shows it is reportDocuments.ts.
 */

export interface ReportLink {
  readonly line: number;
  readonly startColumn: number;
  readonly endColumn: number;
  readonly command: string;
  readonly argument: unknown;
  readonly tooltip: string;
}

export interface Report {
  /** Of the document, without an ending. */
  readonly title: string;
  readonly text: string;
  readonly links: readonly ReportLink[];
}

/** A piece of a line: plain, or one that leads somewhere. */
export type Piece = string | { readonly text: string; readonly command: string; readonly argument: unknown; readonly tooltip: string };

export interface ReportColumn {
  readonly title: string;
  readonly right?: boolean;
}

/** Beside the code there is room for about this. */
const lineWidth = 56;

export class ReportWriter {
  private readonly lines: string[] = [];
  private readonly links: ReportLink[] = [];

  constructor(private readonly title: string) {
    this.lines.push(`# ${plain(title)}`);
  }

  heading(text: string): this {
    this.lines.push('', `## ${plain(text)}`, '');
    return this;
  }

  /** A paragraph of its own; without links it is broken into lines, as the documents don't wrap. */
  paragraph(...pieces: readonly Piece[]): this {
    this.lines.push('');
    const [only] = pieces;
    if (pieces.length !== 1 || typeof only !== 'string') return this.line(...pieces);
    for (const line of broken(plain(only))) this.lines.push(line);
    return this;
  }

  line(...pieces: readonly Piece[]): this {
    let text = '';
    for (const piece of pieces) {
      const own = plain(typeof piece === 'string' ? piece : piece.text);
      if (typeof piece !== 'string') {
        const { command, argument, tooltip } = piece;
        this.links.push({ line: this.lines.length, startColumn: text.length, endColumn: text.length + own.length, command, argument, tooltip });
      }
      text += own;
    }
    this.lines.push(text);
    return this;
  }

  item(...pieces: readonly Piece[]): this {
    return this.line('- ', ...pieces);
  }

  /** Columns as wide as their longest text. */
  table(columns: readonly ReportColumn[], rows: readonly (readonly Piece[])[]): this {
    const textOf = (piece: Piece | undefined): string => plain(piece === undefined ? '' : typeof piece === 'string' ? piece : piece.text);
    const widths = columns.map(({ title }, column) => Math.max(3, title.length, ...rows.map((row) => textOf(row[column]).length)));
    const padding = (column: number, text: string): string => ' '.repeat(Math.max(0, (widths[column] ?? 0) - text.length));
    const cells = (row: readonly Piece[]): Piece[] => columns.flatMap(({ right }, column): Piece[] => {
      const cell = row[column] ?? '';
      const space = padding(column, textOf(cell));
      return [column === 0 ? '| ' : ' | ', ...(right === true ? [space, cell] : [cell, space])];
    });
    this.line(...cells(columns.map(({ title }) => title)), ' |');
    this.line(...columns.flatMap(({ right }, column) => [column === 0 ? '| ' : ' | ', '-'.repeat((widths[column] ?? 3) - (right === true ? 1 : 0)), right === true ? ':' : '']), ' |');
    for (const row of rows) this.line(...cells(row), ' |');
    return this;
  }

  /** Lines as they are, in a block of their own. */
  block(text: string): this {
    const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
    this.lines.push(fence, ...text.replace(/\n$/, '').split('\n'), fence);
    return this;
  }

  blank(): this {
    this.lines.push('');
    return this;
  }

  finish(): Report {
    return { title: this.title, text: `${this.lines.join('\n')}\n`, links: this.links };
  }
}

function broken(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length >= lineWidth) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** One line: what a program called its things may have line ends. */
function plain(text: string): string {
  return text.replaceAll(/\r\n|[\r\n\u2028\u2029]/g, ' ');
}
