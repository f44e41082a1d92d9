/**
 * The graph in a real VS Code: a cycle, the region of what nothing reaches, ghosts, the menu, a neighbourhood, the filter, and a large
 * heap that opens in groups. Pictures in a dark, a light and a high contrast theme go to test/screenshots.
 */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startWorkbench, type VsCodeWindow, type Workbench } from '../vscodeWindow';

const bundled = path.resolve(import.meta.dirname, '../../../media/scenarios');
const screenshots = path.resolve(import.meta.dirname, '../../screenshots');
const patience = { timeout: 30_000 };

const manyObjects = `class Node:
    def __init__(self, value, next):
        self.value = value
        self.next = next


head = None
for i in range(3000):
    head = Node([i], head)
for i in range(40):
    one = Node(i, None)
    one.next = one
del one
done = True
print(done)
`;

let folder = '';
let workbench: Workbench;
let shown: VsCodeWindow | null = null;

beforeAll(async () => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'heapglass-')), 'scenarios');
  cpSync(bundled, folder, { recursive: true });
  writeFileSync(path.join(folder, 'many.py'), manyObjects);
  workbench = await startWorkbench();
});
afterAll(async () => {
  await workbench.close();
  rmSync(path.dirname(folder), { recursive: true, force: true });
});
afterEach(async () => {
  await shown?.close();
  shown = null;
});

async function openPanel(file: string): Promise<{ window: VsCodeWindow; panel: Frame }> {
  const window = shown = await workbench.open({ folder, file });
  await window.lens('refcount');
  await window.command('Heapglass: Open Heap Panel to the Side');
  return { window, panel: await window.panel() };
}

async function picture(window: VsCodeWindow, name: string): Promise<void> {
  await window.screenshots(name);
  await window.page.emulateMedia({ colorScheme: 'dark', forcedColors: 'active' });
  await window.page.waitForTimeout(1200); // the theme reaches the webview a little later
  await window.page.screenshot({ path: path.join(screenshots, `${name}-contrast.png`) });
  await window.page.emulateMedia({ colorScheme: 'dark', forcedColors: 'none' });
}

/** Steps forward until a condition holds. */
async function walkUntil(panel: Frame, condition: () => Promise<boolean>): Promise<void> {
  const slider = panel.getByRole('slider', { name: 'Step' });
  await slider.press('Home');
  const count = Number(await slider.getAttribute('aria-valuemax'));
  for (let step = 1; step <= count; step++) {
    await expect.poll(() => slider.getAttribute('aria-valuenow'), patience).toBe(String(step));
    if (await condition()) return;
    await slider.press('ArrowRight');
  }
  throw new Error('the moment never came');
}

it('a cycle: outlined, unreachable, freed as ghosts; menu, neighbourhood, search', async () => {
  const { window, panel } = await openPanel('05_cycle_of_two.py');
  await walkUntil(panel, async () => await panel.locator('.card.cyclic:not(.unreachable)').count() === 2);
  expect(await panel.locator('.edge.cyclic').count()).toBe(2);
  await picture(window, 'graph-vscode-cycle');
  await walkUntil(panel, async () => await panel.locator('.card.unreachable').count() === 2);
  await picture(window, 'graph-vscode-unreachable');

  await panel.locator('.card.unreachable').first().focus();
  await window.page.keyboard.press('Shift+F10');
  await panel.getByRole('menuitem', { name: 'Show only what is near' }).waitFor(patience);
  await picture(window, 'graph-vscode-menu');
  await panel.getByRole('menuitem', { name: 'Show only what is near' }).click();
  await panel.locator('.crumbs strong').waitFor(patience);
  await expect.poll(() => panel.locator('.card.object').count(), patience).toBeLessThan(5);
  await picture(window, 'graph-vscode-neighbourhood');
  await panel.getByRole('button', { name: 'All objects' }).click();

  await panel.getByRole('searchbox').fill('function');
  await expect.poll(() => panel.locator('.card.object').evaluateAll((cards) => cards.every((card) => card.getAttribute('aria-label')?.startsWith('function'))), patience).toBe(true);
  await picture(window, 'graph-vscode-search');
  await panel.getByRole('searchbox').fill('');
  await walkUntil(panel, async () => await panel.locator('.card.ghost').count() === 2);
  await picture(window, 'graph-vscode-ghosts');
});

it('a large heap opens in groups, and shows some of a group on demand', async () => {
  const { window, panel } = await openPanel('many.py');
  await panel.getByRole('slider', { name: 'Step' }).press('End');
  await panel.getByRole('slider', { name: 'Step' }).press('ArrowLeft');
  const group = panel.locator('.card.group[data-key="group type:Node"]');
  await group.waitFor(patience);
  await picture(window, 'graph-vscode-groups');
  const before = await panel.locator('.card.object').count();
  await group.locator('.action').click();
  await expect.poll(() => panel.locator('.card.object').count(), patience).toBeGreaterThan(before + 5);
  await picture(window, 'graph-vscode-group-opened');
});
