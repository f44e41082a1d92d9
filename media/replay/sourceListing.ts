/**
 * The source beside the panel: lines with their numbers, the line the shown moment stands before, and what became of each line's names
 * so far. A line that ran is chosen to go to its next hit. All text is set as text.
 */
import { pythonTokens } from './pythonTokens';

export interface ListingInput {
  readonly title: string;
  readonly source: readonly string[];
  /** For each line (from 0) that ran: how often. */
  readonly hits: ReadonlyMap<number, number>;
  /** The bytes of the recording, to be saved. */
  readonly recording: Uint8Array;
  readonly onLine: (line: number) => void;
  readonly onTheme: () => void;
}

/** Longer lines are cut: one of a megabyte makes a page slow. */
const longestLine = 2000;

export class SourceListing {
  readonly root = document.createElement('div');
  private readonly rows: readonly HTMLElement[];
  private readonly notes: readonly HTMLElement[];
  private current = -1;
  private focusable = 0;

  constructor(private readonly input: ListingInput) {
    const tokens = pythonTokens(input.source.map((line) => (line.length > longestLine ? `${line.slice(0, longestLine)} …` : line)));
    this.notes = tokens.map(() => made('span', 'note'));
    this.rows = tokens.map((line, index) => {
      const row = made('div', 'source-line');
      const count = input.hits.get(index);
      row.setAttribute('role', 'option');
      row.setAttribute('aria-selected', 'false');
      if (count === undefined) row.setAttribute('aria-disabled', 'true');
      else row.title = count === 1 ? 'ran once' : `ran ${count} times: go to the next time`;
      row.tabIndex = -1;
      row.dataset.line = String(index);
      const number = made('span', 'number', String(index + 1));
      const text = made('span', 'code');
      text.append(...line.map(({ kind, text: content }) => (kind === 'text' ? content : made('span', kind, content))));
      row.append(number, text, this.notes[index] ?? '');
      return row;
    });
    const list = made('div', 'source-lines');
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', `Source of ${input.title}`);
    list.append(...this.rows);
    list.addEventListener('click', (event) => this.onChosen(event.target));
    list.addEventListener('keydown', (event) => this.onKey(event));
    this.root.className = 'listing';
    this.root.append(this.head(), list);
    this.focus(0, false);
  }

  /** Marks the line the moment stands before, with what is known of the lines' names by then. */
  show(line: number | null, notes: ReadonlyMap<number, string>): void {
    this.rows[this.current]?.classList.remove('current');
    this.rows[this.current]?.setAttribute('aria-selected', 'false');
    this.current = line ?? -1;
    const row = this.rows[this.current];
    row?.classList.add('current');
    row?.setAttribute('aria-selected', 'true');
    this.notes.forEach((note, index) => {
      const text = notes.get(index) ?? '';
      if (note.textContent !== text) note.textContent = text;
    });
    if (line !== null) {
      this.focus(line, false);
      this.reveal(line);
    }
  }

  reveal(line: number): void {
    this.rows[line]?.scrollIntoView({ block: 'nearest' });
  }

  private head(): HTMLElement {
    const head = made('div', 'listing-head');
    const save = made('a', 'action', 'Save recording');
    save.setAttribute('href', '#');
    save.setAttribute('title', 'A .heapglass file, for VS Code and the command line');
    save.addEventListener('click', (event) => {
      event.preventDefault();
      this.save();
    });
    const theme = made('button', 'action', 'Light or dark');
    theme.setAttribute('type', 'button');
    theme.addEventListener('click', () => this.input.onTheme());
    head.append(made('h2', '', this.input.title), theme, save);
    return head;
  }

  private save(): void {
    const address = URL.createObjectURL(new Blob([this.input.recording as Uint8Array<ArrayBuffer>], { type: 'application/octet-stream' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = `${this.input.title.replace(/\.py$/, '')}.heapglass`;
    link.click();
    URL.revokeObjectURL(address);
  }

  private onChosen(target: EventTarget | null): void {
    const row = target instanceof Element ? target.closest<HTMLElement>('.source-line') : null;
    if (row === null) return;
    const line = Number(row.dataset.line);
    this.focus(line, false);
    if (this.input.hits.has(line)) this.input.onLine(line);
  }

  /** One tab stop; arrows, pages and ends go along the lines, Enter and the space bar choose one. */
  private onKey(event: KeyboardEvent): void {
    const last = this.rows.length - 1;
    const targets: Readonly<Record<string, number | undefined>> = {
      ArrowDown: this.focusable + 1, ArrowUp: this.focusable - 1, PageDown: this.focusable + 20, PageUp: this.focusable - 20, Home: 0, End: last,
    };
    const target = targets[event.key];
    if (target !== undefined) this.focus(Math.min(Math.max(target, 0), last), true);
    else if (event.key === 'Enter' || event.key === ' ') this.onChosen(event.target);
    else return;
    event.preventDefault();
  }

  private focus(line: number, take: boolean): void {
    const before = this.rows[this.focusable];
    if (before !== undefined) before.tabIndex = -1;
    this.focusable = line;
    const row = this.rows[line];
    if (row === undefined) return;
    row.tabIndex = 0;
    if (take) row.focus();
  }
}

function made(name: string, className: string, text = ''): HTMLElement {
  const element = document.createElement(name);
  if (className !== '') element.className = className;
  element.textContent = text;
  return element;
}
