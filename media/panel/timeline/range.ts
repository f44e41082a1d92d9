/**
 * A stretch of the run chosen by the reader, to compare its ends. In: ends set by keys and by dragging, where one stands. Out: the
 * stretch in order. While only its beginning is set, it ends where one stands: so one sees what changed since.
 */
export interface StepRange {
  readonly from: number;
  readonly to: number;
}

export class RangeChoice {
  private anchor: number | null = null;
  private other: number | null = null;

  /** @param step where one stands; null: nothing is chosen */
  at(step: number): StepRange | null {
    if (this.anchor === null) return null;
    const other = this.other ?? step;
    return { from: Math.min(this.anchor, other), to: Math.max(this.anchor, other) };
  }

  /** Its other end moves along with where one stands. */
  get isOpen(): boolean {
    return this.anchor !== null && this.other === null;
  }

  /** `[` */
  setFrom(step: number): void {
    const end = this.anchor === null || this.other === null ? null : Math.max(this.anchor, this.other);
    this.anchor = step;
    this.other = end !== null && end > step ? end : null;
  }

  /** `]`; without a beginning the stretch begins with the run. */
  setTo(step: number): void {
    const start = this.anchor === null ? 0 : this.other === null ? this.anchor : Math.min(this.anchor, this.other);
    this.anchor = start < step ? start : 0;
    this.other = step;
  }

  /** Shift and an arrow, or dragging with shift. */
  extend(from: number, to: number): void {
    this.anchor ??= from;
    this.other = to;
  }

  begin(step: number): void {
    this.anchor = step;
    this.other = step;
  }

  clear(): void {
    this.anchor = null;
    this.other = null;
  }

  get saved(): readonly [number, number | null] | null {
    return this.anchor === null ? null : [this.anchor, this.other];
  }

  restore(saved: readonly [number, number | null] | null): void {
    [this.anchor, this.other] = saved ?? [null, null];
  }
}
