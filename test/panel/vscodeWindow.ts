/**
 * A real VS Code window with the packaged extension installed, as a page object: open a file, type, read lenses and hovers,
 * run commands, reach into the heap panel's frame. The extension is installed, not under development: VS Code treats the two
 * differently (debouncing of lenses, panels after a reload).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import { packageExtension } from '../../.scripts/package.mjs';
import { openBrowser } from '../harness/browser.mjs';
import { ensureServer } from '../harness/install.mjs';
import { installVsix, startServer, windowAddress } from '../harness/server.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const patienceMs = 30_000;

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

/** One server and browser for all windows of a test file. HEAPGLASS_VSIX names a packaged extension, else one is packaged. */
export async function startWorkbench(settings: Readonly<Record<string, unknown>> = {}): Promise<Workbench> {
  await ensureServer();
  const folder = mkdtempSync(path.join(tmpdir(), 'heapglass-window-'));
  const vsix = process.env.HEAPGLASS_VSIX ?? await packageExtension({ quiet: true, target: path.join(folder, 'heapglass.vsix') });
  installVsix(folder, vsix);
  const server = await startServer({ folder, settings: { 'editor.hover.delay': 100, ...settings } });
  const browser = await openBrowser();
  return {
    async open({ file, folder: workspace, size = { width: 1400, height: 900 } }) {
      const page = await browser.newPage({ viewport: size });
      await page.goto(windowAddress(server, { folder: workspace, file: path.join(workspace, file) }));
      await page.locator('.monaco-editor .view-line').first().waitFor({ timeout: 60_000 });
      return new VsCodeWindow(page);
    },
    async close() {
      await browser.close();
      server.stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

export class VsCodeWindow {
  constructor(readonly page: Page) {}

  get lenses(): Locator {
    return this.page.locator('.codelens-decoration');
  }

  /** Waits for a lens with this text. */
  async lens(text: string | RegExp): Promise<Locator> {
    const found = this.lenses.filter({ hasText: text }).first();
    await found.waitFor({ timeout: patienceMs });
    return found;
  }

  line(text: string): Locator {
    return this.page.locator('.view-line', { hasText: text }).first();
  }

  /** The text of the hover over a word of a line. */
  async hover(lineText: string, word: string): Promise<string> {
    const line = this.line(lineText);
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
    if (place === null) throw new Error(`no ${word} in the line ${lineText}`);
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
  async typeAfter(lineText: string, text: string): Promise<void> {
    await this.line(lineText).click();
    await this.page.keyboard.press('End');
    await this.page.keyboard.type(text, { delay: 15 });
  }

  async screenshot(name: string): Promise<void> {
    await this.page.waitForTimeout(500);
    await this.page.screenshot({ path: path.join(root, 'test/screenshots', `${name}.png`) });
  }

  async close(): Promise<void> {
    await this.page.close();
  }
}
