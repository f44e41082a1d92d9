/** Time and the collector in a real VS Code, on bundled scenarios: scrubbing, playing, a stretch, a collection phase by phase. */
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startWorkbench, type VsCodeWindow, type Workbench } from '../vscodeWindow';

const bundled = path.resolve(import.meta.dirname, '../../../media/scenarios');
const patience = { timeout: 30_000 };
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

async function openPanel(file: string): Promise<{ window: VsCodeWindow; panel: Frame }> {
  const window = await workbench.open({ folder: bundled, file });
  shown = window;
  await window.lens('refcount');
  await window.command('Heapglass: Open Heap Panel to the Side');
  return { window, panel: await window.panel() };
}
const slider = (panel: Frame) => panel.getByRole('slider', { name: 'Step' });
const sliderText = (panel: Frame) => slider(panel).getAttribute('aria-valuetext');
const phase = (panel: Frame, name: string) => panel.getByRole('button', { name: new RegExp(`^Phase \\d+ of \\d+: ${name}$`) });

it('a cycle of two: scrubbing, a stretch, and its collection phase by phase', async () => {
  const { window, panel } = await openPanel('05_cycle_of_two.py');
  const box = await slider(panel).boundingBox();
  if (box === null) throw new Error('the strip is not shown');
  await window.page.mouse.move(box.x + box.width * 0.3, box.y + 20);
  await window.page.mouse.down();
  await window.page.mouse.move(box.x + 2, box.y + 20, { steps: 10 });
  await window.page.mouse.up();
  await expect.poll(() => sliderText(panel), patience).toMatch(/^step 1 of/);
  await slider(panel).focus();
  await panel.page().keyboard.press('[');
  await panel.page().keyboard.press('End');
  await expect.poll(() => panel.locator('.comparison-head').textContent(), patience).toMatch(/^step 1\b.* → step \d+/);
  await panel.page().keyboard.press('Escape');
  await panel.getByRole('tab', { name: 'Collections' }).click();
  await panel.getByRole('option', { name: /line 35.*2 collected/ }).click();
  await phase(panel, 'subtract_refs').click();
  // The class has no reference from outside the candidates either: what holds it is saved later.
  const nodes = panel.locator('.phase-picture .gc-zero', { hasText: /Node\s*#\d/ });
  await expect.poll(() => nodes.locator('.gc-badge text').allTextContents(), patience).toEqual(['1 → 0', '1 → 0']);
  await window.screenshots('vscode-collection-subtract');
  await phase(panel, 'delete_garbage').click();
  await expect.poll(() => panel.locator('.phase-picture .gc-freed').count(), patience).toBe(2);
});

it('a weak back-reference: playing to the end', async () => {
  const { panel } = await openPanel('06_weak_back_reference.py');
  await slider(panel).press('Home');
  await expect.poll(() => sliderText(panel), patience).toMatch(/^step 1 of/);
  await panel.getByRole('combobox', { name: 'Speed' }).selectOption('50');
  await slider(panel).press('Space');
  const count = await slider(panel).getAttribute('aria-valuemax');
  await expect.poll(() => sliderText(panel), patience).toMatch(new RegExp(`^step ${count} of ${count}`));
  await panel.getByRole('button', { name: 'Play', exact: true }).waitFor(patience);
});

it('three generations: what a collection moves up', async () => {
  const { window, panel } = await openPanel('10_three_generations.py');
  await slider(panel).press('Home');
  await expect.poll(() => sliderText(panel), patience).toMatch(/^step 1 of/);
  await slider(panel).press('c');
  await expect.poll(() => panel.locator('.ran').textContent(), patience).toContain('has just run');
  expect(await panel.locator('.next-collection').textContent()).toContain('switched off');
  await slider(panel).press('c');
  await expect.poll(() => panel.locator('.ran').textContent(), patience).toMatch(/of generation 0 has just run/);
  await expect.poll(() => panel.locator('.generation1 .arrivals').textContent(), patience).toMatch(/from generation 0/);
  await window.screenshots('vscode-generations');
});

it('resurrection: the object that came back', async () => {
  const { window, panel } = await openPanel('12_resurrection.py');
  await panel.getByRole('tab', { name: 'Collections' }).click();
  await panel.getByRole('option', { name: /line 36/ }).click();
  await phase(panel, 'finalize_garbage').click();
  await expect.poll(() => panel.locator('.phase-output').textContent(), patience).toContain('egg burns and rises again');
  await panel.page().keyboard.press('End');
  await expect.poll(() => panel.locator('.phase-picture .gc-resurrected').count(), patience).toBe(1);
  await window.screenshots('vscode-resurrection');
});
