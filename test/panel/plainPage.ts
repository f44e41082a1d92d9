/**
 * The panel as a plain page in Chromium, without VS Code: the built bundle, a stand-in for `acquireVsCodeApi`, and the same
 * content security policy as in a webview. States are given as the host would post them; calls of the page are collected.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { pack, type PanelState } from '../../src/protocol';
import { openBrowser } from '../harness/browser.mjs';
import { themes, type Theme } from './themes';

const root = path.resolve(import.meta.dirname, '../..');
const address = 'http://heapglass.test/';

export interface SentCall {
  readonly kind: string;
  readonly name: string;
  readonly argument: unknown;
}

export interface PlainPage {
  readonly page: Page;
  show(state: PanelState): Promise<void>;
  /** Asks the page for the graph as a file's text. */
  picture(): Promise<string>;
  /** As after the page was hidden and shown again: a new document, with the state it kept. */
  reload(): Promise<void>;
  /** The calls the page has made so far. */
  calls(): Promise<SentCall[]>;
  /** Violations of the content security policy and errors of the script. */
  readonly troubles: string[];
  screenshot(name: string): Promise<void>;
  close(): Promise<void>;
}

export const openPanelBrowser = (): Promise<Browser> => openBrowser();

/** Pages share one context: making one (a window with its own processes) takes longer than most tests. What a page keeps is its own (`sessionStorage`). */
const contexts = new WeakMap<Browser, Promise<BrowserContext>>();
function contextOf(browser: Browser): Promise<BrowserContext> {
  const known = contexts.get(browser) ?? browser.newContext();
  contexts.set(browser, known);
  return known;
}

/** Answers the page's calls in the place of the extension. */
export type Answerer = (name: string, argument: unknown) => Promise<unknown>;

/** Without an answerer questions stay open and all other calls are answered with null. */
export async function openPlainPage(
  browser: Browser, theme: keyof typeof themes, size: { width: number; height: number }, answerer: Answerer | null = null,
): Promise<PlainPage> {
  const page = await (await contextOf(browser)).newPage();
  await page.setViewportSize(size);
  await page.exposeFunction('answerCall', async (name: string, argument: unknown): Promise<unknown> => {
    if (answerer === null) return { value: null, isOpen: name === 'ask' };
    try {
      const value = await answerer(name, argument);
      return value instanceof ArrayBuffer ? { bytes: [...new Uint8Array(value)] } : { value };
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
  });
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text());
  });
  await page.route('**/*', (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    if (name === '') return route.fulfill({ contentType: 'text/html', body: html(themes[theme]) });
    if (name === 'standin.js') return route.fulfill({ contentType: 'text/javascript', body: standIn });
    if (name === 'theme.css') return route.fulfill({ contentType: 'text/css', body: themeStyle(themes[theme]) });
    if (name === 'panel.js' || name === 'panel.css') {
      return route.fulfill({ contentType: name.endsWith('.js') ? 'text/javascript' : 'text/css', body: readFileSync(path.join(root, 'dist', name)) });
    }
    return route.fulfill({ status: 404, body: '' });
  });
  await page.goto(address);
  let lastId = 0;
  return {
    page,
    troubles,
    async show(state) {
      const bytes = [...new Uint8Array(pack(state))];
      await page.evaluate(({ id, content }) => {
        window.postMessage({ kind: 'call', id, name: 'show', argument: new Uint8Array(content).buffer }, '*');
      }, { id: ++lastId, content: bytes });
      await page.waitForFunction((id) => (window as unknown as { sent: { kind: string; id: number }[] }).sent
        .some((message) => message.kind === 'answer' && message.id === id), lastId);
    },
    async picture() {
      await page.evaluate((id) => window.postMessage({ kind: 'call', id, name: 'picture' }, '*'), ++lastId);
      const answer = await page.waitForFunction((id) => (window as unknown as { sent: { kind: string; id: number; value: unknown }[] }).sent
        .find((message) => message.kind === 'answer' && message.id === id), lastId);
      return (await answer.jsonValue() as { value: string }).value;
    },
    async reload() {
      await page.reload();
    },
    calls: () => page.evaluate(() => (window as unknown as { sent: SentCall[] }).sent.filter((message) => message.kind === 'call')),
    async screenshot(name) {
      await page.waitForTimeout(400); // fading and moving
      await page.screenshot({ path: path.join(root, 'test/screenshots', `${name}.png`) });
    },
    close: () => page.close(),
  };
}

const standIn = `window.sent = [];
async function post(message) {
  window.sent.push(structuredClone(message));
  if (message.kind !== 'call') return;
  const answer = await window.answerCall(message.name, message.argument ?? null);
  if (answer.isOpen) return;
  if (answer.error !== undefined) return window.postMessage({ kind: 'error', id: message.id, code: 'failed', message: answer.error }, '*');
  const value = answer.bytes === undefined ? answer.value : new Uint8Array(answer.bytes).buffer;
  window.postMessage({ kind: 'answer', id: message.id, value }, '*');
}
window.acquireVsCodeApi = () => ({ postMessage: (message) => void post(message), getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null'), setState: (state) => sessionStorage.setItem('state', JSON.stringify(state)) });
document.addEventListener('securitypolicyviolation', (event) => console.error('policy: ' + event.violatedDirective + ' ' + event.blockedURI));`;

function themeStyle({ variables }: Theme): string {
  return `:root {\n${Object.entries(variables).map(([name, value]) => `  ${name}: ${value};`).join('\n')}\n}`;
}

function html({ bodyClass }: Theme): string {
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self' 'nonce-abc'; font-src 'self'; script-src 'nonce-abc'">
<meta property="csp-nonce" content="abc">
<link rel="stylesheet" href="theme.css"><link rel="stylesheet" href="panel.css"></head>
<body class="${bodyClass}"><div id="heapglass"></div>
<script nonce="abc" src="standin.js"></script><script nonce="abc" src="panel.js"></script></body></html>`;
}
