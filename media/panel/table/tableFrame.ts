/** What all tables have around the grid: tools above it, a line that says how much there is, and the rows as text for the clipboard. */
import { element, setText } from '../dom';
import type { Store } from '../store';
import type { Column } from './dataGrid';
import type { RowSource } from './rowPages';
import { copyText, toTsv } from './tsv';

/** Rows copied at most: a spreadsheet takes no more at once either. */
const mostCopied = 50_000;
const chunk = 1000;

export class TableFrame {
  readonly root: HTMLElement;
  private readonly summary = element('span', { class: 'table-summary', role: 'status' });
  private readonly copyButton = element('button', { class: 'tool', type: 'button', title: 'Copy the rows as text, a tab between cells' }, 'Copy');

  constructor(tools: readonly Node[], content: Node, onCopy: () => Promise<string>, store: Store) {
    this.copyButton.addEventListener('click', () => {
      onCopy().then((said) => this.note(said), (error: unknown) => store.fail(error));
    });
    this.root = element('div', { class: 'table-frame' }, element('div', { class: 'table-tools' }, ...tools, this.summary, this.copyButton), content);
  }

  say(text: string): void {
    setText(this.summary, text);
  }

  private note(text: string): void {
    setText(this.copyButton, text);
    window.setTimeout(() => setText(this.copyButton, 'Copy'), 2000);
  }
}

/** Copies the rows of a source; says how many. */
export async function copyRows<Row>(columns: readonly Column<Row>[], source: RowSource<Row>): Promise<string> {
  const lines: string[][] = [columns.map(({ title }) => title)];
  let total = 1;
  for (let from = 0; from < Math.min(total, mostCopied); from += chunk) {
    const range = await source.load(from, chunk);
    total = range.total;
    if (range.rows.length === 0) break;
    lines.push(...range.rows.map((row) => columns.map((column) => column.text(row))));
  }
  await copyText(toTsv(lines));
  const copied = lines.length - 1;
  return copied < total ? `Copied ${copied.toLocaleString('en')} of ${total.toLocaleString('en')}` : `Copied ${copied.toLocaleString('en')}`;
}

/** A choice of one of a few, with its label for screen readers. */
export function choice(label: string, options: readonly (readonly [value: string, text: string])[], onChange: (value: string) => void): HTMLSelectElement {
  const made = element('select', { class: 'tool', 'aria-label': label, title: label }, ...options.map(([value, text]) => element('option', { value }, text)));
  made.addEventListener('change', () => onChange(made.value));
  return made;
}

export function field(label: string, onInput: (text: string) => void, delayMs = 200): HTMLInputElement {
  const made = element('input', { class: 'tool', type: 'search', placeholder: label, 'aria-label': label, spellcheck: 'false' });
  let timer = 0;
  made.addEventListener('input', () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => onInput(made.value), delayMs);
  });
  return made;
}

export function toggle(label: string, hint: string, onChange: (on: boolean) => void): HTMLButtonElement {
  const made = element('button', { class: 'tool toggle', type: 'button', 'aria-pressed': 'false', title: hint }, label);
  made.addEventListener('click', () => {
    const on = made.getAttribute('aria-pressed') !== 'true';
    made.setAttribute('aria-pressed', String(on));
    onChange(on);
  });
  return made;
}
