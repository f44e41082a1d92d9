// How long the editor takes with the installed extension: activation, and from the last key to new values on the screen, for a file of
// 100 lines and about 10,000 steps. Also: the extension host's longest pause meanwhile, and whether a line that was not edited moved.
//
//   node test/bench/editor.mjs [--rounds 12] [--vsix FILE]
//
// Read by people: the load of the machine is printed beside the numbers.
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { packageExtension } from '../../.scripts/package.mjs';
import { openBrowser } from '../harness/browser.mjs';
import { ensureServer } from '../harness/install.mjs';
import { installVsix, startServer, windowAddress } from '../harness/server.mjs';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '12' }, vsix: { type: 'string' } } });
const rounds = Number(values.rounds);

/** 100 lines, about 10,000 steps; the number in its second line is what is typed. */
const head = ['marker = []', 'count = 100', 'first = [count]', ''];
const classes = Array.from({ length: 8 }, (_, i) => [`class Item${i}:`, '    def __init__(self, value):', '        self.value = value', '        self.next = None', '']).flat();
const work = ['kept = []', 'for i in range(1100):', '    item = Item0(i)', '    item.next = Item1(i)', '    kept.append(item)', '    if len(kept) > 20:', '        kept.pop(0)', ''];
const text = [...head, ...classes, ...work];
while (text.length < 99) text.push(`value${text.length} = [first, ${text.length}]`);
text.push('print(len(kept))', '');

const temporary = mkdtempSync(path.join(tmpdir(), 'heapglass-bench-'));
const vsix = values.vsix ?? await packageExtension({ quiet: true, target: path.join(temporary, 'heapglass.vsix') });
await ensureServer();

async function measure(annotations) {
  const folder = mkdtempSync(path.join(tmpdir(), 'heapglass-bench-window-'));
  const workspace = path.join(folder, 'workspace');
  mkdirSync(workspace);
  writeFileSync(path.join(workspace, 'scenario.py'), text.join('\n'));
  installVsix(folder, vsix);
  const server = await startServer({ folder, settings: { 'heapglass.annotations': annotations, 'editor.quickSuggestions': 'off', 'editor.occurrencesHighlight': 'off' } });
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    await page.goto(windowAddress(server, { folder: workspace, file: path.join(workspace, 'scenario.py') }));
    await page.locator('.monaco-editor .view-line').first().waitFor({ timeout: 120_000 });
    await page.waitForFunction(shownText, 'first', { timeout: 60_000 });
    await page.locator('.monaco-editor textarea, .monaco-editor .native-edit-context').first().focus();
    await page.keyboard.press('Control+Home');
    const moved = [];
    const times = [];
    for (let round = 0; round < rounds; round++) {
      await page.waitForTimeout(1500);
      // A name on the third line gets another refcount with each round: `marker` is bound to a list of more names.
      await page.keyboard.press('Control+Home');
      await page.keyboard.press('End');
      await page.evaluate(watch);
      const before = await page.evaluate(tops);
      for (const key of round % 2 === 0 ? ' ; extra = marker' : '') await page.keyboard.type(key, { delay: 0 });
      if (round % 2 === 1) for (let i = 0; i < ' ; extra = marker'.length; i++) await page.keyboard.press('Backspace');
      const wanted = round % 2 === 0 ? 'marker 2' : 'marker 1';
      const taken = await page.evaluate(sinceLastKey, wanted);
      if (taken !== null) times.push(taken);
      const after = await page.evaluate(tops);
      moved.push(after.filter((top, i) => i > 0 && before[i] !== undefined && Math.abs(top - before[i]) > 1).length);
    }
    return { times, moved: moved.reduce((sum, count) => sum + count, 0) };
  } finally {
    await browser.close();
    server.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

// ---- in the page ---------------------------------------------------------------------------------

/** All texts of ours that are seen: lenses, and what is drawn behind lines. */
function shownText(part) {
  const behind = [...document.querySelectorAll('.view-line span')].map((span) => getComputedStyle(span, '::after').content).join(' ');
  const above = [...document.querySelectorAll('.codelens-decoration')].map((lens) => lens.textContent).join(' ');
  return `${behind} ${above}`.replaceAll('\u00a0', ' ').includes(part);
}

/** Notes when the last key was pressed. */
function watch() {
  globalThis.lastKey = 0;
  globalThis.noteKey ??= document.addEventListener('keydown', () => {
    globalThis.lastKey = performance.now();
  }, true) ?? true;
}

/** Milliseconds from the last key until the text is seen; null after 15 seconds. */
function sinceLastKey(wanted) {
  const seen = () => {
    const behind = [...document.querySelectorAll('.view-line span')].map((span) => getComputedStyle(span, '::after').content).join(' ');
    const above = [...document.querySelectorAll('.codelens-decoration')].map((lens) => lens.textContent).join(' ');
    return `${behind} ${above}`.replaceAll('\u00a0', ' ').includes(wanted);
  };
  return new Promise((resolve) => {
    const look = () => {
      const now = performance.now();
      if (seen()) resolve(now - globalThis.lastKey);
      else if (now - globalThis.lastKey > 15_000) resolve(null);
      else requestAnimationFrame(look);
    };
    look();
  });
}

/** Where the lines on the screen are, from the top. */
function tops() {
  return [...document.querySelectorAll('.view-lines .view-line')].map((line) => line.getBoundingClientRect().top).sort((a, b) => a - b);
}

// ---- the table ----------------------------------------------------------------------------------

function row(name, { times, moved }) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]?.toFixed(0) ?? '-';
  console.log(name.padEnd(18) + [at(0), at(0.5), at(0.9), String(sorted.length), String(moved)].map((value) => value.padStart(12)).join(''));
}

console.log(`VSIX ${(statSync(vsix).size / 2 ** 20).toFixed(2)} MB; load of the machine ${loadavg().map((load) => load.toFixed(1)).join(' ')}`);
console.log('from the last key'.padEnd(18) + ['best ms', 'median ms', '90 % ms', 'rounds', 'moved lines'].map((name) => name.padStart(12)).join(''));
try {
  row('end of line', await measure('lineEnd'));
  row('CodeLens', await measure('codeLens'));
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
