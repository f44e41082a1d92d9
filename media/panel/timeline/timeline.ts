/**
 * Time: the buttons, the strip with its keys, playing, and the comparison of a chosen stretch. It turns what the reader does into
 * moments to show, and keeps speed and stretch when the page is hidden.
 */
import type { RunStrip } from '../../../src/protocol';
import { element, setAttributes, setText } from '../dom';
import { t } from '../l10n';
import { Latest } from '../latest';
import type { Change, Region, Store } from '../store';
import { bucketAt } from './chart';
import { Comparison } from './comparison';
import { sizeText } from './comparisonWords';
import { markTexts } from './marks';
import { Player, speeds } from './player';
import { RangeChoice } from './range';
import { Strip } from './strip';
import { Transport } from './transport';

/** Finer than a pixel or two can't be seen. */
const pixelsPerBucket = 1.5;
const mostBuckets = 1200;
const markReachPx = 5;

export class Timeline implements Region {
  private readonly strip: Strip;
  private readonly transport: Transport;
  private readonly comparison: Comparison;
  readonly root: HTMLElement;
  private readonly player: Player;
  private readonly range = new RangeChoice();
  private readonly strips: Latest<{ readonly run: number; readonly buckets: number }, RunStrip>;
  private readonly sentences: Latest<number, { readonly line: string; readonly sentence: string }>;
  private overview: RunStrip | null = null;
  private overviewOf = '';
  private run = 0;
  private title = '';
  private hovered: number | null = null;
  /** Where the reader has put the slider, until the picture has followed. */
  private wanted: number | null = null;

  constructor(private readonly store: Store) {
    const speed = store.recall('speed', (value): value is number => speeds.some((each) => each === value), 5);
    this.player = new Player({
      now: () => performance.now(), schedule: (work, delay) => window.setTimeout(work, delay), cancel: (timer) => window.clearTimeout(timer),
    }, (step) => this.go(step), () => this.refresh());
    this.player.speed = speed;
    this.strip = new Strip({
      onSeek: (step) => this.seek(step),
      onRange: (from, to) => {
        this.player.stop();
        this.range.begin(from);
        this.range.extend(from, to);
        this.rangeChanged();
      },
      onHover: (step) => this.hover(step),
      onKey: (event) => this.onKey(event),
    });
    this.transport = new Transport({
      onMove: (direction, sameLine) => this.by(() => store.move(direction, sameLine)),
      onWalk: (wish, direction) => this.by(() => this.walk(wish, direction)),
      onCollection: (direction) => this.by(() => this.toCollection(direction)),
      onPlay: () => this.togglePlay(),
      onSpeed: (stepsPerSecond) => {
        this.player.speed = stepsPerSecond;
        store.keep('speed', stepsPerSecond);
      },
    }, speed);
    this.comparison = new Comparison(store, () => this.clearRange(), (step) => this.seek(step));
    this.strips = new Latest(({ buckets }) => store.ask('graphStrip', { buckets }), (strip) => {
      this.overview = strip;
      this.strip.show(strip, this.stepCount);
    }, () => {
      // Nothing is drawn then; the slider works without.
    });
    this.sentences = new Latest(async (step) => {
      const effect = await store.ask('timeStep', { step });
      const line = effect?.place.line ?? null;
      return { line: line === null ? '' : t('line {0}', line + 1), sentence: effect === null ? t('the end of the run') : effect.sentence };
    }, ({ line, sentence }, step) => {
      if (step === this.hovered) this.strip.tooltip.say(line, sentence);
    }, () => this.strip.tooltip.say('', t('not on record')));
    this.root = element('div', { class: 'timeline', role: 'group', 'aria-label': t('Time') }, this.transport.root, this.strip.root, this.comparison.root);
    new ResizeObserver(() => this.askStrip()).observe(this.strip.slider);
    const saved = store.recall('range', isSavedRange, null);
    this.range.restore(saved);
  }

  update(change: Change): void {
    const { state } = this.store;
    if (state?.view == null || change === 'chosen') return;
    if (state.run !== this.run) {
      this.player.stop();
      if (this.title !== '' && this.title !== state.title) this.range.clear();
      this.run = state.run;
      this.title = state.title;
      this.strip.show(null, state.view.stepCount);
    }
    if (this.wanted === state.view.step) this.wanted = null;
    this.askStrip();
    this.refresh();
  }

  private get stepCount(): number {
    return this.store.state?.view?.stepCount ?? 0;
  }

  private get at(): number {
    return this.wanted ?? this.store.state?.view?.step ?? 0;
  }

  private refresh(): void {
    const { state } = this.store;
    const view = state?.view ?? null;
    if (state === null || view === null) return;
    const { step, stepCount, line } = view;
    const disabled = stepCount === 0;
    setAttributes(this.strip.slider, {
      'aria-valuemax': Math.max(1, stepCount), 'aria-valuenow': step + 1,
      'aria-valuetext': disabled ? t('no steps') : line === null ? t('step {0} of {1}', step + 1, stepCount) : t('step {0} of {1}, line {2}', step + 1, stepCount, line + 1),
      'aria-disabled': disabled ? 'true' : null,
    });
    setText(this.transport.position, disabled ? '' : `${(step + 1).toLocaleString('en')} / ${stepCount.toLocaleString('en')}`);
    this.transport.update({ step, stepCount, isPlaying: this.player.isPlaying, hasCollections: state.collections.length > 0 });
    const range = this.range.at(this.at);
    this.strip.place(this.at, range);
    this.comparison.update(this.player.isPlaying && this.range.isOpen ? null : range);
  }

  private askStrip(): void {
    const { state } = this.store;
    if (state?.view == null || this.strip.width <= 0) return;
    const buckets = Math.min(mostBuckets, Math.max(50, Math.round(this.strip.width / pixelsPerBucket / 50) * 50));
    const key = `${state.run} ${buckets}`;
    if (key === this.overviewOf) return;
    this.overviewOf = key;
    this.strips.want({ run: state.run, buckets });
  }

  // ---- going -------------------------------------------------------------------------------------

  /** What the reader does by hand ends playing. */
  private by(work: () => void): void {
    this.player.stop();
    work();
  }

  private seek(step: number): void {
    this.player.stop();
    this.go(step);
  }

  private go(step: number): void {
    const target = Math.max(0, Math.min(this.stepCount - 1, step));
    if (target === this.at) return;
    this.wanted = target;
    this.strip.place(target, this.range.at(target));
    this.store.seek(target);
  }

  private walk(wish: 'in' | 'over' | 'out', direction: 1 | -1): void {
    this.store.ask('timeWalk', { step: this.at, wish, direction }).then((step) => this.go(step), (error: unknown) => this.store.fail(error));
  }

  private toCollection(direction: 1 | -1): void {
    const wish = { kind: 'event', event: { kind: 'collection' }, from: this.at, direction } as const;
    this.store.ask('timeSeek', { wish }).then(({ found }) => {
      if (found !== null) this.go(found.moment);
    }, (error: unknown) => this.store.fail(error));
  }

  private togglePlay(): void {
    if (this.player.isPlaying) return this.player.stop();
    const last = this.stepCount - 1;
    const range = this.range.isOpen ? null : this.range.at(this.at);
    const end = range !== null && this.at >= range.from && this.at < range.to ? range.to : last;
    // At the end it begins anew: at the beginning of the stretch, or of the run.
    const start = this.at >= last ? 0 : range !== null && this.at === range.to ? range.from : this.at;
    if (start !== this.at) this.go(start);
    this.player.start(start, start === range?.from ? range.to : end);
    this.refresh();
  }

  // ---- stretch -----------------------------------------------------------------------------------

  private rangeChanged(): void {
    this.store.keep('range', this.range.saved);
    this.refresh();
  }

  private clearRange(): void {
    this.range.clear();
    this.rangeChanged();
    this.strip.slider.focus();
  }

  // ---- keys and mouse ----------------------------------------------------------------------------

  private onKey(event: KeyboardEvent): boolean {
    const { at } = this;
    const page = Math.max(1, Math.round(this.stepCount / 10));
    const targets: Readonly<Record<string, number | undefined>> = {
      ArrowRight: at + 1, ArrowUp: at + 1, ArrowLeft: at - 1, ArrowDown: at - 1,
      PageUp: at + page, PageDown: at - page, Home: 0, End: this.stepCount - 1,
    };
    const target = targets[event.key];
    if (target !== undefined) {
      if (event.metaKey || event.ctrlKey) return false;
      if (event.altKey) this.by(() => this.walk('over', target > at ? 1 : -1));
      else {
        const step = Math.max(0, Math.min(this.stepCount - 1, target));
        if (event.shiftKey) this.range.extend(at, step);
        this.seek(step);
        if (event.shiftKey) this.rangeChanged();
      }
      return true;
    }
    if (event.metaKey || event.ctrlKey || event.altKey) return false;
    switch (event.key) {
      case ' ': this.togglePlay(); break;
      case '[': this.range.setFrom(at); this.rangeChanged(); break;
      case ']': this.range.setTo(at); this.rangeChanged(); break;
      case 'c': this.by(() => this.toCollection(1)); break;
      case 'C': this.by(() => this.toCollection(-1)); break;
      case 'Escape':
        if (this.range.at(at) === null && !this.player.isPlaying) return false;
        this.player.stop();
        this.clearRange();
        break;
      default: return false;
    }
    return true;
  }

  private hover(step: number | null): void {
    if (step === this.hovered) return;
    this.hovered = step;
    if (step === null) return this.sentences.forget();
    const { tooltip } = this.strip;
    tooltip.show(t('step {0} of {1}', (step + 1).toLocaleString('en'), this.stepCount.toLocaleString('en')), this.valuesAt(step), this.marksAt(step));
    tooltip.say('', '');
    if (this.overview !== null && step < this.overview.firstStep) tooltip.say('', t('not on record: it is run again when you go there'));
    else this.sentences.want(step);
  }

  private valuesAt(step: number): string {
    const { overview } = this;
    if (overview === null) return '';
    const part = step < overview.firstStep ? overview.before : overview.series;
    if (part === null) return '';
    const bucket = bucketAt(part.steps, step);
    if (bucket < 0) return '';
    const span = (low: number, high: number, text: (value: number) => string): string => (low === high ? text(high) : `${text(low)} to ${text(high)}`);
    const objects = span(part.objects.minimum[bucket] ?? 0, part.objects.maximum[bucket] ?? 0, (value) => value.toLocaleString('en'));
    return `${objects} ${objects === '1' ? 'object' : 'objects'}, ${span(part.bytes.minimum[bucket] ?? 0, part.bytes.maximum[bucket] ?? 0, sizeText)}`;
  }

  private marksAt(step: number): string[] {
    const { overview } = this;
    if (overview === null) return [];
    const { width } = this.strip;
    const x = this.stepCount < 2 ? 0 : (step / (this.stepCount - 1)) * width;
    return markTexts(overview, { stepCount: this.stepCount, width }, x, markReachPx);
  }
}

/** What is kept of a chosen stretch. */
function isSavedRange(value: unknown): value is readonly [number, number | null] | null {
  return value === null || (Array.isArray(value) && value.length === 2 && typeof value[0] === 'number' && (value[1] === null || typeof value[1] === 'number'));
}
