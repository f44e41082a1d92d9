/**
 * A real VS Code window with the packaged extension installed, as a page object: open a file, type, read lenses and hovers,
 * run commands, reach into the heap panel's frame. The extension is installed, not under development: VS Code treats the two
 * differently (debouncing of lenses, panels after a reload).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import { openBrowser } from '../harness/browser.mjs';
import { ensureServer } from '../harness/install.mjs';
import { installVsix, startServer, windowAddress } from '../harness/server.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const patienceMs = 30_000;
const storageDelayMs = 15_000;

export interface WindowOptions {
  /** A file below `folder` to open at once. */
  readonly file: string;
  readonly folder: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly size?: { readonly width: number; readonly height: number };
}

export interface Workbench {
  open(options: WindowOptions): Promise<VsCodeWindow>;
  close(): Promise<void>;
}

/** One server and browser for all windows of a test file. HEAPGLASS_VSIX, set before the tests, names the packaged extension. */
export async function startWorkbench(): Promise<Workbench> {
  await ensureServer();
  const vsix = process.env.HEAPGLASS_VSIX;
  if (vsix === undefined) throw new Error('the extension was not packaged: run with test/panel/vitest.config.mts');
  const folder = mkdtempSync(path.join(tmpdir(), 'heapglass-window-'));
  installVsix(folder, vsix);
  const settings = {
    'editor.hover.delay': 100,
    // The theme follows the browser's colour scheme, so one window can be pictured in both.
    'window.autoDetectColorScheme': true,
    'workbench.preferredDarkColorTheme': 'Default Dark Modern',
    'workbench.preferredLightColorTheme': 'Default Light Modern',
  };
  const server = await startServer({ folder, settings });
  const browser = await openBrowser();
  return {
    async open({ file, folder: workspace, size = { width: 1400, height: 900 } }) {
      const page = await browser.newPage({ viewport: size });
      await page.goto(windowAddress(server, { folder: workspace, file: path.join(workspace, file) }));
      const window = new VsCodeWindow(page, windowAddress(server, { folder: workspace }));
      await window.ready();
      return window;
    },
    async close() {
      await browser.close();
      server.stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

export class VsCodeWindow {
  /** @param address of the same folder without a file to open: VS Code restores what was open only then */
  constructor(readonly page: Page, private readonly address: string) {}

  async ready(): Promise<void> {
    await this.page.locator('.monaco-editor .view-line').first().waitFor({ timeout: 90_000 });
  }

  /** Loads the window again, as after a restart of VS Code. */
  async reload(): Promise<void> {
    // VS Code in a browser stores what is open every 5 s, when it is idle; nothing in the window tells when it has.
    await this.page.waitForTimeout(storageDelayMs);
    await this.page.goto(this.address);
    await this.ready();
  }

  get lenses(): Locator {
    return this.page.locator('.codelens-decoration');
  }

  /** Waits for a lens with this text. */
  async lens(text: string | RegExp): Promise<Locator> {
    const found = this.lenses.filter({ hasText: text }).first();
    await found.waitFor({ timeout: patienceMs });
    return found;
  }

  /** The first line that begins with a text, whatever its spaces are drawn as. */
  line(start: string): Locator {
    const words = start.split(' ').map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return this.page.locator('.view-line', { hasText: new RegExp(`^\\s*${words.join('\\s')}`) }).first();
  }

  /** The text of the hover over a word of a line. */
  async hover(lineStart: string, word: string): Promise<string> {
    const line = this.line(lineStart);
    await this.page.mouse.move(10, 10); // an earlier hover goes
    const place = await line.evaluate((element, wanted) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const at = (node.textContent ?? '').indexOf(wanted);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + wanted.length);
        const box = range.getBoundingClientRect();
        return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      }
      return null;
    }, word);
    if (place === null) throw new Error(`no ${word} in the line ${lineStart}`);
    await this.page.mouse.move(place.x - 3, place.y);
    await this.page.mouse.move(place.x, place.y, { steps: 3 });
    const hover = this.page.locator('.monaco-hover:visible', { hasText: 'refcount' }).first();
    await hover.waitFor({ timeout: patienceMs });
    return (await hover.textContent() ?? '').replaceAll('\u00a0', ' ');
  }

  /** Runs a command by its title in the palette. */
  async command(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    const input = this.page.locator('.quick-input-widget input');
    await input.fill(`>${title}`);
    const row = this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: title }).first();
    await row.waitFor({ timeout: patienceMs });
    await this.page.keyboard.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden', timeout: patienceMs });
  }

  /** The heap panel's frame, when it shows a run. */
  async panel(): Promise<Frame> {
    const end = Date.now() + patienceMs;
    while (Date.now() < end) {
      for (const frame of this.page.frames()) {
        // A frame may go while it is asked.
        const shown = await frame.evaluate(() => document.querySelector('#heapglass .card') !== null).catch(() => false);
        if (shown) return frame;
      }
      await this.page.waitForTimeout(100);
    }
    throw new Error('no heap panel shows a run');
  }

  /** Puts the cursor at the end of a line and types. */
  async typeAfter(lineStart: string, text: string): Promise<void> {
    await this.line(lineStart).click();
    await this.page.keyboard.press('End');
    await this.page.keyboard.type(text, { delay: 15 });
  }

  /** Pictures in a light and a dark theme: test/screenshots/NAME-light.png and NAME-dark.png. */
  async screenshots(name: string): Promise<void> {
    for (const colorScheme of ['dark', 'light'] as const) {
      await this.page.emulateMedia({ colorScheme });
      await this.page.waitForTimeout(1200); // the theme reaches the webview a little later
      await this.page.screenshot({ path: path.join(root, 'test/screenshots', `${name}-${colorScheme}.png`) });
    }
  }

  async close(): Promise<void> {
    await this.page.close();
  }
}
