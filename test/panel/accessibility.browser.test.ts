/** axe-core on the whole page: every tab, with an object chosen, in four themes. No violation is accepted; what axe can't decide is not counted. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Toolchain } from '../../src/session';
import { loadToolchain } from '../session/toolchainForTests';
import { openPanelBrowser } from './plainPage';
import { openReplayPage } from './replayPage';

const axe = readFileSync(path.resolve(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8');

const source = `import gc, sys
class Node:
    def __init__(self, name):
        self.name = name
        self.peers = []

kept = []
def grow(i):
    kept.append([Node(i)])

for i in range(12):
    grow(i)
a = Node("a")
b = Node("b")
a.peers.append(b)
b.peers.append(a)
print("two nodes")
print("a warning", file=sys.stderr)
del a, b
x = 1
gc.collect()
print("done")
`;

let browser: Browser;
let toolchain: Toolchain;
beforeAll(async () => {
  [browser, toolchain] = await Promise.all([openPanelBrowser(), loadToolchain()]);
});
afterAll(() => browser.close());

/** Evaluated by the debugger, so the page's policy stays as it is. */
async function violations(page: Page, where: string): Promise<string[]> {
  const results = await page.evaluate(async () => (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run());
  return results.violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${where}: ${id}: ${target.join(' ')}: ${(failureSummary ?? '').split('\n')[1]?.trim() ?? ''}`));
}

describe.each([
  { theme: 'light', dark: false, contrast: false }, { theme: 'dark', dark: true, contrast: false },
  { theme: 'high contrast', dark: true, contrast: true }, { theme: 'high contrast light', dark: false, contrast: true },
])('in $theme', ({ dark, contrast }) => {
  it('no tab breaks a rule', async () => {
    const replay = await openReplayPage(browser, toolchain, { source, dark, contrast });
    try {
      const { page } = replay;
      await page.evaluate(axe);
      const found: string[] = [];
      await page.locator('.card.object').first().dispatchEvent('click');
      await page.waitForFunction(() => document.querySelector('.details .section-holders .section-content')?.childElementCount !== 0);
      await page.evaluate(() => {
        for (const details of document.querySelectorAll<HTMLDetailsElement>('.details details')) details.open = true;
      });
      await page.waitForFunction(() => [...document.querySelectorAll<HTMLDetailsElement>('.details details')].every((section) => section.hidden || section.querySelector('.section-content')?.childElementCount !== 0));
      const tabs = await page.locator('main > .tabs [role=tab]').allTextContents();
      expect(tabs.length).toBeGreaterThan(2);
      for (const tab of tabs) {
        await page.locator('main > .tabs').getByRole('tab', { name: tab, exact: true }).click();
        for (const inner of tab === 'Objects' ? ['All', 'Groups', 'Retained', 'Leaks', 'Cost'] : ['']) {
          if (inner !== '') await page.getByRole('tab', { name: inner, exact: true }).click();
          await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 250)));
          found.push(...await violations(page, `${tab} ${inner}`));
        }
      }
      expect(found).toEqual([]);
      expect(replay.troubles).toEqual([]);
    } finally {
      await replay.close();
    }
  });
});
