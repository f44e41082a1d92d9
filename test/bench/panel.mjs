// The panel in Chromium: how long the first picture takes from the data, and whether frames are kept while stepping, moving and
// zooming. The data is made from a fixed seed; the grouped heap of 100,000 objects is recorded and viewed by the real worker code.
//
//   node test/bench/panel.mjs          (needs dist/panel.js and dist/panel.css)
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { build } from 'esbuild';
import { openBrowser } from '../harness/browser.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const temporary = mkdtempSync(path.join(tmpdir(), 'heapglass-panel-'));
const engine = path.join(temporary, 'panel.cjs');
await build({
  absWorkingDir: root, entryPoints: ['test/bench/engines/panel.ts'], outfile: engine, bundle: true, platform: 'node', target: 'node20',
  format: 'cjs', logLevel: 'error', alias: { 'web-tree-sitter': './node_modules/web-tree-sitter/web-tree-sitter.cjs' },
});
const made = spawnSync(process.execPath, ['--max-old-space-size=4096', '--stack-size=4000', engine, path.join(root, 'dist')], { encoding: 'utf8', maxBuffer: 1 << 28 });
rmSync(temporary, { recursive: true });
if (made.stdout === '') throw new Error(made.stderr);
const { grouped, viewMs } = JSON.parse(made.stdout);

let seed = 7;
const random = (below) => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648 * below | 0;
/** A heap of this many objects at a number of moments, each with some changes. */
function moments(count, steps) {
  const nodes = Array.from({ length: count }, (_, index) => ({
    id: index + 1, type: ['list', 'dict', 'Node', 'tuple'][random(4)], text: '', refcount: 1 + random(4), generation: random(3), size: 56, unreachable: false, moreCount: 0, bornStep: 1, bornLine: random(40),
    slots: Array.from({ length: random(5) }, (_unused, at) => ({ label: `.a${at}`, target: random(3) === 0 ? null : 1 + random(count), text: '17' })),
  }));
  const roots = [{ id: 'module', label: 'globals', kind: 'module', moreCount: 0, slots: Array.from({ length: 12 }, (_, index) => ({ label: `name${index}`, target: 1 + random(count), text: '' })) }];
  return Array.from({ length: steps }, (_, step) => {
    for (let n = 0; n < 4; n++) {
      const node = nodes[random(count)];
      const before = node.refcount;
      nodes[node.id - 1] = { ...node, refcount: before + 1, change: 'refcount', previousRefcount: before };
    }
    const gone = random(count);
    return { step, stepCount: steps, event: 'line', line: 4, functionName: '', sentence: 'a step', roots, nodes: nodes.filter((_node, index) => index !== gone), hiddenCount: 0, freed: [], output: [],
      generations: [0, 1, 2].map(() => ({ count: 1, threshold: 10, objects: count })) };
  });
}
const stateOf = (view) => ({ run: 1, status: 'finished', title: 'bench.py', message: '', stale: false, collections: [], pythonVersion: '3.12', view, sourceLine: 'x = 1' });

const html = `<!DOCTYPE html><html><head><link rel="stylesheet" href="panel.css"></head><body class="vscode-dark"><div id="heapglass"></div>
<script>window.done = new Map(); window.acquireVsCodeApi = () => ({ postMessage: (m) => { if (m.kind === 'answer') window.done.get(m.id)?.(); }, getState() {}, setState() {} });</script><script src="panel.js"></script></body></html>`;
const browser = await openBrowser();

async function openPage() {
  const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
  await page.route('**/*', (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    if (name === '') return route.fulfill({ contentType: 'text/html', body: html });
    if (!name.startsWith('panel.')) return route.fulfill({ status: 404, body: '' });
    return route.fulfill({ contentType: name.endsWith('.js') ? 'text/javascript' : 'text/css', body: readFileSync(path.join(root, 'dist', name)) });
  });
  await page.goto('http://heapglass.test/');
  await page.evaluate(() => {
    let id = 0;
    // Until the frame with the picture has been painted: the message after the next frame's callbacks.
    window.show = (state) => new Promise((resolve) => {
      const bytes = new TextEncoder().encode(JSON.stringify(state)).buffer;
      const start = performance.now();
      window.done.set(++id, () => requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start))));
      window.postMessage({ kind: 'call', id, name: 'show', argument: bytes }, '*');
    });
    /** Runs something in each frame; the times between frames. */
    window.frames_ = (count, act) => new Promise((resolve) => {
      const times = [];
      let last = 0;
      const frame = (now) => {
        if (last > 0) times.push(now - last);
        last = now;
        if (times.length >= count) return resolve(times);
        act(times.length);
        requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
    });
  });
  return page;
}

const percentile = (values, share) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
const rows = [];
async function first(name, views, limit) {
  const times = [];
  for (let round = 0; round < 7; round++) {
    const page = await openPage();
    times.push(await page.evaluate((state) => window.show(state), stateOf(views[round % views.length])));
    await page.close();
  }
  rows.push([name, percentile(times, 0.5), Math.max(...times), limit]);
}
await first('first picture of 200 cards', moments(200, 7), '150 ms');
await first('grouped heap of 100,000 objects (the page)', [grouped], '500 ms');
rows.push(['  the same, made by the worker', viewMs, viewMs, '']);

const page = await openPage();
const states = moments(300, 60).map(stateOf);
await page.evaluate(async (given) => {
  window.states = given;
  await window.show(given[0]);
}, states);
const idle = await page.evaluate(() => window.frames_(120, () => {}));
rows.push(['idle frames', percentile(idle, 0.5), percentile(idle, 0.99), '']);
const wheel = (dx, dy, ctrlKey) => page.evaluate(([x, y, ctrl]) => window.frames_(180, (n) => {
  const sign = Math.floor(n / 30) % 2 === 0 ? 1 : -1;
  document.querySelector('.graph').dispatchEvent(new WheelEvent('wheel', { deltaX: x * sign, deltaY: y * sign, ctrlKey: ctrl, clientX: 500, clientY: 400, bubbles: true, cancelable: true }));
}), [dx, dy, ctrlKey]);
const named = [['moving, 300 cards', await wheel(12, 6, false)], ['zooming, 300 cards', await wheel(0, 8, true)]];
named.push(['stepping, 300 cards', await page.evaluate(() => window.frames_(180, (n) => void window.show(window.states[n % window.states.length])))]);
for (const [name, times] of named) rows.push([name, percentile(times, 0.5), percentile(times, 0.99), '33 ms worst 1 %']);
await browser.close();

console.log(`load ${loadavg().map((value) => value.toFixed(1)).join(' ')}; milliseconds`);
console.log(''.padEnd(46) + ['median', 'worst/p99'].map((head) => head.padStart(11)).join('') + '   wanted');
for (const [name, median, worst, wanted] of rows) console.log(name.padEnd(46) + [median, worst].map((value) => value.toFixed(1).padStart(11)).join('') + `   ${wanted}`);
