// A headless Chromium and the two functions through which a VS Code window reports an extension test run.
import { chromium } from 'playwright-core';
import { ensureChromium } from './chromium.mjs';

export async function openBrowser() {
  return chromium.launch({
    executablePath: await ensureChromium(),
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--host-resolver-rules=MAP *.localhost 127.0.0.1',
    ],
  });
}

/**
 * VS Code calls these when the module named by extensionTestsPath has ended or printed something.
 * @param {import('playwright-core').Page} page
 * @param {(kind: string, args: unknown[]) => void} onLog
 * @returns {Promise<{ended: Promise<{code: number}>}>} wrapped, because an async function can't return a promise itself
 */
export async function listenForTestEnd(page, onLog) {
  let end = (_result) => {};
  const ended = new Promise((resolve) => {
    end = resolve;
  });
  await page.exposeFunction('codeAutomationLog', (kind, args) => onLog(kind, args));
  await page.exposeFunction('codeAutomationExit', (code) => end({ code }));
  return { ended };
}
