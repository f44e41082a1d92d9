// `npm test`: everything, in sections, from a fresh clone. The last line is the sum: "N passed, N failed".
//
//   node .scripts/test.mjs [--only lint,typecheck,unit,architecture,conformance,properties,panel,extension]
//
// What can't be had here is said, and the other real thing takes its place: Electron's VS Code or the VS Code server.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './dependencies.mjs';
import { main, root, run } from './root.mjs';

const bin = (name) => path.join(root, 'node_modules', name);
const node = process.execPath;

/** One step which is right or wrong as a whole. */
async function check(name, args) {
  const { code } = await run(node, args);
  console.log(code === 0 ? `  ${name}: clean` : `  ${name}: failed (exit code ${code})`);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
}

async function vitest(filters, { config, exclude = [], env = {} } = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'heapglass-vitest-'));
  const file = path.join(folder, 'results.json');
  try {
    const { code } = await run(node, [
      bin('vitest/vitest.mjs'), 'run', ...filters, ...exclude.flatMap((pattern) => ['--exclude', pattern]),
      ...(config ? ['--config', config] : []), '--reporter=default', '--reporter=json', `--outputFile.json=${file}`,
    ], { env });
    if (!existsSync(file)) return { passed: 0, failed: 1 };
    const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(readFileSync(file, 'utf8'));
    // A file that can't even be loaded has no failed test, only a failed suite and an exit code.
    const failed = numFailedTests > 0 ? numFailedTests : code !== 0 ? Math.max(1, numFailedTestSuites) : 0;
    return { passed: numPassedTests, failed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Electron's VS Code can be used: the reason if not. */
async function whyNoElectron() {
  if (process.platform === 'linux' && !process.env.DISPLAY) return 'there is no display (DISPLAY is not set)';
  if (process.env.VSCODE_PATH) return null;
  const reachable = await fetch('https://update.code.visualstudio.com/api/releases/stable', { signal: AbortSignal.timeout(8000) })
    .then((answer) => answer.ok, () => false);
  return reachable ? null : "VS Code's download server does not answer and VSCODE_PATH is not set";
}

async function inVsCode() {
  const { printResults, runSuite } = await import('../test/harness/runSuite.mjs');
  const { whyNoServer } = await import('../test/harness/install.mjs');
  const built = await run(node, ['.scripts/build.mjs', '--only', 'tests']);
  if (built.code !== 0) return { passed: 0, failed: 1 };
  const noElectron = await whyNoElectron();
  const noServer = whyNoServer();
  const hosts = [...(noElectron === null ? ['electron'] : []), ...(noServer === null ? ['node', 'web', 'pureweb'] : [])];
  if (noElectron !== null) console.log(`  Electron's VS Code is not used: ${noElectron}. The same suite runs in the VS Code server instead.`);
  if (noServer !== null) console.log(`  The VS Code server is not used: ${noServer}.`);
  if (hosts.length === 0) return { passed: 0, failed: 1 };
  const sum = { passed: 0, failed: 0 };
  for (const host of hosts) {
    console.log(`\n  host: ${host}`);
    const result = await runSuite(host).catch((error) => {
      console.log(`  FAIL ${error.message}`);
      return { passed: 0, failed: 1, tests: [] };
    });
    printResults(result);
    sum.passed += result.passed;
    sum.failed += result.failed;
  }
  return sum;
}

async function inBrowser() {
  const { whyNoServer, ensureServer } = await import('../test/harness/install.mjs');
  const { ensureChromium } = await import('../test/harness/chromium.mjs');
  console.log(`  Chromium: ${await ensureChromium()}`);
  const noServer = whyNoServer();
  if (noServer === null) await ensureServer();
  else console.log(`  End-to-end tests in VS Code are not run: ${noServer}. The panel is tested as a plain page, the extension by test/extension.`);
  const exclude = noServer === null ? [] : ['test/panel/endToEnd/**'];
  return vitest([], { config: 'test/panel/vitest.config.mts', exclude });
}

const folders = ['test/architecture/**', 'test/conformance/**', 'test/properties/**'];
const sections = {
  lint: ['Lint', () => check('eslint', [bin('eslint/bin/eslint.js'), '--max-warnings', '0', '.'])],
  typecheck: ['Types', () => check('tsc', [bin('typescript/bin/tsc'), '-b'])],
  unit: ['Unit tests', () => vitest([], { exclude: folders })],
  architecture: ['Architecture', () => vitest(['test/architecture/'])],
  conformance: ["Conformance with CPython's recorded output", () => vitest(['test/conformance/'])],
  properties: ['Properties', () => vitest(['test/properties/'])],
  panel: ['Panel and end to end, in a browser', inBrowser],
  extension: ['Extension, in a real VS Code', inVsCode],
};

await main(async () => {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const wanted = values.only === undefined ? Object.keys(sections) : values.only.split(',');
  for (const name of wanted) if (!(name in sections)) throw new Error(`--only ${name}: there is ${Object.keys(sections).join(', ')}`);
  const began = Date.now();
  await ensureDependencies();
  console.log('\n== Build ==');
  if ((await run(node, ['.scripts/build.mjs'])).code !== 0) {
    console.log('0 passed, 1 failed');
    return 1;
  }
  const rows = [];
  for (const name of wanted) {
    const [title, body] = sections[name];
    console.log(`\n== ${title} ==`);
    const start = Date.now();
    rows.push({ title, seconds: 0, ...(await body()) });
    rows.at(-1).seconds = Math.round((Date.now() - start) / 1000);
  }
  console.log('\n== Summary ==');
  for (const row of rows) {
    console.log(`  ${row.failed === 0 ? 'ok  ' : 'FAIL'} ${row.title}: ${row.passed} passed, ${row.failed} failed (${row.seconds} s)`);
  }
  const passed = rows.reduce((sum, row) => sum + row.passed, 0);
  const failed = rows.reduce((sum, row) => sum + row.failed, 0);
  console.log(`  in ${Math.round((Date.now() - began) / 1000)} s`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
