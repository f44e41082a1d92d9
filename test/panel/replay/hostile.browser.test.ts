/**
 * Hostile programs from the run to the page: nothing of them becomes an element, no error, no violation of the policy, all questions are
 * answered, and the page stays small, whatever they hold.
 */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unpack, type PanelQuestion, type PanelState } from '../../../src/protocol';
import { ReplayHost } from '../../../src/replay';
import type { RecordedRun, Toolchain } from '../../../src/session';
import { loadToolchain, recordSource } from '../../session/toolchainForTests';
import { openPanelBrowser } from '../plainPage';
import { openReplayPage } from '../replayPage';
import { hostileScenarios, type HostileScenario } from './hostileScenarios';

/** Elements of a page, and characters in it, at most: a heap has as many objects as it likes. */
const mostElements = 16_000;
const mostCharacters = 700_000;

let browser: Browser;
let toolchain: Toolchain;
beforeAll(async () => {
  [browser, toolchain] = await Promise.all([openPanelBrowser(), loadToolchain()]);
});
afterAll(() => browser.close());

/** Every question a page can ask, about some moments and some objects of each. */
async function askEverything(run: RecordedRun, large: boolean): Promise<number> {
  const host = new ReplayHost(run, { show: () => Promise.resolve(), onMoment: () => {}, reveal: () => {} });
  const ask = async (name: string, request: object): Promise<unknown> => unpack(await host.ask({ name, request } as PanelQuestion));
  const last = host.session.stepCount - 1;
  let answers = 0;
  for (const name of ['timeGrowth', 'timeCost'] as const) if (await ask(name, {}) !== undefined) answers++;
  // Large ones are looked at where they are largest.
  for (const step of new Set([Math.max(0, last - 1), large ? Math.max(0, last - 1) : last >> 1])) {
    host.seek(step);
    const { view } = host.state() as PanelState;
    const objects = (view?.nodes ?? []).map(({ id }) => id);
    for (const object of new Set([objects[0], ...(large ? [] : [objects[objects.length >> 1], objects.at(-1)])])) {
      if (object === undefined) continue;
      for (const name of ['graphObject', 'graphWhyAlive', 'graphWhatWouldFree', 'graphCycleThrough', 'timeObject'] as const) {
        if (await ask(name, { step, object, retained: true }) !== undefined) answers++;
      }
    }
    for (const by of ['type', 'line', 'generation', 'age']) if (await ask('graphBreakdown', { step, by }) !== undefined) answers++;
    for (const column of large ? ['id', 'value'] : ['id', 'type', 'value', 'refcount', 'size', 'retained', 'generation', 'step', 'line']) {
      if (await ask('graphRows', { step, sort: { column, descending: true }, filter: { atoms: true }, from: 0, count: 200 }) !== undefined) answers++;
    }
    for (const name of ['graphCycles', 'graphIslands', 'graphDominators', 'graphCollectHere', 'timeStep', 'timeHit', 'graphOutput'] as const) {
      if (await ask(name, { step, after: 1000 }) !== undefined) answers++;
    }
  }
  if (await ask('timeDiff', { from: 0, to: Math.max(0, last - 1) }) !== undefined) answers++;
  return answers;
}

async function lookAtEverything({ source, fileName }: HostileScenario, run: RecordedRun): Promise<void> {
  const replay = await openReplayPage(browser, toolchain, { source, run, ...(fileName === undefined ? {} : { fileName }), width: 1200, height: 800 });
  try {
    const { page } = replay;
    const title = await page.title();
    const check = async (where: string): Promise<void> => {
      const found = await page.evaluate(() => ({
        elements: document.querySelectorAll('#heapglass *').length,
        characters: document.querySelector('#heapglass')?.textContent?.length ?? 0,
        // None of ours has any of these.
        foreign: document.querySelectorAll('#heapglass :is(img, script, iframe, object, embed, link, meta, video, audio, b, i, svg [onload]), #source :is(img, script, iframe, b, i)').length,
        handlers: [...document.querySelectorAll('*')].filter((element) => element.getAttributeNames().some((name) => name.startsWith('on'))).length,
        hacked: 'hacked' in window,
      }));
      expect(found, where).toMatchObject({ foreign: 0, handlers: 0, hacked: false });
      expect(found.elements, where).toBeLessThan(mostElements);
      expect(found.characters, where).toBeLessThan(mostCharacters);
    };
    await check('the heap');
    const card = page.locator('.card.object').last();
    if (await card.count() > 0) {
      await card.dispatchEvent('click');
      await page.waitForFunction(() => document.querySelector('.details .section-holders .section-content')?.childElementCount !== 0);
      await page.evaluate(() => {
        for (const details of document.querySelectorAll<HTMLDetailsElement>('.details details')) details.open = true;
      });
      await page.waitForFunction(() => [...document.querySelectorAll<HTMLDetailsElement>('.details details')].every((section) => section.hidden || section.querySelector('.section-content')?.childElementCount !== 0));
      await check('the details');
    }
    for (const tab of ['Objects', 'Output']) {
      await page.getByRole('tab', { name: tab, exact: true }).click();
      const inner = tab === 'Objects' ? ['All', 'Groups', 'Retained', 'Leaks', 'Cost'] : [''];
      for (const name of inner) {
        if (name !== '') await page.getByRole('tab', { name, exact: true }).click();
        await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 60)));
        await check(`${tab} ${name}`);
      }
    }
    await page.getByRole('slider').first().press('Home');
    await check('the first moment');
    expect(await page.title()).toBe(title);
    expect(await page.locator('.message:not([hidden])').filter({ hasText: /is not|cannot|undefined/ }).count()).toBe(0);
    expect(replay.troubles).toEqual([]);
  } finally {
    await replay.close();
  }
}

describe.each(hostileScenarios)('$name', (scenario) => {
  it('is answered and shown', async () => {
    const run = recordSource(toolchain, scenario.source, scenario.fileName === undefined ? {} : { fileName: scenario.fileName });
    expect(run.timeline).not.toBeNull();
    expect(await askEverything(run, scenario.large === true)).toBeGreaterThan(scenario.large === true ? 15 : 40);
    await lookAtEverything(scenario, run);
  });
});
