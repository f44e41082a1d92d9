/** What the program has printed before the shown moment. Text only; standard error is marked by colour and by its label. */
import type { OutputChunk } from '../../../src/protocol';
import { element } from '../dom';
import type { Region, Store } from '../store';

/** Older text is cut: nobody reads it here, and a page of megabytes is slow. */
const longest = 20_000;

export class OutputRegion implements Region {
  private readonly text = element('pre', { tabindex: 0, 'aria-label': 'Program output' });
  readonly root = element('section', { class: 'output' }, element('h2', {}, 'Output'), this.text);
  private shown = '';

  constructor(private readonly store: Store) {}

  update(): void {
    const chunks: readonly OutputChunk[] = this.store.state?.view?.output ?? [];
    const all = JSON.stringify(chunks);
    if (all === this.shown) return;
    this.shown = all;
    const total = chunks.reduce((sum, chunk) => sum + chunk.text.length, 0);
    let toSkip = Math.max(0, total - longest);
    const parts = chunks.flatMap(({ stream, text }) => {
      const kept = text.slice(Math.min(toSkip, text.length));
      toSkip = Math.max(0, toSkip - text.length);
      return kept === '' ? [] : [element('span', { class: stream, title: stream === 'stderr' ? 'standard error' : null }, kept)];
    });
    this.root.hidden = parts.length === 0;
    this.text.replaceChildren(...(total > longest ? [element('span', { class: 'cut' }, '…\n')] : []), ...parts);
    this.text.scrollTop = this.text.scrollHeight;
  }
}
