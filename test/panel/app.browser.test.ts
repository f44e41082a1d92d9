/** The panel as a page in Chromium: drawing, keys, what is told to the host, and that nothing of a program becomes markup. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { pack, type PanelQuestion, type RunStrip } from '../../src/protocol';
import { openPanelBrowser, openPlainPage, type Answerer, type PlainPage } from './plainPage';
import { cycleView, largeView, node, root, slot, state, unreachableView, view } from './viewFixtures';
import { themes } from './themes';

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

async function start(theme: keyof typeof themes = 'dark', size = { width: 1000, height: 720 }, answerer: Answerer | null = null): Promise<PlainPage> {
  open = await openPlainPage(browser, theme, size, answerer);
  return open;
}

const names = (calls: readonly { name: string }[]) => calls.map((call) => call.name);

/** What the strip shows of twelve steps, with one full collection. */
function stripWithCollection(step: number): RunStrip {
  const flat = { minimum: [5], maximum: [5] };
  return {
    series: { steps: [0], to: 11, objects: flat, bytes: flat, counts: [flat, flat, flat], generations: [flat, flat, flat] }, firstStep: 0, before: null,
    collections: [{ step, count: 1, generation: 2, number: 1, collected: 2 }], outputs: [], exceptions: [],
  };
}

describe('the page', () => {
  it('says it is ready, and offers an example while there is nothing to show', async () => {
    const panel = await start();
    expect(names(await panel.calls())).toEqual(['ready']);
    await panel.page.getByRole('button', { name: 'Open an example' }).click();
    expect(names(await panel.calls())).toEqual(['ready', 'openExample']);
  });

  it('shows a message instead where the text does not run', async () => {
    const panel = await start();
    await panel.show(state(null, { status: 'syntaxError', title: 'broken.py', message: 'invalid syntax' }));
    expect(await panel.page.locator('.message').textContent()).toBe('invalid syntax');
    expect(await panel.page.locator('.empty').isVisible()).toBe(false);
  });
});

describe('the graph', () => {
  it('draws a card for each root and object, an edge for each drawn reference, weak ones dashed', async () => {
    const panel = await start();
    await panel.show(state(cycleView()));
    expect(await panel.page.locator('.card.root').count()).toBe(2);
    expect(await panel.page.locator('.card.object').count()).toBe(6);
    expect(await panel.page.locator('.edges .edge').count()).toBe(11);
    const weak = panel.page.locator('.edges .edge.weak .line');
    expect(await weak.count()).toBe(1);
    expect(await weak.evaluate((path) => getComputedStyle(path).strokeDasharray)).not.toBe('none');
  });

  it('shows refcounts, what they were, and the generation', async () => {
    const panel = await start();
    await panel.show(state(cycleView()));
    expect(await panel.page.locator('[data-key="object 8"] .badge > text').textContent()).toBe('3');
    expect(await panel.page.locator('[data-key="object 8"] .delta').textContent()).toBe('+1');
    expect(await panel.page.locator('[data-key="object 7"].generation0').count()).toBe(1);
    expect(await panel.page.locator('[data-key="object 11"].generation2').count()).toBe(1);
    expect(await panel.page.locator('[data-key="object 12"].untracked').count()).toBe(1);
  });

  it('moves what becomes unreachable into its region and takes away what is gone', async () => {
    const panel = await start();
    await panel.show(state(cycleView()));
    expect(await panel.page.locator('.page-heap .region').isVisible()).toBe(false);
    await panel.show(state(unreachableView()));
    expect(await panel.page.locator('.page-heap .region').isVisible()).toBe(true);
    expect(await panel.page.locator('.card.unreachable').count()).toBe(2);
    await panel.page.locator('[data-key="root frame 1"]').waitFor({ state: 'detached' });
    expect(await panel.page.locator('.now .freed').textContent()).toContain('list [1, 2, 3] #20');
  });

  it('has no text wider than its card', async () => {
    const panel = await start();
    await panel.show(state(cycleView()));
    const tooWide = await panel.page.locator('.card').evaluateAll((cards) => cards.flatMap((card) => {
      const frame = card.querySelector('.card-frame')?.getBoundingClientRect();
      return [...card.querySelectorAll('text')].filter((text) => {
        const box = text.getBoundingClientRect();
        return frame === undefined || box.left < frame.left || box.right > frame.right + 0.5;
      }).map((text) => text.textContent);
    }));
    expect(tooWide).toEqual([]);
  });

  it('never reads a program\'s text as markup', async () => {
    const evil = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
    const panel = await start();
    await panel.show(state(view({
      sentence: evil, functionName: evil, roots: [root(evil, [slot(evil, 1), slot('b', null, evil)])],
      nodes: [node(1, evil, { text: evil, slots: [slot(evil, null, evil)] })],
      freed: [{ id: 9, type: evil, text: evil }],
      output: [{ stream: 'stdout', text: evil, step: 0 }],
    }), { title: evil, message: evil, sourceLine: evil }));
    await panel.page.locator('[data-key="object 1"]').click();
    await panel.page.locator('.objects-list summary').click();
    expect(await panel.page.locator('img').count()).toBe(0);
    expect(await panel.page.locator('#heapglass script').count()).toBe(0);
    await panel.page.getByRole('tab', { name: 'Output' }).click();
    expect(await panel.page.locator('.output pre').textContent()).toBe(evil);
  });

  it('draws the largest view there is', async () => {
    const panel = await start('light', { width: 1200, height: 800 });
    await panel.show(state(largeView(300)));
    expect(await panel.page.locator('.card.object').count()).toBe(300);
  });
});

describe('keys', () => {
  it('go through the cards with one tab stop, choose one and show it in words', async () => {
    const panel = await start();
    await panel.show(state(cycleView()));
    expect(await panel.page.locator('.card[tabindex="0"]').count()).toBe(1);
    await panel.page.locator('[data-key="root __main__"]').focus();
    await panel.page.keyboard.press('ArrowRight');
    await panel.page.keyboard.press('Enter');
    const chosen = panel.page.locator('.card.selected');
    expect(await chosen.count()).toBe(1);
    expect(await panel.page.locator('.details').isVisible()).toBe(true);
    expect(await chosen.getAttribute('aria-label')).toMatch(/refcount \d/);
    await panel.page.keyboard.press('Escape');
    expect(await panel.page.locator('.details').isVisible()).toBe(false);
  });

  it('on the slider ask for other moments, and the slider says where it stands', async () => {
    const panel = await start();
    await panel.show(state(cycleView()));
    const slider = panel.page.getByRole('slider', { name: 'Step' });
    expect(await slider.getAttribute('aria-valuetext')).toBe('step 4 of 12, line 5');
    await slider.focus();
    const seeks = async (): Promise<unknown[]> => (await panel.calls()).filter((call) => call.name === 'seek').map((call) => call.argument);
    const wanted: number[] = [];
    // One seek is under way at a time: the next key waits until this one was told.
    for (const [key, step] of [['ArrowRight', 4], ['End', 11], ['Home', 0], ['PageUp', 1]] as const) {
      await panel.page.keyboard.press(key);
      wanted.push(step);
      await expect.poll(seeks).toEqual(wanted);
    }
  });

  it('press the step buttons', async () => {
    const panel = await start();
    await panel.show(state(cycleView()));
    await panel.page.getByRole('button', { name: 'Step forward' }).click();
    await panel.page.getByRole('button', { name: 'Step back' }).click();
    const moves = (await panel.calls()).filter((call) => call.name === 'move').map((call) => call.argument);
    expect(moves).toEqual([{ direction: 1, sameLine: false }, { direction: -1, sameLine: false }]);
  });
});

describe('the slider', () => {
  it('follows the pointer and marks collections', async () => {
    const panel = await start('dark', { width: 1000, height: 720 }, (name, argument) => {
      if (name !== 'ask') return Promise.resolve(null);
      return (argument as PanelQuestion).name === 'graphStrip' ? Promise.resolve(pack(stripWithCollection(5))) : new Promise(() => {}); // others stay open
    });
    await panel.show(state(cycleView(), { collections: [{ step: 5, generation: 2, collected: 2, uncollectable: 0, automatic: false }] }));
    await panel.page.locator('.strip .mark.generation2').waitFor({ state: 'attached' });
    expect(await panel.page.locator('.strip .mark').count()).toBe(1);
    const box = await panel.page.getByRole('slider', { name: 'Step' }).boundingBox();
    if (box === null) throw new Error('the slider is not shown');
    await panel.page.mouse.click(box.x + box.width - 1, box.y + box.height / 4);
    const seeks = async () => (await panel.calls()).filter((call) => call.name === 'seek').map((call) => call.argument);
    await expect.poll(seeks).toEqual([11]);
  });
});

describe('words beside the picture', () => {
  it('give count against threshold for each generation', async () => {
    const panel = await start();
    await panel.show(state(cycleView()));
    const meters = panel.page.getByRole('meter');
    expect(await meters.count()).toBe(3);
    expect(await meters.first().getAttribute('aria-valuetext')).toBe('count 42 of threshold 700');
  });

  it('tell of the chosen object what the picture knows at once', async () => {
    const panel = await start();
    await panel.show(state(cycleView()));
    await panel.page.locator('[data-key="object 3"]').click();
    const details = panel.page.locator('.details');
    expect(await details.locator('.facts').textContent()).toContain('refcount 5 · generation 1');
    await details.getByRole('button', { name: 'made on line 1' }).click();
    expect((await panel.calls()).findLast(({ name }) => name === 'reveal')).toMatchObject({ argument: 0 });
  });

  it('give the whole picture as a list', async () => {
    const panel = await start();
    await panel.show(state(cycleView()));
    await panel.page.locator('.objects-list summary').click();
    const list = panel.page.locator('.objects-list .list');
    await list.locator('li').first().waitFor();
    expect(await list.textContent()).toContain('.partner → Node #8');
    expect(await list.textContent()).toContain('referent weakly to Node #8');
  });

  it('announce each moment to screen readers', async () => {
    const panel = await start();
    await panel.show(state(cycleView()));
    await panel.page.waitForFunction(() => document.querySelector('#heapglass > .announcer')?.textContent !== '');
    expect(await panel.page.locator('#heapglass > .announcer').textContent()).toContain('step 4 of 12, line 5');
  });
});

describe('themes and widths', () => {
  it.each(Object.keys(themes) as (keyof typeof themes)[])('are pictured in %s', async (theme) => {
    const panel = await start(theme);
    await panel.show(state(unreachableView()));
    await panel.screenshot(`panel-${theme}`);
    const [text, ground] = await panel.page.evaluate(() => {
      const style = getComputedStyle(document.body);
      return [style.color, style.backgroundColor];
    });
    expect(text).not.toBe(ground);
  });

  it.each([300, 480, 1400])('fit %d pixels without scrolling sideways', async (width) => {
    const panel = await start('dark', { width, height: 760 });
    await panel.show(state(cycleView()));
    await panel.screenshot(`panel-${width}`);
    expect(await panel.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
  });
});
