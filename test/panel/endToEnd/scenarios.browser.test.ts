/**
 * The whole of it, in a real VS Code with the packaged extension: a bundled scenario is opened, its lenses and a hover are
 * read, the panel shows its heap, one steps through it, types into it, breaks and mends it. Pictures of it go to
 * test/screenshots, in a light and a dark theme.
 */
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startWorkbench, type VsCodeWindow, type Workbench } from '../vscodeWindow';

const scenarios = path.resolve(import.meta.dirname, '../../../media/scenarios');

let workbench: Workbench;
let shown: VsCodeWindow | null = null;

beforeAll(async () => {
  workbench = await startWorkbench();
});
afterAll(() => workbench.close());
afterEach(async () => {
  await shown?.close();
  shown = null;
});

async function open(file: string): Promise<VsCodeWindow> {
  shown = await workbench.open({ folder: scenarios, file });
  return shown;
}

async function openPanel(window: VsCodeWindow): Promise<Frame> {
  await window.command('Heapglass: Open Heap Panel to the Side');
  return window.panel();
}

const sliderText = (panel: Frame) => panel.getByRole('slider', { name: 'Step' }).getAttribute('aria-valuetext');

describe('a scenario in the editor', () => {
  it('has lenses with refcounts above its executed lines', async () => {
    const window = await open('01_two_names.py');
    await window.lens('refcount a 1');
    await window.lens(/refcount b 2 · a 2|refcount a 2 · b 2/);
  });

  it('has a hover with refcount, generation and ledger', async () => {
    const window = await open('01_two_names.py');
    await window.lens('refcount a 1');
    const text = await window.hover('b = a', 'b');
    expect(text).toContain('refcount 2');
    expect(text).toContain('generation 0');
    expect(text).toContain('Held by');
  });

  it('is run again as it is typed, and its lenses stay while the text is broken', async () => {
    const window = await open('02_rebinding_and_del.py');
    await window.lens('refcount');
    const before = await window.lenses.count();
    await window.page.keyboard.press('ControlOrMeta+End');
    await window.page.keyboard.type('\nbroken = (', { delay: 10 });
    await window.page.locator('.squiggly-error').first().waitFor({ timeout: 20_000 });
    expect(await window.lenses.count()).toBeGreaterThan(0);
    await window.page.keyboard.type(']');
    for (let count = 0; count < 2; count++) await window.page.keyboard.press('Delete');
    await window.page.keyboard.press('Backspace');
    await window.page.keyboard.type('1)', { delay: 10 });
    await window.page.keyboard.press('ControlOrMeta+End');
    await window.lens('broken');
    expect(before).toBeGreaterThan(0);
  });
});

describe('the panel', () => {
  it('shows the heap of the scenario and steps through it; the editor marks the line', async () => {
    const window = await open('05_cycle_of_two.py');
    await window.lens('refcount');
    const panel = await openPanel(window);
    const last = await sliderText(panel);
    await panel.getByRole('slider', { name: 'Step' }).focus();
    await window.page.keyboard.press('Home');
    await expect.poll(() => sliderText(panel)).toMatch(/^step 1 of/);
    await panel.getByRole('button', { name: 'Step forward' }).click();
    await expect.poll(() => sliderText(panel)).toMatch(/^step 2 of/);
    await window.line('◀ step 2 of').waitFor({ timeout: 10_000 }).catch(() => undefined);
    expect(last).not.toMatch(/^step 2 of/);
  });

  it('shows a cycle that nothing reaches as unreachable, with counts that only the cycle holds', async () => {
    const window = await open('05_cycle_of_two.py');
    await window.lens('refcount');
    const panel = await openPanel(window);
    const found = await walkUntil(panel, () => panel.locator('.card.unreachable').count().then((count) => count >= 2));
    expect(found).toBe(true);
    const labels = await panel.locator('.card.unreachable').evaluateAll((cards) => cards.map((card) => card.getAttribute('aria-label') ?? ''));
    expect(labels.filter((label) => /^Node/.test(label) && /refcount 1/.test(label)).length).toBe(2);
    await window.screenshot('vscode-cycle-unreachable');
  });

  it("opens at a lens's line when the lens is clicked", async () => {
    const window = await open('01_two_names.py');
    await (await window.lens('refcount a 1')).click();
    const panel = await window.panel();
    await expect.poll(() => sliderText(panel)).toMatch(/step \d+ of \d+/);
  });

  it('comes back after a reload of the window', async () => {
    const window = await open('01_two_names.py');
    await window.lens('refcount a 1');
    await openPanel(window);
    await window.page.waitForTimeout(1500); // VS Code stores its layout with a delay
    await window.page.reload();
    await window.panel();
  });
});

describe('pictures', () => {
  it.each(['Default Dark Modern', 'Default Light Modern'])('of three scenarios in %s', async (theme) => {
    await workbench.close();
    workbench = await startWorkbench({ 'workbench.colorTheme': theme });
    for (const file of ['01_two_names.py', '05_cycle_of_two.py', '06_weak_back_reference.py']) {
      const window = await open(file);
      await window.lens('refcount');
      const panel = await openPanel(window);
      await panel.getByRole('slider', { name: 'Step' }).focus();
      for (let press = 0; press < 4; press++) await window.page.keyboard.press('PageDown');
      await window.page.waitForTimeout(600);
      await window.screenshot(`vscode-${theme.includes('Dark') ? 'dark' : 'light'}-${file.slice(0, 2)}`);
      expect(await panel.locator('.card').count()).toBeGreaterThan(1);
      await window.close();
    }
  });
});

/** From the first step forward until a condition holds; false when the run is over. */
async function walkUntil(panel: Frame, condition: () => Promise<boolean>): Promise<boolean> {
  const slider = panel.getByRole('slider', { name: 'Step' });
  await slider.focus();
  await slider.press('Home');
  await expect.poll(() => sliderText(panel)).toMatch(/^step 1 of/);
  const count = Number(await slider.getAttribute('aria-valuemax'));
  for (let step = 1; step <= count; step++) {
    await expect.poll(() => slider.getAttribute('aria-valuenow')).toBe(String(step));
    await panel.waitForFunction((wanted) => document.querySelector('.position')?.textContent?.startsWith(`${wanted} /`), step);
    if (await condition()) return true;
    await slider.press('ArrowRight');
  }
  return false;
}
