/** Time in the page, with a real run behind it: going, playing, stretches and their comparison, what the mouse and the keys do. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openLivePage, type LiveOptions, type LivePage } from '../livePage';
import { openPanelBrowser } from '../plainPage';
import type { themes } from '../themes';

const SOURCE = `import gc
gc.set_threshold(40, 3, 2)
class Node:
    def __init__(self, n):
        self.n = n
        self.self = self
keep = []
def work(i):
    Node(i)
    keep.append([i])
    if i % 30 == 7:
        print('at', i)
    try:
        if i % 50 == 3:
            raise ValueError(i)
    except ValueError:
        pass
for i in range(60):
    work(i)
    if i == 45:
        keep.clear()
gc.collect()
`;

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

async function open(options: LiveOptions = {}): Promise<LivePage> {
  live = await openLivePage(browser, SOURCE, { step: 100, ...options });
  await live.page.locator('.strip-drawing .collection-mark').first().waitFor();
  return live;
}
const slider = (panel: LivePage) => panel.page.getByRole('slider', { name: 'Step' });
const stands = (panel: LivePage, step: number) => expect.poll(async () => (await slider(panel).getAttribute('aria-valuetext'))?.startsWith(`step ${step + 1} of`)).toBe(true);
const place = async (panel: LivePage, share: number, y: number) => {
  const box = await slider(panel).boundingBox();
  if (box === null) throw new Error('the strip is not shown');
  return { x: box.x + 1 + share * (box.width - 2), y: box.y + y };
};

describe('the strip', () => {
  it('shows charts, and marks of different shapes', async () => {
    const panel = await open();
    for (const chart of ['.objects-area', '.objects-line', '.bytes-line']) expect((await panel.page.locator(chart).getAttribute('d'))?.length).toBeGreaterThan(50);
    for (const mark of ['.collection-mark.generation0', '.collection-mark.generation2', '.output-mark', '.exception-mark']) expect(await panel.page.locator(mark).count()).toBeGreaterThan(0);
    expect(await panel.page.locator('.off-record').count()).toBe(0);
  });

  it('is scrubbed: the picture follows the mouse and ends where it ends', async () => {
    const panel = await open();
    const [from, to] = [await place(panel, 0.2, 20), await place(panel, 0.8, 20)];
    await panel.page.mouse.move(from.x, from.y);
    await panel.page.mouse.down();
    await panel.page.mouse.move(to.x, to.y, { steps: 25 });
    await panel.page.mouse.up();
    const last = Math.round(0.8 * (panel.summary.stepCount - 1));
    await expect.poll(() => Math.abs(panel.step() - last) <= 2).toBe(true);
    // While a picture is being made only the newest wish is kept.
    expect(panel.sought.length).toBeLessThan(26);
    await stands(panel, panel.step());
  });

  it('says what is under the mouse: step, line, sentence, values, marks', async () => {
    const panel = await open();
    const mark = await panel.page.locator('.exception-mark').first().boundingBox();
    if (mark === null) throw new Error('no mark');
    await panel.page.mouse.move(mark.x + mark.width / 2, mark.y + mark.height / 2);
    const tooltip = panel.page.locator('.strip-tooltip');
    await expect.poll(() => tooltip.locator('.tooltip-sentence').textContent()).toMatch(/^line \d+/);
    expect(await tooltip.locator('.tooltip-head').textContent()).toMatch(/^step \d+ of \d+$/);
    expect(await tooltip.locator('.tooltip-values').textContent()).toMatch(/objects?, .*B/);
    expect(await tooltip.locator('.tooltip-marks').textContent()).toContain('an exception');
    await panel.page.mouse.move(5, 400);
    await expect.poll(() => tooltip.isVisible()).toBe(false);
  });

  it('leads to the collection whose mark is pressed', async () => {
    const panel = await open();
    const mark = await panel.page.locator('.collection-mark.generation2').last().boundingBox();
    if (mark === null) throw new Error('no mark');
    await panel.page.mouse.click(mark.x + mark.width / 2, mark.y + mark.height / 2);
    const steps = panel.summary.collections.map(({ step }) => step);
    await expect.poll(() => steps.includes(panel.step())).toBe(true);
  });
});

describe('keys and buttons', () => {
  it('go by steps, tenths, to the ends, over lines and to collections', async () => {
    const panel = await open();
    const last = panel.summary.stepCount - 1;
    await slider(panel).focus();
    for (const [key, step] of [['Home', 0], ['ArrowRight', 1], ['PageDown', 0], ['End', last], ['ArrowLeft', last - 1]] as const) {
      await panel.page.keyboard.press(key);
      await stands(panel, step);
    }
    await panel.page.keyboard.press('Home');
    await stands(panel, 0);
    await panel.page.keyboard.press('c');
    await expect.poll(() => panel.step()).toBeGreaterThan(0);
    const collection = panel.step();
    await panel.page.getByRole('button', { name: 'Next collection' }).click();
    await expect.poll(() => panel.step()).toBeGreaterThan(collection);
    await panel.page.getByRole('button', { name: 'Previous collection' }).click();
    await expect.poll(() => panel.step()).toBeLessThanOrEqual(collection);
  });

  it('step over a call, into it and out of it', async () => {
    const panel = await open();
    const line = () => panel.page.locator('.line .line-number').textContent();
    await slider(panel).focus();
    await panel.page.keyboard.press('Home');
    await expect.poll(line).toBe('1');
    while (await line() !== '19') {
      const before = panel.step();
      await panel.page.getByRole('button', { name: 'Over the line', exact: true }).click();
      await expect.poll(() => panel.step()).not.toBe(before);
      await stands(panel, panel.step());
    }
    await panel.page.getByRole('button', { name: 'Into the next line' }).click();
    await expect.poll(line).toBe('9');
    await expect.poll(() => panel.page.locator('.call-stack').textContent()).toBe('module, line 19work, line 9');
    await panel.page.locator('.call-stack').getByRole('button', { name: 'module, line 19' }).click();
    expect(panel.revealed).toEqual([18]);
    await panel.page.getByRole('button', { name: 'Out of the function' }).click();
    await expect.poll(line).toBe('20');
    await panel.page.getByRole('button', { name: 'Back over the line before' }).click();
    await expect.poll(line).toBe('19');
  });

  it('play and pause, and stop at the end', async () => {
    const panel = await open();
    await slider(panel).focus();
    await panel.page.keyboard.press('Home');
    await panel.page.getByRole('combobox', { name: 'Speed' }).selectOption('50');
    await slider(panel).focus();
    await panel.page.keyboard.press('Space');
    await panel.page.getByRole('button', { name: 'Pause' }).waitFor();
    await expect.poll(() => panel.step()).toBeGreaterThan(20);
    await panel.page.getByRole('button', { name: 'Pause' }).click();
    await panel.page.getByRole('button', { name: 'Play', exact: true }).waitFor();
    const { stepCount } = panel.summary;
    await slider(panel).focus();
    await panel.page.keyboard.press('End');
    await panel.page.keyboard.press('ArrowLeft');
    await stands(panel, stepCount - 2);
    await panel.page.keyboard.press('Space');
    await stands(panel, stepCount - 1);
    await panel.page.getByRole('button', { name: 'Play', exact: true }).waitFor();
  });
});

describe('a stretch', () => {
  it('is set by keys and compared: objects are chosen, lines gone to', async () => {
    const panel = await open();
    await slider(panel).focus();
    await panel.page.keyboard.press('[');
    await panel.page.keyboard.press('PageUp');
    await panel.page.keyboard.press(']');
    const comparison = panel.page.locator('.comparison');
    await expect.poll(() => comparison.locator('.comparison-head').textContent()).toMatch(/^step 101, line \d+ → step \d+, line \d+: [+−]?\d+ objects/);
    await comparison.locator('details', { hasText: 'Born' }).locator('li .link').last().click();
    await expect.poll(() => panel.page.locator('.details').isVisible()).toBe(true);
    await comparison.locator('details', { hasText: 'Lines' }).locator('summary').click();
    await comparison.locator('details', { hasText: 'Lines' }).locator('li .link').first().click();
    expect(panel.revealed.length).toBe(1);
    await panel.screenshot('time-comparison');
    await panel.page.getByRole('button', { name: 'Close the comparison' }).click();
    expect(await comparison.isVisible()).toBe(false);
  });

  it('is dragged with shift, and follows where one stands while its end is open', async () => {
    const panel = await open();
    const [from, to] = [await place(panel, 0.3, 20), await place(panel, 0.6, 20)];
    await panel.page.keyboard.down('Shift');
    await panel.page.mouse.move(from.x, from.y);
    await panel.page.mouse.down();
    await panel.page.mouse.move(to.x, to.y, { steps: 8 });
    await panel.page.mouse.up();
    await panel.page.keyboard.up('Shift');
    const { stepCount } = panel.summary;
    const head = panel.page.locator('.comparison-head');
    // The pointer is at whole pixels.
    await expect.poll(async () => Math.abs(Number(/^step (\d+)/.exec(await head.textContent() ?? '')?.[1]) - 0.3 * (stepCount - 1)) < 3).toBe(true);
    expect(panel.step()).toBe(100);
    await slider(panel).focus();
    await panel.page.keyboard.press('Escape');
    await panel.page.keyboard.press('[');
    await panel.page.keyboard.press('ArrowRight');
    await expect.poll(() => head.textContent()).toMatch(/^step 101, .* → step 102/);
    await panel.page.keyboard.press('ArrowRight');
    await expect.poll(() => head.textContent()).toMatch(/^step 101, .* → step 103/);
  });
});

describe('the generations', () => {
  it('say when the next collection comes, and what one has just moved', async () => {
    const panel = await open();
    const next = panel.page.locator('.next-collection');
    await expect.poll(() => next.textContent()).toMatch(/until generation \d is collected|is due/);
    const { collections } = panel.summary;
    const first = collections.find(({ automatic, collected }) => automatic && collected > 0);
    await slider(panel).focus();
    await panel.page.keyboard.press('Home');
    await panel.page.keyboard.press('c');
    await expect.poll(() => panel.page.locator('.ran').textContent()).toContain('has just run');
    expect(await panel.page.locator('.arrivals:visible').count()).toBeGreaterThan(0);
    expect(first).toBeDefined();
    await panel.screenshot('generations-moved');
    await panel.page.getByRole('button', { name: 'Go through it step by step' }).click();
    expect(await panel.page.getByRole('tab', { name: 'Collections' }).getAttribute('aria-selected')).toBe('true');
    await panel.page.locator('.stepper h2').waitFor();
  });
});

describe('a long run', () => {
  it('shows the part that is no longer on record otherwise', async () => {
    live = await openLivePage(browser, `keep = []\nfor i in range(60000):\n    keep.append([i])\n`, { megabytes: 8 });
    expect(live.summary.firstMoment).toBeGreaterThan(1000);
    await live.page.locator('.off-record').waitFor();
    expect(await live.page.locator('.objects-line.off').count()).toBe(1);
    await live.screenshot('time-long-run');
  });
});

describe('pictures', () => {
  it.each(['dark', 'light', 'highContrast', 'highContrastLight'] as (keyof typeof themes)[])('of time in %s', async (theme) => {
    const panel = await open({ theme });
    const { x, y } = await place(panel, 0.45, 20);
    await panel.page.mouse.move(x, y);
    await panel.screenshot(`time-${theme}`);
  });

  it.each([300, 1500])('of time, %d pixels wide, without scrolling sideways', async (width) => {
    const panel = await open({ size: { width, height: 800 } });
    await panel.screenshot(`time-${width}`);
    expect(await panel.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
  });
});
