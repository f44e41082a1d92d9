/**
 * The whole of it, in a real VS Code with the packaged extension: a bundled scenario is opened, its lenses and a hover are
 * read, the panel shows its heap, one steps through it, types into it, breaks and mends it. Pictures of it go to
 * test/screenshots, in a light and a dark theme.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startWorkbench, type VsCodeWindow, type Workbench } from '../vscodeWindow';

const bundled = path.resolve(import.meta.dirname, '../../../media/scenarios');
const patience = { timeout: 30_000 };

/** A copy: the tests type into it. */
let scenarios = '';
let workbench: Workbench;
let shown: VsCodeWindow | null = null;

beforeAll(async () => {
  scenarios = path.join(mkdtempSync(path.join(tmpdir(), 'heapglass-')), 'scenarios');
  cpSync(bundled, scenarios, { recursive: true });
  workbench = await startWorkbench();
});
afterAll(async () => {
  await workbench.close();
  rmSync(path.dirname(scenarios), { recursive: true, force: true });
});
afterEach(async () => {
  await shown?.close();
  shown = null;
});

async function open(file: string): Promise<VsCodeWindow> {
  shown = await workbench.open({ folder: scenarios, file });
  return shown;
}

const openPanel = async (window: VsCodeWindow): Promise<Frame> => {
  await window.command('Heapglass: Open Heap Panel to the Side');
  return window.panel();
};
const slider = (panel: Frame) => panel.getByRole('slider', { name: 'Step' });
const sliderText = (panel: Frame) => slider(panel).getAttribute('aria-valuetext');

it('two names: lenses, a hover with the ledger, and a lens that opens the panel at its line', async () => {
  const window = await open('01_two_names.py');
  await window.lens('refcount a 1');
  await window.lens('refcount b 2 · a 2');
  const hover = await window.hover('b = a', 'b');
  expect(hover).toContain('refcount 2');
  expect(hover).toContain('generation 0');
  expect(hover).toMatch(/Held by.*global a.*global b/s);
  await window.screenshots('vscode-hover');
  await window.page.mouse.move(300, 700);
  await (await window.lens('refcount b 2 · a 2')).click();
  const panel = await window.panel();
  // After its line: the lens and the panel say the same.
  await expect.poll(() => panel.locator('.card.object', { hasText: 'list' }).first().getAttribute('aria-label'), patience).toMatch(/refcount 2\b/);
  expect(await panel.locator('.card.root').first().textContent()).toContain('a');
  expect(await panel.locator('.card.object', { hasText: 'list' }).count()).toBe(1);
  await window.screenshots('vscode-two-names');
});

it('a cycle of two: stepping, the line in the editor, and what nothing reaches', async () => {
  const window = await open('05_cycle_of_two.py');
  await window.lens('refcount left 1');
  expect(await window.hover('left = Node', 'left')).toMatch(/left: Node.*refcount 1.*global left/s);
  await window.screenshots('vscode-cycle-hover');
  const panel = await openPanel(window);
  await slider(panel).press('Home');
  await expect.poll(() => sliderText(panel), patience).toMatch(/^step 1 of/);
  await panel.getByRole('button', { name: 'Step forward' }).click();
  await expect.poll(() => sliderText(panel), patience).toMatch(/^step 2 of/);
  await window.command('Heapglass: Step Forward');
  await expect.poll(() => sliderText(panel), patience).toMatch(/^step 3 of/);
  await expect.poll(() => window.page.evaluate(() => [...document.querySelectorAll('.view-line span')]
    .map((span) => getComputedStyle(span, '::after').content).find((content) => content.includes('step 3 of'))), patience).toBeDefined();

  const cycle = panel.locator('.card.unreachable[aria-label^="Node"]');
  expect(await walkUntil(panel, async () => await cycle.count() === 2)).toBe(true);
  const labels = await cycle.evaluateAll((cards) => cards.map((card) => card.getAttribute('aria-label') ?? ''));
  expect(labels.filter((label) => /refcount 1\b/.test(label)).length).toBe(2);
  await window.screenshots('vscode-cycle');
});

it('a weak back-reference: typing runs it again, and the lenses stay while the text is broken', async () => {
  const window = await open('06_weak_back_reference.py');
  await window.lens('refcount');
  expect(await window.hover('class Branch:', 'Branch')).toMatch(/Branch: type.*Held by.*global Branch/s);
  await window.screenshots('vscode-weak-hover');
  const panel = await openPanel(window);
  await slider(panel).press('Home');
  expect(await walkUntil(panel, async () => await panel.locator('.edges .edge.weak').count() >= 2)).toBe(true);
  await window.screenshots('vscode-weak');

  await window.line('import gc').click();
  await window.page.keyboard.press('Home');
  await window.page.keyboard.type('added = (', { delay: 10 });
  await window.page.locator('.squiggly-error').first().waitFor(patience);
  expect(await window.lenses.count()).toBeGreaterThan(2);
  await window.page.keyboard.type('[])\n', { delay: 10 });
  await window.lens('refcount added 1');
});

it('the panel comes back when the window is loaded again', async () => {
  const window = await open('01_two_names.py');
  await window.lens('refcount a 1');
  await openPanel(window);
  await window.reload();
  await window.panel();
});

it('the same page is a view in the secondary side bar', async () => {
  const window = await open('02_rebinding_and_del.py');
  await window.lens('refcount');
  await window.command('Heapglass: Focus on Heap View');
  const panel = await window.panel();
  expect(await slider(panel).count()).toBe(1);
  await window.screenshots('vscode-side-bar');
});

/** From the first step forward until a condition holds; false when the run is over. */
async function walkUntil(panel: Frame, condition: () => Promise<boolean>): Promise<boolean> {
  await slider(panel).press('Home');
  const count = Number(await slider(panel).getAttribute('aria-valuemax'));
  for (let step = 1; step <= count; step++) {
    await panel.waitForFunction((wanted) => document.querySelector('.position')?.textContent?.replaceAll(',', '').startsWith(`${wanted} /`), step, patience);
    if (await condition()) return true;
    await slider(panel).press('ArrowRight');
  }
  return false;
}
