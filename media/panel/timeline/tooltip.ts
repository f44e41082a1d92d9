/** What is under the mouse on the strip: step, line, the sentence, values, marks. Screen readers are told by the slider itself. */
import { element, setSentence, setText } from '../dom';

export class Tooltip {
  private readonly head = element('div', { class: 'tooltip-head' });
  private readonly sentence = element('div', { class: 'tooltip-sentence' });
  private readonly values = element('div', { class: 'tooltip-values' });
  private readonly marks = element('div', { class: 'tooltip-marks' });
  readonly root = element('div', { class: 'strip-tooltip', 'aria-hidden': 'true' }, this.head, this.sentence, this.values, this.marks);

  constructor() {
    this.root.hidden = true;
  }

  show(head: string, values: string, marks: readonly string[]): void {
    this.root.hidden = false;
    setText(this.head, head);
    setText(this.values, values);
    setText(this.marks, marks.join(', '));
    this.marks.hidden = marks.length === 0;
  }

  /** The sentence comes later than the rest. */
  say(line: string, sentence: string): void {
    setSentence(this.sentence, [line, sentence].filter((part) => part !== '').join(': '));
    this.sentence.hidden = line === '' && sentence === '';
  }

  moveTo(x: number, width: number): void {
    // It stays inside the strip: by its left edge in the left half, by its right edge in the right one.
    const isLeft = x < width / 2;
    this.root.style.left = isLeft ? `${Math.max(0, x - 20)}px` : 'auto';
    this.root.style.right = isLeft ? 'auto' : `${Math.max(0, width - x - 20)}px`;
  }

  hide(): void {
    this.root.hidden = true;
  }
}
