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
  await page.setContent('<!doctype html><title>Brython</title>');
  await page.addScriptTag({ content: readFileSync(require.resolve('brython/brython.js'), 'utf8') });
  const { output, milliseconds } = await page.evaluate((program) => {
    let text = '';
    const log = console.log;
    console.log = (...parts) => (text += `${parts.join(' ').trimEnd()}\n`);
    const begin = performance.now();
    globalThis.__BRYTHON__.runPythonSource(program, '__main__');
    const took = performance.now() - begin;
    console.log = log;
    return { output: text, milliseconds: took };
  }, source);
  report(output, milliseconds);
} finally {
  await browser.close();
}
