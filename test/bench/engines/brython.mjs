// Runs a program under Brython (a compiler from Python to JavaScript) in a headless browser, which it needs; the time includes
// its compilation, as it cannot be told apart.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import { report } from './report.mjs';

const require = createRequire(import.meta.url);
const source = readFileSync(process.argv[2], 'utf8');
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
  const page = await browser.newPage();
  // Brython asks where it was loaded from: the page and the script get addresses that lead nowhere else.
  await page.route('http://brython.test/**', (route) => route.fulfill(route.request().url().endsWith('.js')
    ? { contentType: 'text/javascript', body: readFileSync(require.resolve('brython/brython.js'), 'utf8') }
    : { contentType: 'text/html', body: '<!doctype html><title>Brython</title><body><script src="/brython.js"></script></body>' }));
  await page.goto('http://brython.test/');
  const { output, milliseconds } = await page.evaluate((program) => new Promise((finished, failed) => {
    const end = 'the program has ended';
    let text = '';
    let begin = 0;
    console.log = (...parts) => {
      const line = parts.join(' ').trimEnd();
      if (line === end) finished({ output: text, milliseconds: performance.now() - begin });
      else text += `${line}\n`;
    };
    console.error = (...parts) => failed(new Error(parts.join(' ')));
    const script = document.createElement('script');
    script.type = 'text/python';
    script.textContent = `${program}\nprint('${end}')\n`;
    document.body.append(script);
    begin = performance.now();
    globalThis.brython();
  }), source);
  report(output, milliseconds);
} finally {
  await browser.close();
}
