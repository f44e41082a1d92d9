/**
 * A recorded run as a self-contained page, in Chromium from a file: the source beside the panel, one object, the tables, the output. All
 * answers are those of the real analyses.
 */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openRun, type Toolchain } from '../../../src/session';
import { loadToolchain } from '../../session/toolchainForTests';
import { openPanelBrowser } from '../plainPage';
import { openReplayPage, type ReplayPage, type ReplayWish } from '../replayPage';

const source = `import sys, weakref
class Node:
    def __init__(self, name):
        self.name = name
        self.next = None

def make(name):
    return Node(name)

a = make("a")
b = [a, a]
w = weakref.ref(a)
print("made", file=sys.stdout)
print("careful", file=sys.stderr)
c = Node("c")
d = Node("d")
c.next = d
d.next = c
del c, d
kept = []
for i in range(8):
    kept.append(Node(i))
print("kept", len(kept))
del a
del b
print("the end")
`;

let browser: Browser;
let toolchain: Toolchain;
let open: ReplayPage | null = null;
beforeAll(async () => {
  [browser, toolchain] = await Promise.all([openPanelBrowser(), loadToolchain()]);
});
afterAll(() => browser.close());
afterEach(async () => {
  const troubles = open?.troubles ?? [];
  await open?.close();
  open = null;
  expect(troubles).toEqual([]);
});

async function start(wish: Partial<ReplayWish> = {}): Promise<Page> {
  open = await openReplayPage(browser, toolchain, { source, ...wish });
  return open.page;
}

/** Goes to the next moment before a line (from 1) by the source beside the panel. */
async function goToLine(page: Page, line: number): Promise<void> {
  await page.locator(`.source-line[data-line="${line - 1}"]`).click();
  await page.waitForFunction((wanted) => document.querySelector('.line .line-number')?.textContent === String(wanted), line);
}

/** Chooses the object a name of the module stands for. */
async function choose(page: Page, name: RegExp): Promise<void> {
  await page.locator('.card.object').filter({ hasText: name }).first().dispatchEvent('click');
  await page.locator('.details:not([hidden])').waitFor();
}

const sectionText = async (page: Page, name: string): Promise<string> => {
  const section = page.locator(`.details .section-${name}`);
  await page.waitForFunction((wanted) => document.querySelector(`.details .section-${wanted} .section-content`)?.childElementCount !== 0, name);
  return section.innerText();
};

describe('the source beside the panel', () => {
  it('marks the line, goes to the next run of a line that is pressed, and has its names', async () => {
    const page = await start();
    await goToLine(page, 11);
    expect(await page.locator('.source-line.current').textContent()).toContain('b = [a, a]');
    await goToLine(page, 22);
    const first = page.url();
    await page.locator('.source-line.current').press('Enter');
    await page.waitForFunction((before) => location.href !== before, first);
    expect(await page.locator('.source-line').nth(9).locator('.note').textContent()).toContain('refcount a');
    expect(await page.locator('.source-line .keyword').first().textContent()).toBe('import');
  });

  it('begins at the moment its address names, and the recording can be saved and opened again', async () => {
    const page = await start({ step: 5 });
    await open?.atStep(6);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByText('Save recording').click()]);
    const run = await openRun(new Uint8Array(readFileSync(await download.path())));
    expect('action' in run).toBe(false);
    if (!('action' in run)) expect(run.input.source).toBe(source);
    await page.evaluate(() => {
      location.hash = '#step=3';
    });
    await open?.atStep(3);
  });
});

describe('one object', () => {
  it('is told with its ledger, its path, its life, the weak reference and where it was made', async () => {
    const page = await start();
    await goToLine(page, 13);
    await choose(page, /^Node.*3/);
    expect(await sectionText(page, 'holders')).toMatch(/Held by\s*3\s*global a\s+list #\d+\[0\]\s+list #\d+\[1\]/);
    expect(await sectionText(page, 'alive')).toMatch(/is alive because global a holds it/);
    expect(await page.locator('.path-picture .chain-box.goal').textContent()).toContain('Node #');
    expect(await sectionText(page, 'life')).toMatch(/refcount 2 to 1|refcount 1 to/);
    for (const name of ['birth', 'weak', 'free', 'size', 'referents']) await page.locator(`.details .section-${name} > summary`).click();
    expect(await sectionText(page, 'birth')).toMatch(/line 8 of make\s*line 10 of the module/);
    expect(await sectionText(page, 'weak')).toMatch(/ReferenceType|weakref/i);
    expect(await sectionText(page, 'free')).toMatch(/del a/);
    expect(await sectionText(page, 'size')).toMatch(/itself[^]*48 bytes/);
    expect(await page.locator('.life-note').textContent()).toMatch(/It will die in step \d+, line 25: its refcount fell to 0/);
    await page.getByRole('button', { name: 'Go to its last moment' }).click();
    await page.waitForFunction(() => document.querySelector('.line .line-number')?.textContent === '25');
    await goToLine(page, 26);
    await page.waitForFunction(() => document.querySelector('.details .facts')?.textContent === 'dead at this moment');
    expect(await page.locator('.life-note').textContent()).toMatch(/It died in step/);
    await page.getByRole('slider').first().press('Home');
    await page.waitForFunction(() => document.querySelector('.details .facts')?.textContent === 'not born yet at this moment');
    expect(await page.locator('.life-note').textContent()).toMatch(/It will be made in step \d+, line 8/);
  });

  it('that only a cycle keeps is drawn with its cycle, and which parts are open is kept', async () => {
    const page = await start();
    await goToLine(page, 20);
    await page.locator('.card.object.unreachable').first().dispatchEvent('click');
    expect(await sectionText(page, 'alive')).toMatch(/No root reaches Node #\d+ any more: only its own cycle keeps it/);
    expect(await page.locator('.path-picture.closed .chain-box').count()).toBe(2);
    await page.locator('.path-picture.closed .chain-box.link-box').last().click();
    await page.locator('.details .section-referents > summary').click();
    expect(await page.locator('.details .section-referents').evaluate((section) => (section as HTMLDetailsElement).open)).toBe(true);
    await goToLine(page, 23);
    expect(await page.locator('.details .section-referents').evaluate((section) => (section as HTMLDetailsElement).open)).toBe(true);
  });
});

describe('the tables', () => {
  it('list, sort, filter and choose objects, and copy them', async () => {
    const page = await start();
    await goToLine(page, 23);
    await page.getByRole('tab', { name: 'Objects', exact: true }).click();
    const grid = page.getByRole('grid', { name: 'Objects' });
    await page.waitForFunction(() => document.querySelectorAll('.grid-layer .grid-row:not([hidden])').length > 8);
    await page.getByPlaceholder('Types, by commas').fill('Node');
    await page.waitForFunction(() => /^11 objects/.test(document.querySelector('.table-summary')?.textContent ?? ''));
    const cells = (column: number): Promise<string[]> => grid.locator(`.grid-layer .grid-row:not([hidden]) [aria-colindex="${column}"]`).allTextContents();
    expect(new Set(await cells(2))).toEqual(new Set(['Node']));
    await grid.getByRole('button', { name: 'Refcount' }).click();
    await page.waitForFunction(() => document.querySelector('.grid-row[aria-rowindex="2"] [aria-colindex="4"]')?.textContent === '3');
    expect(await grid.locator('[role=columnheader][aria-sort=descending]').textContent()).toBe('Refcount');
    await grid.focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    expect(await grid.locator('.grid-row.chosen [aria-colindex="4"]').textContent()).toBe('3');
    const active = await grid.getAttribute('aria-activedescendant');
    expect(await page.locator(`#${active ?? ''}`).getAttribute('aria-selected')).toBe('true');
    await page.getByRole('button', { name: 'Copy' }).first().click();
    await page.getByRole('button', { name: 'Copied 11' }).waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(text.split('\n')).toHaveLength(12);
    expect(text.split('\n')[0]).toBe('#\tType\tValue\tRefcount\tGen\tSize\tRetained\tSince\tLine');
    await page.getByRole('tab', { name: 'Heap', exact: true }).click();
    expect(await page.locator('.card.object.selected').count()).toBe(1);
  });

  it('compare groups with another moment, lead from a type to its objects, and tell what the lines cost', async () => {
    const page = await start();
    await goToLine(page, 21);
    await page.getByRole('tab', { name: 'Objects', exact: true }).click();
    await page.getByRole('tab', { name: 'Groups' }).click();
    await page.getByRole('button', { name: 'Compare' }).click();
    await goToLine(page, 23);
    const row = page.getByRole('grid', { name: 'Groups of objects' }).locator('.grid-row', { hasText: 'Node' });
    await page.waitForFunction(() => [...document.querySelectorAll('[aria-label="Groups of objects"] .grid-row')].some((each) => each.textContent?.includes('+8') === true));
    expect(await row.textContent()).toMatch(/^Node11\+8/);
    await row.locator('.cell-link').click();
    await page.waitForFunction(() => /^11 objects/.test(document.querySelector('.table-summary')?.textContent ?? ''));
    await page.getByRole('tab', { name: 'Cost' }).click();
    const cost = page.getByRole('grid', { name: 'Cost of the run' });
    await cost.locator('.grid-layer .grid-row', { hasText: /^22module8/ }).waitFor();
    await page.getByRole('tab', { name: 'Leaks' }).click();
    await page.locator('.leaks').getByText('8 objects left behind').waitFor();
    await page.getByRole('tab', { name: 'Retained' }).click();
    const inside = page.getByRole('grid', { name: 'Retained sizes' }).locator('.grid-row', { hasText: /^list/ }).locator('[aria-colindex="7"].cell-link').first();
    await inside.click();
    await page.locator('.trail').getByText('All objects').waitFor();
  });

  it('scroll a list of a hundred thousand with few elements, to its end', async () => {
    const page = await start({ source: 'class P: pass\nps = [P() for i in range(100_000)]\nx = 1\n' });
    await page.getByRole('tab', { name: 'Objects', exact: true }).click();
    const grid = page.getByRole('grid', { name: 'Objects' });
    await page.waitForFunction(() => /^100,00\d objects/.test(document.querySelector('.table-summary')?.textContent ?? ''));
    await grid.focus();
    await page.keyboard.press('End');
    await page.waitForFunction(() => Number(document.querySelector('.grid-layer .grid-row.active [aria-colindex="1"]')?.textContent) > 99_000);
    expect(await page.locator('.grid-layer .grid-row').count()).toBeLessThan(80);
    await grid.evaluate((element) => {
      element.scrollTop = element.scrollHeight / 2;
    });
    await page.waitForFunction(() => [...document.querySelectorAll('.grid-layer .grid-row:not([hidden]) [aria-colindex="1"]')].some((cell) => Math.abs(Number(cell.textContent) - 50_000) < 200));
  });
});

describe('the output', () => {
  it('is what was printed so far; a piece leads to its step, later ones are faint, and a search goes through all of it', async () => {
    const page = await start();
    await goToLine(page, 20);
    await page.getByRole('tab', { name: 'Output' }).click();
    const pieces = page.locator('.output .piece');
    await page.waitForFunction(() => document.querySelector('.output .table-summary')?.textContent?.includes('in all'));
    expect(await pieces.allTextContents()).toEqual(['made\n', 'careful\n']);
    expect(await page.locator('.piece.stderr').getAttribute('title')).toMatch(/standard error/);
    await page.getByRole('button', { name: 'Later output' }).click();
    await page.locator('.piece.later').first().waitFor();
    expect(await page.locator('.piece.later').allTextContents()).toEqual(['kept 8\n', 'the end\n']);
    await pieces.last().focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('.line .line-number')?.textContent === '24');
    await page.getByPlaceholder('Search in the output').fill('CARE');
    await page.locator('.output mark').waitFor();
    expect(await page.locator('.output mark').textContent()).toBe('care');
    await page.getByPlaceholder('Search in the output').press('Shift+Enter');
    await page.waitForFunction(() => document.querySelector('.line .line-number')?.textContent === '15');
  });
});

describe('pictures', () => {
  it.each([
    ['replay-light', { width: 1400, dark: false }], ['replay-dark', { width: 1400, dark: true }],
    ['replay-contrast', { width: 1400, dark: true, contrast: true }], ['replay-narrow', { width: 320, height: 900, dark: true }],
  ] as const)('%s', async (name, wish) => {
    const page = await start(wish);
    await goToLine(page, 23);
    await choose(page, /^Node.*3/);
    await sectionText(page, 'life');
    await open?.screenshot(name);
    await page.getByRole('tab', { name: 'Objects', exact: true }).click();
    await page.waitForFunction(() => document.querySelectorAll('.grid-layer .grid-row:not([hidden])').length > 8);
    await open?.screenshot(`${name}-objects`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
  });
});
