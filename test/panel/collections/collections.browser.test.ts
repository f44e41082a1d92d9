/** The collector step by step in the page, on the bundled scenarios as they run. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bundledScenario, openLivePage, type LiveOptions, type LivePage } from '../livePage';
import { openPanelBrowser } from '../plainPage';
import type { themes } from '../themes';

let browser: Browser;
let live: LivePage | null = null;
beforeAll(async () => {
  browser = await openPanelBrowser();
});
afterAll(() => browser.close());
afterEach(async () => {
  const troubles = live?.troubles ?? [];
  await live?.close();
  live = null;
  expect(troubles).toEqual([]);
});

async function open(source: string, options: LiveOptions = {}): Promise<LivePage> {
  live = await openLivePage(browser, source, { size: { width: 1200, height: 860 }, ...options });
  await live.page.getByRole('tab', { name: 'Collections' }).click();
  return live;
}
const option = (panel: LivePage, name: RegExp) => panel.page.getByRole('listbox', { name: 'Collections' }).getByRole('option', { name });
const phase = (panel: LivePage, name: string) => panel.page.getByRole('button', { name: new RegExp(`^Phase \\d+ of \\d+: ${name}$`) });
const nodes = (panel: LivePage) => panel.page.locator('.phase-picture .card[aria-label^="Node"]');

describe('the list of collections', () => {
  it('shows all of them or those that found something, and goes along by keys', async () => {
    const panel = await open(bundledScenario('10_three_generations.py'));
    const rows = panel.page.getByRole('listbox', { name: 'Collections' }).getByRole('option');
    await expect.poll(() => rows.count()).toBe(panel.summary.collections.length);
    await panel.page.getByRole('combobox', { name: 'Which collections' }).selectOption('found');
    await expect.poll(() => rows.count()).toBe(panel.summary.collections.filter(({ collected }) => collected > 0).length);
    await rows.first().click();
    const before = await panel.page.locator('.stepper h2').textContent();
    await rows.first().focus();
    await panel.page.keyboard.press('ArrowDown');
    await expect.poll(() => panel.page.locator('.stepper h2').textContent()).not.toBe(before);
  });

  it('says so where the collector did not run', async () => {
    const panel = await open('import os\na = []\n'.replace('import os\n', ''), {});
    await panel.page.locator('.collection-row').first().waitFor();
    await panel.page.getByRole('combobox', { name: 'Which collections' }).selectOption('automatic');
    await expect.poll(() => panel.page.locator('.collection-list .none').textContent()).toBe('None of them.');
  });
});

describe('going through a collection', () => {
  it('shows gc_refs on a cycle of two, what is set aside, and what is freed', async () => {
    const panel = await open(bundledScenario('05_cycle_of_two.py'));
    await option(panel, /line 35.*2 collected/).click();
    await expect.poll(() => panel.page.locator('.stepper h2').textContent()).toMatch(/^Collection \d+ of \d+: generation 2, requested on line 35$/);
    const badges = () => nodes(panel).locator('.gc-badge text').allTextContents();
    await phase(panel, 'update_refs').click();
    await expect.poll(badges).toEqual(['1', '1']);
    await panel.page.keyboard.press('ArrowRight');
    await expect.poll(badges).toEqual(['1 → 0', '1 → 0']);
    await panel.page.keyboard.press('ArrowRight');
    await expect.poll(() => nodes(panel).evaluateAll((cards) => cards.every((card) => card.classList.contains('gc-unreachable') && card.classList.contains('unreachable')))).toBe(true);
    expect(await nodes(panel).first().getAttribute('aria-label')).toContain('collector: set aside as unreachable');
    await panel.screenshot('collections-cycle');
    await phase(panel, 'finalize_garbage').click();
    await expect.poll(() => panel.page.locator('.phase-actions li').allTextContents()).toHaveLength(2);
    expect(await panel.page.locator('.phase-output').textContent()).toMatch(/gone: left\n.*gone: right/s);
    await panel.page.keyboard.press('End');
    await expect.poll(() => panel.page.locator('.phase-picture .gc-freed').count()).toBe(2);
    await panel.page.getByRole('button', { name: 'the moment after it' }).click();
    await expect.poll(() => panel.sought.length).toBe(1);
  });

  it('shows one thing after the other: what is set aside and moved back, and by which reference', async () => {
    const source = 'import gc\nclass Node: pass\nlate = Node()\nlate.first = Node()\nholder = [late.first]\nx = [late]\ndel late\ngc.collect()\n';
    const panel = await open(source);
    await option(panel, /line 8/).click();
    await phase(panel, 'move_unreachable').click();
    const actions = panel.page.locator('.phase-actions li');
    await expect.poll(() => actions.count()).toBeGreaterThan(2);
    const texts = await actions.allTextContents();
    const back = texts.findIndex((text) => /^Node #\d+ is moved back: it is held by list #\d+\[0\]/.test(text));
    expect(back).toBeGreaterThan(0);
    await actions.nth(back).getByRole('button').click();
    const acting = panel.page.locator('.phase-picture .gc-acting');
    await expect.poll(() => acting.getAttribute('class')).toContain('gc-moved-back');
    expect(await panel.page.locator('.phase-picture .gc-other').count()).toBe(1);
    await panel.screenshot('collections-moved-back');
    for (let done = back + 1; done > 0; done--) await panel.page.keyboard.press('ArrowUp');
    await expect.poll(() => panel.page.locator('.action-position').textContent()).toMatch(/^0 of/);
    expect(await panel.page.locator('.phase-picture .unreachable').count()).toBe(0);
  });

  it('shows resurrection, and the same as a list', async () => {
    const panel = await open(bundledScenario('12_resurrection.py'));
    await option(panel, /line 36/).click();
    await phase(panel, 'handle_resurrected_objects').click();
    await expect.poll(() => panel.page.locator('.phase-picture .gc-resurrected').count()).toBe(1);
    await panel.screenshot('collections-resurrection');
    await panel.page.getByRole('button', { name: 'List', exact: true }).click();
    const row = panel.page.locator('.phase-table tr.gc-resurrected');
    expect(await row.textContent()).toMatch(/Phoenix #\d+.*resurrected, now in generation 2/);
    await row.getByRole('button').click();
    await expect.poll(() => row.getAttribute('aria-selected')).toBe('true');
    await panel.screenshot('collections-list');
  });

  it('plays the phases by itself', async () => {
    const panel = await open(bundledScenario('06_weak_back_reference.py'));
    await panel.page.locator('.phase-dots button').first().waitFor();
    await panel.page.getByRole('button', { name: 'Play the phases' }).click();
    await expect.poll(() => panel.page.locator('.phase-name').textContent(), { timeout: 10_000 }).toMatch(/^2 of/);
    await panel.page.getByRole('button', { name: 'Pause' }).last().click();
  });

  it('of many objects shows some, and says how many more there are', async () => {
    const panel = await open('import gc\nkeep = []\nlost = []\nfor i in range(2000):\n    keep.append([i])\n    l = []\n    l.append(l)\ndel l\ngc.collect()\n');
    await option(panel, /line 9/).click();
    await expect.poll(() => panel.page.locator('.phase-counts').textContent()).toMatch(/\+[\d,]+ more not drawn/);
    const cards = await panel.page.locator('.phase-picture .card.object').count();
    expect(cards).toBeGreaterThan(60);
    expect(cards).toBeLessThanOrEqual(116);
    await phase(panel, 'move_unreachable').click();
    await panel.screenshot('collections-many');
  });
});

describe('pictures', () => {
  it.each(['dark', 'light', 'highContrast', 'highContrastLight'] as (keyof typeof themes)[])('of a collection in %s', async (theme) => {
    const panel = await open(bundledScenario('12_resurrection.py'), { theme });
    await option(panel, /line 36/).click();
    await phase(panel, 'move_unreachable').click();
    await panel.screenshot(`collections-${theme}`);
  });

  it.each([300, 1500])('of a collection, %d pixels wide, without scrolling sideways', async (width) => {
    const panel = await open(bundledScenario('05_cycle_of_two.py'), { size: { width, height: 900 } });
    await option(panel, /line 35/).click();
    await phase(panel, 'subtract_refs').click();
    await panel.screenshot(`collections-${width}`);
    await panel.page.locator('.phase-drawn').scrollIntoViewIfNeeded();
    await panel.screenshot(`collections-${width}-below`);
    expect(await panel.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
  });
});
