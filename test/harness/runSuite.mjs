// Runs the mocha suite of test/extension in a VS Code: Electron's where there is one, else the server in Chromium.
//
//   node test/harness/runSuite.mjs [--host electron|node|web|pureweb] [--grep PATTERN] [--verbose]
//
//   --grep    only tests whose full title matches the regular expression
//
//   electron  @vscode/test-electron with VSCODE_PATH or its download
//   node      VS Code server, Node extension host (stands for the desktop)
//   web       the same window, the extension in the web worker host
//   pureweb   a window without any server (stands for vscode.dev)
//
// All four run the same test files. Results come as JSON, by a file in Node hosts and by a marked line in web hosts.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { format, parseArgs } from 'node:util';
import { main, root, SetupError } from '../../.scripts/root.mjs';
import { listenForTestEnd, openBrowser } from './browser.mjs';
import { ensureServer } from './install.mjs';
import { startPureWeb } from './pureWeb.mjs';
import { startServer, windowAddress } from './server.mjs';

const scenarios = path.join(root, 'media/scenarios');
const nodeTests = path.join(root, 'dist/test/extension.js');
const webTests = 'dist/test/extension.web.js';
/** Where a web host, which has no environment, finds the text to look for. */
const grepFile = path.join(root, 'dist/test/grep.txt');
const resultMark = '@@RESULTS@@';
/** Only keeps a window that hangs from holding up everything; a busy machine takes minutes. */
const timeLimitMs = 600_000;

async function openWindow(host, folder, env) {
  if (host === 'pureweb') {
    const server = await startPureWeb({ extension: root, testsPath: webTests });
    return { ...server, address: `${server.base}/` };
  }
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const settings = host === 'web' ? { 'remote.extensionKind': { [`${manifest.publisher}.${manifest.name}`]: ['web'] } } : {};
  const server = await startServer({ folder, settings, env });
  const tests = host === 'web' ? path.join(root, webTests) : nodeTests;
  return { ...server, address: windowAddress(server, { folder: scenarios, extension: root, tests, env }) };
}

async function runInChromium(host, { verbose, grep }) {
  await ensureServer();
  const folder = mkdtempSync(path.join(tmpdir(), 'heapglass-suite-'));
  const resultFile = path.join(folder, 'results.json');
  writeFileSync(grepFile, grep);
  const shown = await openWindow(host, folder, { HEAPGLASS_TEST_RESULTS: resultFile, HEAPGLASS_TEST_GREP: grep });
  const browser = await openBrowser();
  let results;
  const lines = [];
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    const { ended } = await listenForTestEnd(page, (kind, args) => {
      const line = format(...args);
      const at = line.indexOf(resultMark);
      if (at >= 0) results = JSON.parse(line.slice(at + resultMark.length));
      else if (verbose) console.log(`  [${kind}] ${line.slice(0, 400)}`);
      else lines.push(line.slice(0, 300));
    });
    await page.goto(shown.address);
    await page.waitForSelector('.monaco-workbench', { timeout: 60_000 });
    const late = new Promise((resolve) => setTimeout(resolve, timeLimitMs, { code: 124 }).unref());
    const { code } = await Promise.race([ended, late]);
    if (existsSync(resultFile)) results = JSON.parse(readFileSync(resultFile, 'utf8'));
    if (results === undefined) {
      throw new SetupError(`the suite in host '${host}' ended with code ${code} and no results; last lines:\n${lines.slice(-25).join('\n')}`);
    }
    return results;
  } finally {
    await browser.close();
    shown.stop();
    rmSync(grepFile, { force: true });
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Electron's VS Code: the one at VSCODE_PATH, or @vscode/test-electron's download. */
async function runInElectron(grep) {
  const { runTests } = await import('@vscode/test-electron');
  const folder = mkdtempSync(path.join(tmpdir(), 'heapglass-suite-'));
  const resultFile = path.join(folder, 'results.json');
  try {
    await runTests({
      vscodeExecutablePath: process.env.VSCODE_PATH || undefined,
      extensionDevelopmentPath: root,
      extensionTestsPath: nodeTests,
      launchArgs: [scenarios, '--disable-extensions', `--user-data-dir=${path.join(folder, 'user')}`],
      extensionTestsEnv: { HEAPGLASS_TEST_RESULTS: resultFile, HEAPGLASS_TEST_GREP: grep },
    }).catch((error) => {
      if (!existsSync(resultFile)) throw error; // failing tests reject too; their results say more
    });
    return JSON.parse(readFileSync(resultFile, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** @returns {Promise<{passed: number, failed: number, tests: {title: string, state: string, ms?: number, error?: string}[]}>} */
export async function runSuite(host, { verbose = false, grep = '' } = {}) {
  const tests = host === 'electron' ? await runInElectron(grep) : await runInChromium(host, { verbose, grep });
  const count = (state) => tests.filter((test) => test.state === state).length;
  return { passed: count('passed'), failed: count('failed'), tests };
}

export function printResults({ tests }) {
  for (const test of tests) {
    console.log(`  ${test.state === 'passed' ? 'ok  ' : 'FAIL'} ${test.title} (${test.ms ?? '-'} ms)`);
    if (test.error) console.log(`       ${test.error.split('\n').slice(0, 8).join('\n       ')}`);
  }
}

if (process.argv[1] === import.meta.filename) {
  await main(async () => {
    const { values } = parseArgs({ options: { host: { type: 'string', default: 'node' }, grep: { type: 'string' }, verbose: { type: 'boolean' } } });
    const results = await runSuite(values.host, { verbose: values.verbose, grep: values.grep });
    printResults(results);
    console.log(`${results.passed} passed, ${results.failed} failed`);
    return results.failed > 0 ? 1 : 0;
  });
}
