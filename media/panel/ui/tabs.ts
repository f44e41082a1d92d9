/**
 * Tabs: one region of several is seen, the others cost nothing. One tab stop; arrow keys, Home and End go along the tabs (the
 * pattern of WAI-ARIA with automatic activation).
 */
import { element, setAttributes } from '../dom';
import type { Change, Region } from '../store';

export interface Tab {
  readonly name: string;
  readonly label: string;
  readonly region: Region;
}

export class Tabs {
  private readonly buttons: readonly HTMLButtonElement[];
  private readonly pages: readonly HTMLElement[];
  readonly bar: HTMLElement;
  readonly root: HTMLElement;
  private current = 0;

  /** @param onChange told the name of the tab the reader went to */
  constructor(private readonly tabs: readonly Tab[], private readonly onChange: (name: string) => void, label = 'Views') {
    this.buttons = tabs.map(({ name, label }, index) => {
      const made = element('button', { class: 'tab', type: 'button', role: 'tab', id: `tab-${name}`, 'aria-controls': `page-${name}` }, label);
      made.addEventListener('click', () => this.go(index));
      return made;
    });
    this.pages = tabs.map(({ name, region }) => element('div', { class: `page page-${name}`, role: 'tabpanel', id: `page-${name}`, 'aria-labelledby': `tab-${name}` }, region.root));
    this.bar = element('div', { class: 'tabs', role: 'tablist', 'aria-label': label }, ...this.buttons);
    this.bar.addEventListener('keydown', (event) => this.onKey(event));
    this.root = element('div', { class: 'pages' }, ...this.pages);
    this.mark();
  }

  /** Shows a tab without telling; an unknown name changes nothing. */
  select(name: string): void {
    const index = this.tabs.findIndex((tab) => tab.name === name);
    if (index < 0 || index === this.current) return;
    this.current = index;
    this.mark();
    this.update('shown');
  }

  get selected(): string {
    return this.tabs[this.current]?.name ?? '';
  }

  update(change: Change): void {
    this.tabs[this.current]?.region.update(change);
  }

  private go(index: number): void {
    const tab = this.tabs[index];
    if (tab === undefined) return;
    this.select(tab.name);
    this.onChange(tab.name);
  }

  private mark(): void {
    this.buttons.forEach((button, index) => {
      const selected = index === this.current;
      setAttributes(button, { 'aria-selected': String(selected), tabindex: selected ? 0 : -1 });
      const page = this.pages[index];
      if (page !== undefined) page.hidden = !selected;
    });
  }

  private onKey(event: KeyboardEvent): void {
    const count = this.tabs.length;
    const targets: Readonly<Record<string, number | undefined>> = {
      ArrowRight: (this.current + 1) % count, ArrowLeft: (this.current + count - 1) % count, Home: 0, End: count - 1,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    this.go(target);
    this.buttons[target]?.focus();
  }
}
