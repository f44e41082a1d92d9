/**
 * Going through one collection: the phases as dots, the one shown with its two sentences, what was done in it in order, and its
 * objects as a picture or a table. Keys go from phase to phase; playing goes on by itself.
 */
import type { CollectionAction, CollectionPhaseStep, CollectionStory } from '../../../src/protocol';
import { element, setAttributes, setSentence, setText } from '../dom';
import { t } from '../l10n';
import type { Store } from '../store';
import { button, icon } from '../ui/controls';
import { PhasePicture } from './phasePicture';
import { phaseTable } from './phaseTable';
import { partOfPhase, phaseCountText, phaseName, phaseView } from './phaseView';

/** While playing, a phase is shown so long. */
const playMs = 2600;
/** Of what was done in a phase so many lines are shown. */
const mostActions = 60;

export class Stepper {
  private readonly title = element('h2');
  private readonly summary = element('p', { class: 'collection-summary' });
  private readonly dots = element('ol', { class: 'phase-dots', 'aria-label': t('Phases') });
  private readonly back = button(t('Previous phase'), icon('back'), () => this.by(-1));
  private readonly play = button(t('Play the phases'), icon('play'), () => this.toggle());
  private readonly forward = button(t('Next phase'), icon('forward'), () => this.by(1));
  private readonly name = element('h3', { class: 'phase-name' });
  private readonly explanation = element('p', { class: 'phase-explanation' });
  private readonly counts = element('p', { class: 'phase-counts' });
  private readonly actionPosition = element('span', { class: 'action-position', 'aria-live': 'polite' });
  private readonly actionBack = button(t('One thing back (up arrow)'), icon('back'), () => this.goAction(-1));
  private readonly actionForward = button(t('One thing on (down arrow)'), icon('forward'), () => this.goAction(1));
  private readonly actionBar = element('div', { class: 'action-bar', role: 'group', 'aria-label': t('One thing after the other') }, this.actionBack, this.actionPosition, this.actionForward);
  private readonly actions = element('ol', { class: 'phase-actions', 'aria-label': t('What is done in this phase, in order') });
  private readonly output = element('pre', { class: 'phase-output' });
  private readonly announcer = element('div', { class: 'announcer', 'aria-live': 'polite' });
  private readonly table = element('div', { class: 'phase-objects' });
  private readonly picture: PhasePicture;
  private readonly asPicture = this.way(t('Picture'), 'picture');
  private readonly asTable = this.way(t('List'), 'table');
  readonly root: HTMLElement;
  private story: CollectionStory | null = null;
  private index = 0;
  /** Of what is done in the phase only so much is shown; null: all. */
  private done: number | null = null;
  private drawn = '';
  private shown: 'picture' | 'table';
  private timer: number | null = null;

  constructor(private readonly store: Store, charWidth: number) {
    this.shown = store.recall('phaseObjects', (value): value is 'picture' | 'table' => value === 'picture' || value === 'table', 'picture');
    this.picture = new PhasePicture(charWidth, (object) => store.choose(object));
    const moment = element('button', { class: 'link', type: 'button' }, t('Show the moment before it'));
    moment.addEventListener('click', () => {
      if (this.story !== null) store.seek(this.story.startStep);
    });
    const after = element('button', { class: 'link', type: 'button' }, t('the moment after it'));
    after.addEventListener('click', () => {
      if (this.story !== null) store.seek(this.story.step);
    });
    this.root = element('section', { class: 'stepper', 'aria-label': t('Collection, phase by phase'), tabindex: -1 },
      element('div', { class: 'stepper-head' }, this.title, this.summary, element('p', { class: 'stepper-links' }, moment, ' · ', after)),
      element('div', { class: 'phase-bar', role: 'toolbar', 'aria-label': t('Phases') }, this.back, this.play, this.forward, this.dots,
        element('div', { class: 'ways', role: 'group', 'aria-label': t('Objects as') }, this.asPicture, this.asTable)),
      element('div', { class: 'phase-text' }, this.name, this.explanation, this.counts),
      element('div', { class: 'phase-body' },
        element('div', { class: 'phase-drawn' }, this.picture.root, this.table),
        element('div', { class: 'phase-side' }, this.actionBar, this.actions, this.output)),
      this.announcer);
    this.root.addEventListener('keydown', (event) => this.onKey(event));
    this.markWay();
  }

  show(story: CollectionStory): void {
    if (this.story === story) return this.markChosen();
    this.stop();
    this.story = story;
    this.drawn = '';
    setText(this.title, story.title);
    setText(this.summary, story.summary);
    this.dots.replaceChildren(...story.phases.map((phase, index) => {
      const made = element('button', { type: 'button', 'aria-label': t('Phase {0} of {1}: {2}', index + 1, story.phases.length, phaseName(phase)), title: phaseName(phase) });
      made.addEventListener('click', () => this.go(index));
      return element('li', { class: `${phase.isSecondLook ? 'second' : ''}${phase.actions.length > 0 ? ' busy' : ''}` }, made);
    }));
    this.go(0);
  }

  hide(): void {
    this.stop();
  }

  /** To a phase; beyond the ends nothing happens. */
  go(index: number): void {
    const { story } = this;
    if (story === null) return;
    this.index = Math.max(0, Math.min(story.phases.length - 1, index));
    this.done = null;
    const phase = story.phases[this.index];
    [...this.dots.children].forEach((item, at) => {
      setAttributes(item.firstElementChild as Element, { 'aria-current': at === this.index ? 'step' : null });
      item.classList.toggle('done', at < this.index);
    });
    setAttributes(this.back, { disabled: this.index === 0 });
    setAttributes(this.forward, { disabled: this.index >= story.phases.length - 1 });
    if (phase === undefined) return this.showLost(story);
    setText(this.name, `${this.index + 1} of ${story.phases.length}: ${phaseName(phase)}`);
    setSentence(this.explanation, phase.sentences.join(' '));
    setText(this.counts, `${phaseCountText(phase)}${phase.isComplete ? '' : ` · ${t('too many to be listed in full')}`}`);
    this.counts.hidden = this.counts.textContent === '';
    this.showActions(phase);
    this.output.hidden = phase.output === '';
    setText(this.output, phase.output);
    setText(this.announcer, `${phaseName(phase)}. ${phase.sentences.join(' ')}`);
    this.draw();
  }

  markChosen(): void {
    if (this.shown === 'table') this.draw();
    else this.picture.mark(this.store.chosen);
  }

  private showLost(story: CollectionStory): void {
    setText(this.name, t('No longer on record'));
    setText(this.explanation, t('Of a long run the beginning is given up. This collection examined {0} objects and collected {1}.', story.candidates.toLocaleString('en'), story.collected.toLocaleString('en')));
    setText(this.counts, '');
    this.actions.replaceChildren();
    this.actionBar.hidden = true;
    this.output.hidden = true;
    this.table.replaceChildren();
    this.picture.root.hidden = true;
  }

  private draw(): void {
    const { story, index } = this;
    const phase = story?.phases[index];
    if (story === null || phase === undefined) return;
    this.picture.root.hidden = this.shown !== 'picture';
    this.table.hidden = this.shown !== 'table';
    if (this.shown === 'table') {
      const objects = this.done === null ? phase.objects : partOfPhase(story, index, this.done);
      this.table.replaceChildren(phaseTable({ ...phase, objects }, story.generation, this.store.chosen, (object) => this.store.choose(object)));
      return;
    }
    const drawing = phaseView(story, index, this.done ?? undefined);
    if (drawing === null) return;
    const key = String(story.number);
    this.picture.show(drawing, this.drawn !== key);
    this.drawn = key;
  }

  private showActions({ actions, moreActions }: CollectionPhaseStep): void {
    const left = moreActions + Math.max(0, actions.length - mostActions);
    this.actions.replaceChildren(...actions.slice(0, mostActions).map((action, index) => this.actionRow(action, index)),
      ...(left > 0 ? [element('li', { class: 'more' }, t('and {0} more, of what is not drawn', left.toLocaleString('en')))] : []));
    this.actions.hidden = actions.length === 0;
    this.actionBar.hidden = actions.length < 2;
    this.markAction();
  }

  private actionRow({ text, kind }: CollectionAction, index: number): HTMLElement {
    const made = element('button', { class: 'link', type: 'button', title: t('Show how things stood after this') }, text);
    made.addEventListener('click', () => this.showAction(index + 1));
    return element('li', { class: `action-${kind}` }, made);
  }

  private goAction(direction: 1 | -1): void {
    const count = this.story?.phases[this.index]?.actions.length ?? 0;
    // From the end of the phase back is to the last thing but one; on is to the first.
    this.showAction(Math.max(0, Math.min(count, this.done === null ? direction === 1 ? 1 : count - 1 : this.done + direction)));
  }

  private showAction(done: number): void {
    this.stop();
    this.done = done;
    this.markAction();
    this.draw();
  }

  private markAction(): void {
    const count = this.story?.phases[this.index]?.actions.length ?? 0;
    const { done } = this;
    setText(this.actionPosition, done === null ? t('all {0} done', count.toLocaleString('en')) : t('{0} of {1} done', done.toLocaleString('en'), count.toLocaleString('en')));
    setAttributes(this.actionBack, { disabled: done === 0 });
    setAttributes(this.actionForward, { disabled: done !== null && done >= count });
    [...this.actions.children].forEach((row, index) => setAttributes(row, { 'aria-current': done !== null && index === done - 1 ? 'step' : null }));
    if (done !== null) this.actions.children[Math.max(0, done - 1)]?.scrollIntoView({ block: 'nearest' });
  }

  // ---- going -------------------------------------------------------------------------------------

  private by(direction: 1 | -1): void {
    this.stop();
    this.go(this.index + direction);
  }

  private toggle(): void {
    if (this.timer !== null) return this.stop();
    const last = (this.story?.phases.length ?? 0) - 1;
    if (this.index >= last) this.go(0);
    this.timer = window.setInterval(() => {
      this.go(this.index + 1);
      if (this.index >= last) this.stop();
    }, playMs);
    this.markPlaying();
  }

  private stop(): void {
    if (this.timer === null) return;
    window.clearInterval(this.timer);
    this.timer = null;
    this.markPlaying();
  }

  private markPlaying(): void {
    const isPlaying = this.timer !== null;
    this.play.replaceChildren(icon(isPlaying ? 'pause' : 'play'));
    this.play.setAttribute('aria-label', isPlaying ? t('Pause') : t('Play the phases'));
    this.play.title = isPlaying ? t('Pause') : t('Play the phases');
  }

  private onKey(event: KeyboardEvent): void {
    // The cards and the choice fields have keys of their own.
    if (event.target instanceof Element && event.target.closest('.graph, select, input') !== null) return;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (event.target instanceof Element && event.target.closest('.phase-objects') !== null) return;
      event.preventDefault();
      return this.goAction(event.key === 'ArrowDown' ? 1 : -1);
    }
    const targets: Readonly<Record<string, number | undefined>> = {
      ArrowRight: this.index + 1, ArrowLeft: this.index - 1, Home: 0, End: (this.story?.phases.length ?? 1) - 1,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    this.stop();
    this.go(target);
  }

  // ---- picture or table ----------------------------------------------------------------------------

  private way(label: string, which: 'picture' | 'table'): HTMLButtonElement {
    const made = element('button', { class: 'way', type: 'button' }, label);
    made.addEventListener('click', () => {
      this.shown = which;
      this.store.keep('phaseObjects', which);
      this.markWay();
      this.draw();
    });
    return made;
  }

  private markWay(): void {
    setAttributes(this.asPicture, { 'aria-pressed': String(this.shown === 'picture') });
    setAttributes(this.asTable, { 'aria-pressed': String(this.shown === 'table') });
  }
}
