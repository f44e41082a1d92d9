/**
 * A program's run in the panel, without VS Code: the program is recorded here, written as a self-contained page and opened in Chromium
 * from a file, so that session, questions, views, panel and policy are all the real ones.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { replayFile, type ReplayParts } from '../../src/replay';
import { saveRun, type RecordedRun, type Toolchain } from '../../src/session';
import { recordSource } from '../session/toolchainForTests';

const root = path.resolve(import.meta.dirname, '../..');

export interface ReplayPage {
  readonly page: Page;
  /** Violations of the policy, errors of the script, requests. */
  readonly troubles: string[];
  /** Of the file. */
  readonly bytes: number;
  /** Waits until the panel shows a moment (from 1). */
  atStep(step: number): Promise<void>;
  screenshot(name: string): Promise<void>;
  close(): Promise<void>;
}

export interface ReplayWish {
  readonly source: string;
  readonly fileName?: string;
  /** Of this source, where it has been recorded already. */
  readonly run?: RecordedRun;
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
  readonly contrast?: boolean;
  /** From 0; the last moment if not told. */
  readonly step?: number;
}

export function replayParts(): ReplayParts {
  const read = (name: string): string => readFileSync(path.join(root, 'dist', name), 'utf8');
  return { panelScript: read('panel.js'), panelStyle: read('panel.css'), replayScript: read('replay.js'), replayStyle: read('replay.css') };
}

export async function openReplayPage(browser: Browser, toolchain: Toolchain, wish: ReplayWish): Promise<ReplayPage> {
  const fileName = wish.fileName ?? 'scenario.py';
  const run = wish.run ?? recordSource(toolchain, wish.source, { fileName });
  const recording = await saveRun(run, 'tests');
  if (recording === null) throw new Error(`nothing ran: ${run.problems[0]?.message ?? ''}`);
  const text = await replayFile({ recording, title: fileName, step: wish.step ?? null, parts: replayParts() });
  const folder = mkdtempSync(path.join(tmpdir(), 'heapglass-replay-'));
  const file = path.join(folder, 'replay.html');
  writeFileSync(file, text);
  const context = await browser.newContext({
    viewport: { width: wish.width ?? 1400, height: wish.height ?? 900 }, colorScheme: wish.dark === true ? 'dark' : 'light', reducedMotion: 'reduce',
    contrast: wish.contrast === true ? 'more' : 'no-preference',
  });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith('file:') && !request.url().startsWith('blob:')) troubles.push(`request: ${request.url()}`);
  });
  page.on('dialog', (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
  });
  await page.goto(`file://${file}`);
  await page.locator('main:not([hidden])').waitFor();
  return {
    page, troubles, bytes: text.length,
    async atStep(step) {
      await page.waitForFunction((wanted) => document.querySelector('[role=slider]')?.getAttribute('aria-valuenow') === String(wanted), step);
    },
    async screenshot(name) {
      await page.screenshot({ path: path.join(root, 'test/screenshots', `${name}.png`) });
    },
    async close() {
      await context.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
