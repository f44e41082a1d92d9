/**
 * What the program printed: up to the moment, or all of it with what comes later shown faint. Each piece leads to the step that wrote
 * it. Standard error is marked by colour, a line at its side and its name; a search goes through everything the program printed.
 *
 * Very long output is cut to what is near the moment, and says so; all of it can be reached by going to its moments.
 */
import type { OutputChunk, PrintedText } from '../../../src/protocol';
import { counted, grouped } from '../details/links';
import { element, setText } from '../dom';
import type { Change, Region, Store } from '../store';
import { field, toggle } from '../table/tableFrame';
import { matchesIn } from './matches';

/** Characters asked for, before the moment and after it; "more" asks for ten times as many. */
const nearby = { before: 20_000, after: 8000 } as const;
const mostCharacters = 400_000;
const quietMs = 60;
/** Matches marked at most. */
const mostMarks = 500;

export class OutputRegion implements Region {
  private readonly text = element('pre', { tabindex: 0, role: 'group', 'aria-label': 'Program output' });
  private readonly summary = element('span', { class: 'table-summary', role: 'status' });
  private readonly search: HTMLInputElement;
  readonly root: HTMLElement;
  private all: boolean;
  private wanted: string = '';
  private room: number = nearby.before;
  private printed: PrintedText | null = null;
  private timer: number | undefined;
  private asked = 0;

  constructor(private readonly store: Store) {
    this.all = store.recall('output.all', (value) => typeof value === 'boolean', false);
    this.search = field('Search in the output', (text) => {
      this.wanted = text;
      this.draw();
    });
    this.search.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      this.goToMatch(event.shiftKey ? -1 : 1);
    });
    const later = toggle('Later output', 'Show faintly what will be printed after the moment', (on) => {
      this.all = on;
      store.keep('output.all', on);
      this.load();
    });
    later.setAttribute('aria-pressed', String(this.all));
    const step = (label: string, text: string, direction: 1 | -1): HTMLElement => {
      const made = element('button', { class: 'tool', type: 'button', 'aria-label': label, title: label }, text);
      made.addEventListener('click', () => this.goToMatch(direction));
      return made;
    };
    this.root = element('section', { class: 'output', 'aria-label': 'Output' },
      element('div', { class: 'table-tools' }, this.search, step('Output before', '↑', -1), step('Output after', '↓', 1), later, this.summary), this.text);
    this.text.addEventListener('click', (event) => this.onClick(event));
    this.text.addEventListener('keydown', (event) => this.onKey(event));
  }

  update(change: Change): void {
    if (change === 'chosen') return;
    const view = this.store.state?.view ?? null;
    // What came with the view is there at once.
    if (view !== null && this.printed === null) this.show({ pieces: view.output, shown: view.output.length, characters: 0, cutBefore: 0, cutAfter: 0 });
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.load(), change === 'shown' ? 0 : quietMs);
  }

  private load(): void {
    const { state } = this.store;
    if (state?.view == null) return;
    const number = ++this.asked;
    this.store.ask('graphOutput', { step: state.view.step, before: this.room, after: this.all ? nearby.after : 0 }).then((printed) => {
      if (number === this.asked) this.show(printed);
    }, (error: unknown) => this.store.fail(error));
  }

  private show(printed: PrintedText): void {
    this.printed = printed;
    this.draw();
    const { characters } = printed;
    setText(this.summary, characters === 0 ? '' : `${counted(characters, 'character')} in all`);
  }

  private draw(): void {
    const { printed } = this;
    if (printed === null) return;
    const { pieces, shown, cutBefore, cutAfter } = printed;
    const atEnd = this.text.scrollHeight - this.text.scrollTop - this.text.clientHeight < 40 || this.text.childElementCount === 0;
    const focused = this.focusedStep();
    let room = mostMarks;
    const parts: (Node | string)[] = pieces.map((piece, index) => {
      const made = this.piece(piece, index >= shown, index === shown - 1, room);
      room -= made.querySelectorAll('mark').length;
      return made;
    });
    if (cutBefore > 0) parts.unshift(this.cut(`${counted(cutBefore, 'character')} before this`));
    if (parts.length === 0) parts.push(element('span', { class: 'note' }, 'Nothing was printed before this moment.'));
    else if (this.all && shown < pieces.length) parts.splice(shown + (cutBefore > 0 ? 1 : 0), 0, element('span', { class: 'now-mark', role: 'separator', 'aria-label': 'the shown moment' }));
    if (this.all && cutAfter > 0) parts.push(element('span', { class: 'cut' }, `\n… ${grouped(cutAfter)} characters after this`));
    this.text.replaceChildren(...parts);
    this.rove(focused);
    if (!this.all && atEnd) this.text.scrollTop = this.text.scrollHeight;
    else if (this.all) this.text.querySelector('.now-mark')?.scrollIntoView({ block: 'nearest' });
  }

  /** Text that leads to its step. Only one is in the order of tabs; arrows go on from it. */
  private piece({ stream, text, step }: OutputChunk, isLater: boolean, isLast: boolean, room: number): HTMLElement {
    const name = stream === 'stderr' ? ', standard error' : '';
    const made = element('span', {
      class: `piece ${stream}${isLater ? ' later' : ''}${isLast ? ' last' : ''}`, role: 'link', tabindex: -1, title: `step ${step + 1}${name}`, 'data-step': step,
      'aria-label': `${text.trim().slice(0, 200)} (step ${step + 1}${name}${isLater ? ', later' : ''})`,
    });
    let at = 0;
    for (const { from, to } of matchesIn(text, this.wanted, room)) {
      made.append(text.slice(at, from), element('mark', {}, text.slice(from, to)));
      at = to;
    }
    made.append(text.slice(at));
    return made;
  }

  private cut(text: string): HTMLElement {
    if (this.room >= mostCharacters) return element('span', { class: 'cut' }, `… ${text}: go to an earlier step to see it\n`);
    const more = element('button', { class: 'link', type: 'button' }, `… ${text}: show more`);
    more.addEventListener('click', () => {
      this.room = Math.min(this.room * 5, mostCharacters);
      this.load();
    });
    return element('span', { class: 'cut' }, more, '\n');
  }

  private onClick(event: MouseEvent): void {
    // Text that is being selected is not pressed.
    if (window.getSelection()?.isCollapsed === false) return;
    const piece = event.target instanceof Element ? event.target.closest<HTMLElement>('.piece') : null;
    if (piece !== null) this.goTo(piece);
  }

  private goTo(piece: HTMLElement): void {
    // The moment after the step, at which the text is there.
    this.store.seek(Number(piece.dataset.step) + 1);
  }

  private onKey(event: KeyboardEvent): void {
    const piece = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('.piece') : null;
    if (piece === null) return;
    if (event.key === 'Enter') this.goTo(piece);
    else if (event.key === 'ArrowDown' || event.key === 'ArrowRight') focusPiece(piece, 1);
    else if (event.key === 'ArrowUp' || event.key === 'ArrowLeft') focusPiece(piece, -1);
    else return;
    event.preventDefault();
  }

  private focusedStep(): string | null {
    const active = document.activeElement;
    return active instanceof HTMLElement && this.text.contains(active) ? active.dataset.step ?? null : null;
  }

  private rove(focused: string | null): void {
    const pieces = this.text.querySelectorAll<HTMLElement>('.piece');
    const last = [...pieces].findLast((piece) => !piece.classList.contains('later')) ?? pieces[0];
    if (last !== undefined) last.tabIndex = 0;
    if (focused !== null) ([...pieces].find((piece) => piece.dataset.step === focused) ?? last)?.focus({ preventScroll: true });
  }

  /** The next or previous step that prints, or prints what is searched for. */
  private goToMatch(direction: 1 | -1): void {
    const { store, wanted } = this;
    const step = store.state?.view?.step;
    if (step === undefined) return;
    const event = { kind: 'output' as const, ...(wanted === '' ? {} : { text: wanted }) };
    store.ask('timeSeek', { wish: { kind: 'event', event, from: step, direction } }).then(({ found, text }) => {
      if (found !== null) store.seek(found.moment);
      else setText(this.summary, text);
    }, (error: unknown) => store.fail(error));
  }
}

function focusPiece(from: HTMLElement, direction: 1 | -1): void {
  let next = direction > 0 ? from.nextElementSibling : from.previousElementSibling;
  while (next !== null && !next.classList.contains('piece')) next = direction > 0 ? next.nextElementSibling : next.previousElementSibling;
  if (!(next instanceof HTMLElement)) return;
  from.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}
