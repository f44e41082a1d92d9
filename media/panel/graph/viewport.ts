/**
 * Which part of the picture is seen, and how large. Until the reader moves or zooms, the whole picture is kept in sight, and
 * the scale changes only when the picture would no longer fit: stepping doesn't zoom in and out. Moving writes one transform.
 */
const margin = 22;
/** Below this, text can't be read: the picture is cut instead and can be moved. */
const smallestFitted = 0.62;
const largest = 1.1;

/** What the reader set, to be kept. */
export interface ViewportState {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export const isViewportState = (value: unknown): value is ViewportState => typeof value === 'object' && value !== null
  && ['scale', 'x', 'y'].every((name) => Number.isFinite((value as Record<string, unknown>)[name]));

export class Viewport {
  private scale = 1;
  private x = margin;
  private y = margin;
  private touched = false;
  private fitted: { width: number; height: number } = { width: 0, height: 0 };
  /** The frame's size, measured when it changes and not while moving. */
  private frameWidth = 0;
  private frameHeight = 0;
  /** The last press moved the picture: it was no click. */
  wasDragged = false;

  /** @param onChange told after each move; `byReader` when it is to be kept */
  constructor(private readonly frame: SVGSVGElement, private readonly scene: SVGGElement, private readonly onChange: (byReader: boolean) => void) {
    frame.addEventListener('wheel', (event) => this.onWheel(event), { passive: false });
    frame.addEventListener('pointerdown', (event) => this.onPress(event));
    new ResizeObserver(() => {
      const [width, height] = [this.frameWidth, this.frameHeight];
      this.measure();
      // A line more or less of words above the picture is no reason to draw it in another size.
      const isOther = Math.abs(width - this.frameWidth) > 2 || Math.abs(height - this.frameHeight) > 90;
      if (!this.touched) this.fit(this.fitted.width, this.fitted.height, isOther);
      this.onChange(false);
    }).observe(frame);
    this.apply(false);
  }

  /** What the reader has set, or null while the picture fits itself. */
  get state(): ViewportState | null {
    return this.touched ? { scale: this.scale, x: this.x, y: this.y } : null;
  }

  set state(state: ViewportState | null) {
    if (state === null) return;
    this.touched = true;
    this.scale = clampScale(state.scale);
    this.x = state.x;
    this.y = state.y;
    this.apply(false);
  }

  /** The part of the picture that is seen, in its coordinates. */
  get seen(): { readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly scale: number } {
    const { scale } = this;
    return { x: -this.x / scale, y: -this.y / scale, width: this.frameWidth / scale, height: this.frameHeight / scale, scale };
  }

  fit(width: number, height: number, restart: boolean): void {
    this.fitted = { width, height };
    if (restart) this.touched = false;
    if (this.touched) return;
    if (this.frameWidth === 0) this.measure();
    const { frameWidth, frameHeight } = this;
    if (frameWidth === 0 || frameHeight === 0 || width === 0) return;
    const scale = Math.max(smallestFitted, Math.min(largest, (frameWidth - 2 * margin) / width, (frameHeight - 2 * margin) / height));
    if (!restart && scale >= this.scale) return;
    this.scale = scale;
    this.x = margin;
    this.y = margin;
    this.apply(false);
  }

  /** The whole picture, however small it gets. */
  showAll(): void {
    const { frameWidth, frameHeight, fitted } = this;
    if (fitted.width === 0) return;
    this.fit(fitted.width, fitted.height, true);
    const scale = Math.min(largest, (frameWidth - 2 * margin) / fitted.width, (frameHeight - 2 * margin) / fitted.height);
    if (scale < this.scale) {
      this.scale = clampScale(scale);
      this.touched = true;
    }
    this.x = margin;
    this.y = margin;
    this.apply(true);
  }

  zoomBy(factor: number, centerX = this.frameWidth / 2, centerY = this.frameHeight / 2): void {
    this.touched = true;
    const scale = clampScale(this.scale * factor);
    this.x = centerX - (centerX - this.x) * scale / this.scale;
    this.y = centerY - (centerY - this.y) * scale / this.scale;
    this.scale = scale;
    this.apply(true);
  }

  moveBy(x: number, y: number): void {
    this.touched = true;
    this.x += x;
    this.y += y;
    this.apply(true);
  }

  /** Brings a point of the picture into the middle. */
  center(x: number, y: number): void {
    this.touched = true;
    this.x = this.frameWidth / 2 - x * this.scale;
    this.y = this.frameHeight / 2 - y * this.scale;
    this.apply(true);
  }

  /** Moves as little as needed to bring a rectangle of the picture into sight. */
  reveal(x: number, y: number, width: number, height: number): void {
    const place = (start: number, size: number, offset: number, room: number): number => {
      const from = start * this.scale + offset;
      const to = from + Math.min(size * this.scale, room - 2 * margin);
      if (from < margin) return offset + margin - from;
      return to > room - margin ? offset - (to - room + margin) : offset;
    };
    const left = place(x, width, this.x, this.frameWidth);
    const top = place(y, height, this.y, this.frameHeight);
    if (left === this.x && top === this.y) return;
    this.touched = true;
    this.x = left;
    this.y = top;
    this.apply(true);
  }

  private measure(): void {
    this.frameWidth = this.frame.clientWidth;
    this.frameHeight = this.frame.clientHeight;
  }

  private onWheel(event: WheelEvent): void {
    const zooms = event.ctrlKey || event.metaKey;
    const all = this.fitted.width * this.scale <= this.frameWidth && this.fitted.height * this.scale <= this.frameHeight;
    if (!zooms && all) return; // nothing to move: the page may scroll
    event.preventDefault();
    if (zooms) {
      const box = this.frame.getBoundingClientRect();
      return this.zoomBy(Math.exp(-event.deltaY * 0.004), event.clientX - box.left, event.clientY - box.top);
    }
    this.moveBy(event.shiftKey ? -event.deltaY : -event.deltaX, event.shiftKey ? 0 : -event.deltaY);
  }

  private onPress(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.wasDragged = false;
    const start = { x: event.clientX - this.x, y: event.clientY - this.y, clientX: event.clientX, clientY: event.clientY };
    const move = (moved: PointerEvent) => {
      if (!this.wasDragged && Math.hypot(moved.clientX - start.clientX, moved.clientY - start.clientY) < 4) return;
      if (!this.wasDragged) this.frame.classList.add('dragging');
      this.wasDragged = true;
      this.touched = true;
      this.x = moved.clientX - start.x;
      this.y = moved.clientY - start.y;
      this.apply(true);
    };
    const end = () => {
      this.frame.classList.remove('dragging');
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', end);
      window.removeEventListener('pointercancel', end);
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', end);
    window.addEventListener('pointercancel', end);
  }

  private apply(byReader: boolean): void {
    this.scene.style.transform = `translate(${this.x}px,${this.y}px) scale(${this.scale})`;
    this.onChange(byReader);
  }
}

function clampScale(scale: number): number {
  return Math.max(0.08, Math.min(3, scale));
}
