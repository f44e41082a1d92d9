/**
 * Where cards stand and stood: what was drawn stays, and what comes back (stepping back, or after hiding) comes back to its place.
 * In: each layout that is shown. Out: for a key, its place. Nothing is decided here.
 */
import type { CardContent } from './card';
import type { Layout } from './layout';

export interface Place {
  readonly column: number;
  /** From the top of the picture; of cards in the region of the unreachable, from the region's top. */
  readonly y: number;
  readonly unreachable: boolean;
  /** What it last showed. */
  readonly content: CardContent;
  /** The layout that had it last. */
  readonly serial: number;
}

/** More than any picture has, by far. */
const mostPlaces = 4000;

export class Places {
  private readonly known = new Map<string, Place>();
  private serial = 0;
  /** Top of the region in the layout before, or null if there was none. */
  regionTop: number | null = null;

  get(key: string): Place | undefined {
    return this.known.get(key);
  }

  /** It was in the layout before this one. */
  isDrawn(place: Place): boolean {
    return place.serial === this.serial;
  }

  remember({ cards, region }: Layout): void {
    this.serial++;
    this.regionTop = region?.y ?? null;
    for (const { content, column, y, unreachable } of cards) {
      if (content.kind === 'ghost') continue;
      this.known.delete(content.key); // the newest come last
      this.known.set(content.key, { column, y: unreachable ? y - (region?.y ?? 0) : y, unreachable, content, serial: this.serial });
    }
    for (const key of this.known.keys()) {
      if (this.known.size <= mostPlaces) break;
      this.known.delete(key);
    }
  }

  forget(): void {
    this.known.clear();
    this.regionTop = null;
  }

  /** Another run: numbers stand for the same objects only where what they show is the same. */
  forgetOthers(contents: readonly CardContent[]): void {
    const titles = new Map(contents.map(({ key, title }) => [key, title]));
    for (const [key, { content }] of this.known) if (titles.get(key) !== content.title) this.known.delete(key);
  }
}
