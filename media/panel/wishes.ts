/**
 * What the reader wishes of the picture: filter, grouping, neighbourhood, pinned and hidden objects, opened groups. It is kept with
 * the page and told to the host whenever it changes, and again for a scenario that has not been told.
 *
 * Objects are wished by their numbers, which mean something in one scenario only: another one starts without them.
 */
import type { Grouping, ObjectFilter, PanelState, ViewWishes } from '../../src/protocol';
import type { Store } from './store';

export interface Focus {
  readonly id: number;
  readonly name: string;
  readonly distance: number;
}

interface Wished {
  readonly title: string;
  readonly showAtoms: boolean;
  readonly grouping: Grouping;
  readonly filter: ObjectFilter;
  /** Neighbourhoods gone through, the one shown last. */
  readonly trail: readonly Focus[];
  readonly pinned: readonly number[];
  readonly hidden: readonly number[];
  readonly opened: Readonly<Record<string, number>>;
  readonly slotLimits: Readonly<Record<string, number>>;
}

const nothing: Wished = { title: '', showAtoms: false, grouping: 'auto', filter: {}, trail: [], pinned: [], hidden: [], opened: {}, slotLimits: {} };
const groupings: readonly unknown[] = ['none', 'type', 'holder', 'auto'];

export class Wishes {
  private wished: Wished;
  /** What the host was told last, by scenario. */
  private readonly told = new Map<string, string>();

  /** @param onChange the wishes have changed; whether quite another picture will come */
  constructor(private readonly store: Store, private readonly onChange: (isOther: boolean) => void) {
    this.wished = store.recall('wishes', isWished, nothing);
  }

  get now(): Wished {
    return this.wished;
  }

  get focus(): Focus | null {
    return this.wished.trail.at(-1) ?? null;
  }

  change(change: Partial<Wished>): void {
    this.wished = { ...this.wished, ...change };
    this.store.keep('wishes', this.wished);
    this.tell();
    this.onChange(['filter', 'grouping', 'trail', 'showAtoms'].some((name) => Object.hasOwn(change, name)));
  }

  filter(change: ObjectFilter): void {
    const entries = Object.entries({ ...this.wished.filter, ...change }).filter(([, value]) => value !== undefined && value !== '');
    this.change({ filter: Object.fromEntries(entries) as ObjectFilter });
  }

  focusOn(focus: Focus): void {
    const known = this.wished.trail.findIndex(({ id }) => id === focus.id);
    this.change({ trail: [...(known < 0 ? this.wished.trail : this.wished.trail.slice(0, known)), focus] });
  }

  /** @param depth how many of the neighbourhoods gone through stay; one less if not told */
  goBack(depth = this.wished.trail.length - 1): void {
    if (this.wished.trail.length > 0) this.change({ trail: this.wished.trail.slice(0, Math.max(0, depth)) });
  }

  toggle(list: 'pinned' | 'hidden', id: number): void {
    const now = this.wished[list];
    this.change({ [list]: now.includes(id) ? now.filter((other) => other !== id) : [...now, id] });
  }

  /** The host shows this state: another scenario knows nothing of the wishes yet. */
  follow({ title, view }: PanelState): void {
    if (view === null || title === this.wished.title) {
      if (view !== null) this.tell();
      return;
    }
    const { showAtoms, grouping } = this.wished;
    this.wished = { ...nothing, title, showAtoms, grouping };
    this.store.keep('wishes', this.wished);
    this.tell();
  }

  private tell(): void {
    const { title, trail, filter, showAtoms, grouping, pinned, hidden, opened, slotLimits } = this.wished;
    const focus = trail.at(-1);
    const wishes: ViewWishes = {
      showAtoms, grouping, filter, pinned, hidden, opened, slotLimits, focus: focus === undefined ? null : { id: focus.id, distance: focus.distance },
    };
    const text = JSON.stringify(wishes);
    if (text === (this.told.get(title) ?? untold)) return;
    this.told.set(title, text);
    this.store.wish(wishes);
  }
}

/** What the host does without being told. */
const untold = JSON.stringify({
  showAtoms: false, grouping: 'auto', filter: {}, pinned: [], hidden: [], opened: {}, slotLimits: {}, focus: null,
} satisfies ViewWishes);

function isWished(value: unknown): value is Wished {
  if (typeof value !== 'object' || value === null) return false;
  const { title, showAtoms, grouping, filter, trail, pinned, hidden, opened, slotLimits } = value as Record<string, unknown>;
  const isRecord = (record: unknown): boolean => typeof record === 'object' && record !== null && !Array.isArray(record);
  return typeof title === 'string' && typeof showAtoms === 'boolean' && groupings.includes(grouping) && isRecord(filter) && isRecord(opened) && isRecord(slotLimits)
    && [trail, pinned, hidden].every(Array.isArray);
}
