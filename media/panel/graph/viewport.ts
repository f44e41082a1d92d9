/**
 * Which part of the picture is seen, and how large. Until the reader moves or zooms, the whole picture is kept in sight, and
 * the scale changes only when the picture would no longer fit: stepping doesn't zoom in and out.
 */
const margin = 20;
/** Below this, text can't be read: the picture is cut instead and can be moved. */
const smallest = 0.68;
const largest = 1.15;

export class Viewport {
  private scale = 1;
  private x = margin;
  private y = margin;
  private touched = false;
  private fitted: { width: number; height: number } = { width: 0, height: 0 };
  /** The last press moved the picture: it was no click. */
  wasDragged = false;

  constructor(private readonly frame: SVGSVGElement, private readonly scene: SVGGElement) {
    frame.addEventListener('wheel', (event) => this.onWheel(event), { passive: false });
    frame.addEventListener('pointerdown', (event) => this.onPress(event));
    new ResizeObserver(() => {
      if (!this.touched) this.fit(this.fitted.width, this.fitted.height, true);
    }).observe(frame);
    this.apply();
  }

  fit(width: number, height: number, restart: boolean): void {
    this.fitted = { width, height };
    if (restart) this.touched = false;
    if (this.touched) return;
    const { clientWidth, clientHeight } = this.frame;
    if (clientWidth === 0 || clientHeight === 0 || width === 0) return;
    const scale = Math.max(smallest, Math.min(largest, (clientWidth - 2 * margin) / width, (clientHeight - 2 * margin) / height));
    if (!restart && scale >= this.scale) return;
    this.scale = scale;
    this.x = margin;
    this.y = margin;
    this.apply();
  }

  zoomBy(factor: number, centerX = this.frame.clientWidth / 2, centerY = this.frame.clientHeight / 2): void {
    this.touched = true;
    const scale = Math.max(0.2, Math.min(3, this.scale * factor));
    this.x = centerX - (centerX - this.x) * scale / this.scale;
    this.y = centerY - (centerY - this.y) * scale / this.scale;
    this.scale = scale;
    this.apply();
  }

  /** Moves as little as needed to bring a rectangle of the picture into sight. */
  reveal(x: number, y: number, width: number, height: number): void {
    const place = (start: number, size: number, offset: number, room: number): number => {
      const from = start * this.scale + offset;
      const to = from + size * this.scale;
      if (from < margin) return offset + margin - from;
      return to > room - margin ? offset - (to - room + margin) : offset;
    };
    const left = place(x, width, this.x, this.frame.clientWidth);
    const top = place(y, height, this.y, this.frame.clientHeight);
    if (left === this.x && top === this.y) return;
    this.touched = true;
    this.x = left;
    this.y = top;
    this.apply();
  }

  private onWheel(event: WheelEvent): void {
    const zooms = event.ctrlKey || event.metaKey;
    const { clientWidth, clientHeight } = this.frame;
    const all = this.fitted.width * this.scale <= clientWidth && this.fitted.height * this.scale <= clientHeight;
    if (!zooms && all) return; // nothing to move: the page may scroll
    event.preventDefault();
    if (zooms) {
      const box = this.frame.getBoundingClientRect();
      return this.zoomBy(Math.exp(-event.deltaY * 0.004), event.clientX - box.left, event.clientY - box.top);
    }
    this.touched = true;
    this.x -= event.shiftKey ? event.deltaY : event.deltaX;
    this.y -= event.shiftKey ? 0 : event.deltaY;
    this.apply();
  }

  private onPress(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.wasDragged = false;
    const start = { x: event.clientX - this.x, y: event.clientY - this.y, clientX: event.clientX, clientY: event.clientY };
    const move = (moved: PointerEvent) => {
      if (!this.wasDragged && Math.hypot(moved.clientX - start.clientX, moved.clientY - start.clientY) < 4) return;
      this.wasDragged = true;
      this.touched = true;
      this.frame.classList.add('dragging');
      this.x = moved.clientX - start.x;
      this.y = moved.clientY - start.y;
      this.apply();
    };
    const end = () => {
      this.frame.classList.remove('dragging');
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', end);
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', end);
  }

  private apply(): void {
    this.scene.style.transform = `translate(${this.x}px,${this.y}px) scale(${this.scale})`;
  }
}
