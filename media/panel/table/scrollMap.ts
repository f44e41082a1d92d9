/**
 * Where a scroll bar stands for rows that are more than a page can be high. Browsers draw no element higher than some ten million
 * pixels; beyond that the bar's pixels stand for several of the rows'. In: counts and heights. Out: positions both ways.
 */

/** Safe in all browsers. */
const highest = 8_000_000;

export class ScrollMap {
  /** Height of what is scrolled. */
  readonly height: number;
  private readonly rowsHeight: number;

  constructor(readonly rowCount: number, private readonly rowHeight: number, private readonly viewHeight: number) {
    this.rowsHeight = rowCount * rowHeight;
    this.height = Math.min(this.rowsHeight, highest);
  }

  get isScaled(): boolean {
    return this.height < this.rowsHeight;
  }

  /** The top in pixels of rows for a place of the bar. */
  topOf(scrollTop: number): number {
    if (!this.isScaled) return scrollTop;
    const most = this.height - this.viewHeight;
    return most <= 0 ? 0 : Math.min(1, Math.max(0, scrollTop / most)) * (this.rowsHeight - this.viewHeight);
  }

  scrollTopOf(top: number): number {
    if (!this.isScaled) return top;
    const most = this.rowsHeight - this.viewHeight;
    return most <= 0 ? 0 : (top / most) * (this.height - this.viewHeight);
  }

  /** Nearest top there is. */
  bounded(top: number): number {
    return Math.max(0, Math.min(top, this.rowsHeight - this.viewHeight));
  }

  /** Rows to be seen at a top, from `first` to before `end`, with some beyond the edges. */
  rows(top: number, beyond: number): { readonly first: number; readonly end: number } {
    const first = Math.max(0, Math.floor(top / this.rowHeight) - beyond);
    const end = Math.min(this.rowCount, Math.ceil((top + this.viewHeight) / this.rowHeight) + beyond);
    return { first: Math.min(first, end), end };
  }

  /** The nearest top at which a row is seen in full. */
  topShowing(row: number, top: number): number {
    const y = row * this.rowHeight;
    if (y < top) return y;
    return y + this.rowHeight > top + this.viewHeight ? this.bounded(y + this.rowHeight - this.viewHeight) : top;
  }
}
