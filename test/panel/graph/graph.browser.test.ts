/** The graph in Chromium: what is lit, ghosts, groups, keys, the menu, the filter, what is kept, and the picture as a file. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { HeapGroup, HeapView } from '../../../src/protocol';
import { openPanelBrowser, openPlainPage, type PlainPage } from '../plainPage';
import { themes } from '../themes';
import { cycleView, largeView, state, unreachableView, view, root, slot } from '../viewFixtures';

let browser: Browser;
let open: PlainPage | null = null;

beforeAll(async () => {
  browser = await openPanelBrowser();
});
afterAll(() => browser.close());
afterEach(async () => {
  const troubles = open?.troubles ?? [];
  await open?.close();
  open = null;
  expect(troubles).toEqual([]);
});

async function start(shown: HeapView, theme: keyof typeof themes = 'dark', size = { width: 1000, height: 720 }): Promise<PlainPage> {
  open = await openPlainPage(browser, theme, size);
  await open.show(state(shown));
  return open;
}

const card = (panel: PlainPage, key: string) => panel.page.locator(`[data-key="${key}"]`);
/** The last wishes told to the host. */
async function wishes(panel: PlainPage): Promise<Record<string, unknown>> {
  return ((await panel.calls()).filter((call) => call.name === 'wish').at(-1)?.argument ?? {}) as Record<string, unknown>;
}

function groupedView(): HeapView {
  const group = (id: string, extra: Partial<HeapGroup>): HeapGroup => ({
    id, kind: 'type', label: `${extra.count ?? 0} ${extra.type ?? ''}`, type: null, holder: null, count: 0, bytes: 0, unreachable: false, generations: [0, 0, 0, 0], newCount: 0, links: [], ...extra,
  });
  return view({
    roots: [root('__main__', [slot('head', null, 'Node', { group: 'type:Node' }), slot('rows', 1)])],
    nodes: [...largeView(1).nodes.map((node) => ({ ...node, moreCount: 19_988, moreLinks: [{ target: 'type:Node', count: 19_988, label: '[…]' }] }))],
    groups: [
      group('type:Node', { type: 'Node', count: 99_990, bytes: 4_800_000, generations: [90, 9_900, 90_000, 0], newCount: 3, links: [{ target: 'type:Node', count: 99_989, label: '.next' }] }),
      group('unreachable:Node', { type: 'Node', count: 600, bytes: 28_800, unreachable: true, generations: [600, 0, 0, 0], links: [{ target: 'unreachable:Node', count: 600, label: '.next' }] }),
    ],
  });
}

describe('what is lit', () => {
  it('is the edge under the pointer with both its ends and its label', async () => {
    const panel = await start(cycleView());
    const edge = panel.page.locator('.edge[data-edge="object 7 .partner object 8"]');
    await edge.locator('.hit').dispatchEvent('pointerover', { bubbles: true });
    expect(await panel.page.locator('.edge.lit').count()).toBe(1);
    expect(await panel.page.locator('.card.lit').evaluateAll((cards) => cards.map((each) => (each as SVGElement).dataset.key).sort())).toEqual(['object 7', 'object 8']);
    expect(await panel.page.locator('.edge-labels text').allTextContents()).toEqual(['.partner']);
    await panel.page.locator('.page-heap .graph').dispatchEvent('pointerleave');
    expect(await panel.page.locator('.lit').count()).toBe(0);
  });

  it('is the chosen card with all that is joined to it; the rest is dimmed', async () => {
    const panel = await start(cycleView());
    await card(panel, 'object 13').click();
    expect(await panel.page.locator('.has-highlight .card.near').count()).toBe(3);
    expect(await panel.page.locator('.edge-labels text').allTextContents()).toContain('referent (weak)');
  });
});

describe('a ghost', () => {
  it('stands struck through where the freed object was, for one moment', async () => {
    const panel = await start(cycleView());
    const place = () => card(panel, 'object 12').evaluate((each) => (each as SVGElement).style.transform);
    const before = await place();
    const after = { ...cycleView(), step: 4, nodes: cycleView().nodes.filter(({ id }) => id !== 12), freed: [{ id: 12, type: 'dict', text: '' }] };
    await panel.show(state(after));
    const ghost = panel.page.locator('.card.ghost');
    expect(await ghost.count()).toBe(1);
    expect(await ghost.getAttribute('aria-label')).toBe('dict #12, freed by the last step');
    expect(await place()).toBe(before);
    await panel.screenshot('graph-ghost');
    await panel.show(state({ ...after, step: 5, freed: [] }));
    await ghost.waitFor({ state: 'detached' });
  });
});

describe('groups', () => {
  it('are cards with counts, edges with numbers, and open with Enter', async () => {
    const panel = await start(groupedView());
    const group = card(panel, 'group type:Node');
    expect(await group.getAttribute('aria-label')).toBe('99990 Node, 4.8 MB, 90 in generation 0, 9,900 in generation 1, 90,000 in generation 2, 3 new');
    expect(await group.locator('.badge > text').textContent()).toBe('×99,990');
    expect(await card(panel, 'group unreachable:Node').evaluate((each) => each.classList.contains('unreachable'))).toBe(true);
    await group.focus();
    await panel.page.keyboard.press('Enter');
    expect(await wishes(panel)).toMatchObject({ opened: { 'type:Node': 12 } });
    await panel.screenshot('graph-groups');
  });

  it('of left out items show more of them', async () => {
    const panel = await start(groupedView());
    await card(panel, 'object 1').locator('.more').click();
    const { slotLimits } = await wishes(panel) as { slotLimits: Record<string, number> };
    expect(slotLimits['1']).toBeGreaterThan(20);
  });
});

describe('keys on a card', () => {
  it('focus, pin, hide; Backspace leads back', async () => {
    const panel = await start(cycleView());
    await card(panel, 'object 8').focus();
    await panel.page.keyboard.press('p');
    expect(await wishes(panel)).toMatchObject({ pinned: [8] });
    await card(panel, 'object 8').focus();
    await panel.page.keyboard.press('f');
    expect(await wishes(panel)).toMatchObject({ focus: { id: 8, distance: 1 } });
    expect(await panel.page.locator('.crumbs').textContent()).toContain('Node #8');
    await panel.page.getByRole('button', { name: 'Farther' }).click();
    expect(await wishes(panel)).toMatchObject({ focus: { id: 8, distance: 2 } });
    await card(panel, 'object 8').focus();
    await panel.page.keyboard.press('Backspace');
    expect(await wishes(panel)).toMatchObject({ focus: null });
    expect(await panel.page.locator('.crumbs').isVisible()).toBe(false);
    await card(panel, 'object 12').focus();
    await panel.page.keyboard.press('h');
    expect(await wishes(panel)).toMatchObject({ hidden: [12] });
    await panel.page.getByRole('button', { name: '1 hidden' }).click();
    expect(await wishes(panel)).toMatchObject({ hidden: [] });
  });

  it('go along references', async () => {
    const panel = await start(cycleView());
    await card(panel, 'object 7').focus();
    await panel.page.keyboard.press('ArrowRight');
    expect(await panel.page.evaluate(() => (document.activeElement as SVGElement | null)?.dataset.key)).toBe('object 8');
  });

  it('zoom, fit, search and help', async () => {
    const panel = await start(cycleView());
    const transform = () => panel.page.locator('.page-heap .scene').evaluate((scene) => (scene as SVGElement).style.transform);
    await card(panel, 'object 7').focus();
    const before = await transform();
    await panel.page.keyboard.press('+');
    expect(await transform()).not.toBe(before);
    await panel.page.keyboard.press('0');
    expect(await transform()).toBe(before);
    await panel.page.keyboard.press('?');
    await panel.page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await panel.screenshot('graph-keys');
    await panel.page.keyboard.press('Escape');
    await panel.page.getByRole('dialog', { name: 'Keys' }).waitFor({ state: 'detached' });
    expect(await panel.page.evaluate(() => (document.activeElement as SVGElement | null)?.dataset.key)).toBe('object 7');
    await panel.page.keyboard.press('/');
    expect(await panel.page.evaluate(() => document.activeElement?.className)).toBe('search');
  });
});

describe('the menu', () => {
  it('opens by key, is gone through by key, and gives the focus back', async () => {
    const panel = await start(cycleView());
    await card(panel, 'object 7').focus();
    await panel.page.keyboard.press('Shift+F10');
    expect(await panel.page.getByRole('menuitem').first().evaluate((item) => item === document.activeElement)).toBe(true);
    await panel.screenshot('graph-menu');
    await panel.page.keyboard.press('Escape');
    expect(await panel.page.getByRole('menu').count()).toBe(0);
    expect(await panel.page.evaluate(() => (document.activeElement as SVGElement | null)?.dataset.key)).toBe('object 7');
    await panel.page.keyboard.press('Shift+F10');
    await panel.page.keyboard.press('h');
    await panel.page.keyboard.press('Enter');
    expect(await wishes(panel)).toMatchObject({ hidden: [7] });
  });

  it('opens by pointer inside the window', async () => {
    const panel = await start(cycleView(), 'light', { width: 420, height: 600 });
    await card(panel, 'object 7').click({ button: 'right', force: true });
    const box = await panel.page.getByRole('menu').boundingBox();
    expect((box?.x ?? 999) + (box?.width ?? 999)).toBeLessThanOrEqual(420);
    expect((box?.y ?? 999) + (box?.height ?? 999)).toBeLessThanOrEqual(600);
  });
});

describe('the filter', () => {
  it('takes text, generations, reach and age, and shows each condition as what can be taken away', async () => {
    const panel = await start(cycleView(), 'light');
    await panel.page.getByRole('searchbox').fill('node');
    await expect.poll(() => wishes(panel)).toMatchObject({ filter: { text: 'node' } });
    await panel.page.getByRole('button', { name: 'Filter' }).click();
    const sheet = panel.page.getByRole('dialog', { name: 'Which objects are drawn' });
    await sheet.getByRole('checkbox', { name: '0' }).uncheck();
    await sheet.getByLabel('Reachable', { exact: true }).selectOption('no');
    await sheet.getByLabel('Made', { exact: true }).selectOption('since');
    expect(await wishes(panel)).toMatchObject({ filter: { text: 'node', generations: [1, 2, null], reachable: false, bornSince: 3 } });
    await panel.screenshot('graph-filter');
    await panel.page.keyboard.press('Escape');
    expect(await sheet.isVisible()).toBe(false);
    await panel.page.getByRole('button', { name: 'unreachable' }).click();
    expect(await wishes(panel)).toMatchObject({ filter: { text: 'node', generations: [1, 2, null], bornSince: 3 } });
  });
});

describe('what is kept', () => {
  it('survives a reload: filter, pins, zoom; another scenario starts without', async () => {
    const panel = await start(cycleView());
    await panel.page.getByRole('searchbox').fill('node');
    await expect.poll(() => wishes(panel)).toMatchObject({ filter: { text: 'node' } });
    await card(panel, 'object 8').focus();
    await panel.page.keyboard.press('p');
    await panel.page.keyboard.press('+');
    const scene = panel.page.locator('.page-heap .scene');
    const before = await scene.evaluate((each) => (each as SVGElement).style.transform);
    await panel.reload();
    await panel.show(state(cycleView()));
    expect(await wishes(panel)).toMatchObject({ filter: { text: 'node' }, pinned: [8] });
    expect(await panel.page.getByRole('searchbox').inputValue()).toBe('node');
    expect(await scene.evaluate((each) => (each as SVGElement).style.transform)).toBe(before);
    await panel.show(state(cycleView(), { title: 'other.py', run: 2 }));
    expect(await panel.page.getByRole('searchbox').inputValue()).toBe('');
  });
});

describe('the picture as a file', () => {
  it('is SVG that needs neither style sheet nor script', async () => {
    const panel = await start(unreachableView());
    const file = await panel.picture();
    expect(file).toMatch(/^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    expect(file).toMatch(/<text[^>]*>__main__<\/text>/);
    expect(file).not.toMatch(/<script|foreignObject|data-key|class="card/);
    expect(file).not.toMatch(/var\(|color-mix|color\(srgb/);
    expect(file).toContain('unreachable, waiting for the collector');
  });
});

describe('situations', () => {
  it.each(Object.keys(themes) as (keyof typeof themes)[])('are pictured in %s', async (theme) => {
    const panel = await start(cycleView(), theme, { width: 1100, height: 760 });
    await panel.show(state({ ...unreachableView(), step: 4 }));
    await panel.page.locator('.legend summary').click();
    await panel.screenshot(`graph-unreachable-${theme}`);
    await panel.show(state(groupedView()));
    await panel.page.locator('.legend summary').click();
    await card(panel, 'group type:Node').hover();
    await panel.screenshot(`graph-groups-${theme}`);
    expect(await panel.page.locator('.card.group').count()).toBe(2);
  });

  it.each([300, 1800])('fit %d pixels', async (width) => {
    const panel = await start(largeView(60), 'dark', { width, height: 760 });
    await panel.screenshot(`graph-${width}`);
    expect(await panel.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
  });

  it('move nothing gently when the reader wants reduced motion', async () => {
    const panel = await start(cycleView());
    await panel.page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await card(panel, 'object 7').evaluate((each) => getComputedStyle(each).transitionDuration)).toMatch(/^0s/);
  });
});
