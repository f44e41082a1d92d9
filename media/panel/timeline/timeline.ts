/**
 * The slider over all moments of the run, with a mark for each collection, and the buttons beside it. The slider is our own:
 * it needs marks, and steps by keys that may be many thousands.
 */
import type { CollectionEvent } from '../../../src/protocol';
import { element, setAttributes, setText, svg } from '../dom';
import type { Change, Region, Store } from '../store';
import { button, icon } from '../ui/controls';

interface TimelineState {
  readonly step: number;
  readonly stepCount: number;
  readonly line: number | null;
  readonly collections: readonly CollectionEvent[];
}

/** More marks than this can't be told apart; automatic collections of the youngest generation are left out first. */
const mostMarks = 400;

export class Timeline implements Region {
  readonly root: HTMLElement;
  private readonly marks = svg('svg', { class: 'marks', preserveAspectRatio: 'none', viewBox: '0 0 1000 10', 'aria-hidden': 'true' });
  private readonly filled = element('div', { class: 'filled' });
  private readonly thumb = element('div', { class: 'thumb' });
  private readonly slider = element('div', { class: 'slider', role: 'slider', tabindex: 0, 'aria-label': 'Step', 'aria-valuemin': 1 },
    element('div', { class: 'track' }, this.filled), this.marks, this.thumb);
  private readonly position = element('output', { class: 'position' });
  private readonly back = button('Step back', icon('back'), (event) => this.store.move(-1, event.altKey));
  private readonly forward = button('Step forward', icon('forward'), (event) => this.store.move(1, event.altKey));
  private state: TimelineState = { step: 0, stepCount: 0, line: null, collections: [] };
  private marksFor: readonly CollectionEvent[] | null = null;
  /** Where the reader has put the slider, until the picture has followed. */
  private wanted: number | null = null;

  constructor(private readonly store: Store) {
    this.root = element('div', { class: 'timeline', role: 'group', 'aria-label': 'Time' }, this.back, this.forward, this.slider, this.position);
    for (const [control, way] of [[this.back, 'previous'], [this.forward, 'next']] as const) {
      control.title = `${control.title} (Alt: ${way} moment at the same line)`;
    }
    this.slider.addEventListener('keydown', (event) => this.onKey(event));
    this.slider.addEventListener('pointerdown', (event) => this.onPress(event));
  }

  update(_change: Change): void {
    const { state } = this.store;
    if (state?.view == null) return;
    const { step, stepCount, line } = state.view;
    this.show({ step, stepCount, line, collections: state.collections });
  }

  private show(state: TimelineState): void {
    this.state = state;
    if (this.wanted === state.step) this.wanted = null;
    const last = state.stepCount - 1;
    const disabled = state.stepCount === 0;
    setAttributes(this.slider, {
      'aria-valuemax': Math.max(1, state.stepCount),
      'aria-valuenow': state.step + 1,
      'aria-valuetext': disabled ? 'no steps' : `step ${state.step + 1} of ${state.stepCount}${state.line === null ? '' : `, line ${state.line + 1}`}`,
      'aria-disabled': disabled ? 'true' : null,
    });
    setAttributes(this.back, { disabled: disabled || state.step === 0 });
    setAttributes(this.forward, { disabled: disabled || state.step >= last });
    setText(this.position, disabled ? '' : `${(state.step + 1).toLocaleString('en')} / ${state.stepCount.toLocaleString('en')}`);
    this.place(this.wanted ?? state.step);
    if (this.marksFor !== state.collections) this.drawMarks();
  }

  private place(step: number): void {
    const share = this.state.stepCount < 2 ? 0 : step / (this.state.stepCount - 1);
    this.thumb.style.left = `${share * 100}%`;
    this.filled.style.width = `${share * 100}%`;
  }

  private drawMarks(): void {
    const { collections, stepCount } = this.state;
    this.marksFor = collections;
    const shown = collections.length <= mostMarks ? collections
      : collections.filter((collection) => !collection.automatic || collection.generation > 0).slice(0, mostMarks);
    this.marks.replaceChildren(...shown.map((collection) => {
      const x = stepCount < 2 ? 0 : collection.step / (stepCount - 1) * 1000;
      return svg('rect', { class: `mark generation${collection.generation}`, x: x - 1.5, y: 0, width: 3, height: 10 });
    }));
  }

  private seek(step: number): void {
    const target = Math.max(0, Math.min(this.state.stepCount - 1, step));
    if (target === (this.wanted ?? this.state.step)) return;
    this.wanted = target;
    this.place(target);
    this.store.seek(target);
  }

  private onKey(event: KeyboardEvent): void {
    const at = this.wanted ?? this.state.step;
    const page = Math.max(1, Math.round(this.state.stepCount / 10));
    const targets: Readonly<Record<string, number | undefined>> = {
      ArrowRight: at + 1, ArrowUp: at + 1, ArrowLeft: at - 1, ArrowDown: at - 1,
      PageUp: at + page, PageDown: at - page, Home: 0, End: this.state.stepCount - 1,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    this.seek(target);
  }

  private onPress(event: PointerEvent): void {
    if (event.button !== 0 || this.state.stepCount === 0) return;
    this.slider.setPointerCapture(event.pointerId);
    const follow = ({ clientX }: PointerEvent) => {
      const box = this.slider.getBoundingClientRect();
      this.seek(Math.round((clientX - box.left) / box.width * (this.state.stepCount - 1)));
    };
    follow(event);
    this.slider.addEventListener('pointermove', follow);
    this.slider.addEventListener('pointerup', () => this.slider.removeEventListener('pointermove', follow), { once: true });
  }
}
