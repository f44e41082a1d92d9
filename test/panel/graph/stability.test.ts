/**
 * The promise of the picture: from step to step a card that has not changed moves less than a card's height. Over all bundled
 * scenarios, forwards, backwards and in jumps; no two cards ever overlap.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { cardsOf, standardMetrics } from '../../../media/panel/graph/card';
import { layoutHeap, type Layout, type PlacedCard } from '../../../media/panel/graph/layout';
import { Places } from '../../../media/panel/graph/places';
import { standardView, type HeapView } from '../../../src/protocol';
import { Session, type Toolchain } from '../../../src/session';
import { loadToolchain, recordSource } from '../../session/toolchainForTests';

const folder = path.resolve(import.meta.dirname, '../../../media/scenarios');
const scenarios = readdirSync(folder).filter((file) => file.endsWith('.py')).sort();
/** Of a run of many thousand steps the first ones: after them it only repeats. */
const mostSteps = 160;

let toolchain: Toolchain;
beforeAll(async () => {
  toolchain = await loadToolchain();
});

function viewsOf(file: string): HeapView[] {
  const session = new Session(recordSource(toolchain, readFileSync(path.join(folder, file), 'utf8')));
  const count = Math.min(mostSteps, session.view(0, standardView).stepCount);
  return Array.from({ length: count }, (_, step) => session.view(step, standardView));
}

/** The least height a card has. */
const smallest = standardMetrics.headerHeight + standardMetrics.footerHeight;

function trouble(before: Layout, after: Layout): string[] {
  const old = new Map(before.cards.map((card) => [card.content.key, card]));
  const found: string[] = [];
  for (const card of after.cards) {
    const was = old.get(card.content.key);
    if (was === undefined || !isUnchanged(was, card)) continue;
    const distance = Math.hypot(card.x - was.x, card.y - was.y);
    if (distance >= Math.max(smallest, card.content.height)) found.push(`${card.content.key} moved ${distance}`);
  }
  after.cards.forEach((a, index) => {
    for (const b of after.cards.slice(index + 1)) {
      if (a.x < b.x + b.content.width && b.x < a.x + a.content.width && a.y < b.y + b.content.height && b.y < a.y + a.content.height) {
        found.push(`${a.content.key} and ${b.content.key} overlap`);
      }
    }
  });
  return found;
}

/** What it shows and where it belongs is the same. */
function isUnchanged(a: PlacedCard, b: PlacedCard): boolean {
  return a.unreachable === b.unreachable && a.content.kind === b.content.kind && a.content.height === b.content.height && a.content.badge === b.content.badge;
}

function walk(views: readonly HeapView[], order: readonly number[], isMeant = (_trouble: string): boolean => true): string[] {
  const places = new Places();
  let before: Layout | null = null;
  return order.flatMap((step) => {
    const layout = layoutHeap(views[step], standardMetrics, places);
    places.remember(layout);
    const found = before === null ? [] : trouble(before, layout);
    before = layout;
    return found.filter(isMeant).map((text) => `step ${step}: ${text}`);
  });
}

describe.each(scenarios)('%s', (file) => {
  it('stays where it is, forwards, backwards and in jumps', () => {
    const views = viewsOf(file);
    const forwards = views.map((_, step) => step);
    expect(walk(views, [...forwards, ...forwards.toReversed()])).toEqual([]);
    // In a jump the module's names may become many at once, and the other roots make room.
    expect(walk(views, forwards.map((step) => step * 37 % views.length), (text) => !text.startsWith('root '))).toEqual([]);
  });

  it('draws every object of the view once', () => {
    for (const view of viewsOf(file).slice(0, 60)) {
      const keys = cardsOf(view, standardMetrics).map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });
});
