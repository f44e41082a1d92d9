/** The collector's three generations: count against threshold as a bar, and how many objects each holds. */
import { element, setAttributes, setText } from '../dom';
import type { Change, Region, Store } from '../store';

interface Bar {
  readonly root: HTMLElement;
  readonly meter: HTMLElement;
  readonly fill: HTMLElement;
  readonly count: HTMLElement;
  readonly objects: HTMLElement;
}

export class Generations implements Region {
  private readonly bars: readonly Bar[] = [0, 1, 2].map(makeBar);
  readonly root = element('section', { class: 'generations', 'aria-label': 'Generations' }, ...this.bars.map((bar) => bar.root));

  constructor(private readonly store: Store) {}

  update(_change: Change): void {
    const generations = this.store.state?.view?.generations;
    if (generations === undefined) return;
    this.bars.forEach((bar, index) => {
      const { count, threshold, objects } = generations[index];
      // A threshold of 0 means the generation is never collected by itself.
      const share = threshold <= 0 ? 0 : Math.max(0, Math.min(1, count / threshold));
      bar.fill.style.width = `${share * 100}%`;
      const text = threshold <= 0 ? `count ${count}, no threshold` : `count ${count} of threshold ${threshold}`;
      setAttributes(bar.meter, { 'aria-valuenow': Math.min(count, Math.max(threshold, 0)), 'aria-valuemax': Math.max(threshold, 1), 'aria-valuetext': text });
      bar.root.title = `generation ${index}: ${text}, ${objects} objects`;
      setText(bar.count, threshold <= 0 ? String(count) : `${count} / ${threshold}`);
      setText(bar.objects, `${objects} ${objects === 1 ? 'object' : 'objects'}`);
    });
  }
}

function makeBar(_: number, generation: number): Bar {
  const fill = element('div', { class: 'fill' });
  const meter = element('div', { class: 'meter', role: 'meter', 'aria-valuemin': 0, 'aria-label': `generation ${generation}` }, fill);
  const count = element('span', { class: 'count' });
  const objects = element('span', { class: 'objects' });
  const root = element('div', { class: `generation generation${generation}` },
    element('div', { class: 'caption' }, element('span', { class: 'name' }, `gen ${generation}`), count), meter, objects);
  return { root, meter, fill, count, objects };
}
