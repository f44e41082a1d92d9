// `npm start`: shows Heapglass at work on the bundled scenarios. Opens an installed VS Code (`code`) with the extension;
// where there is none, serves a real VS Code with the extension installed and prints its address, until Ctrl+C.
//
//   npm start [-- --port 8123] [-- --serve]     --serve: the server even where `code` is installed
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './dependencies.mjs';
import { main, root, run, SetupError } from './root.mjs';

const scenarios = path.join(root, 'media/scenarios');

function firstScenario() {
  const file = readdirSync(scenarios).filter((name) => name.endsWith('.py')).sort()[0];
  return file === undefined ? undefined : path.join(scenarios, file);
}

/** The command that starts an installed VS Code, or undefined. */
function installedCode() {
  const wished = process.env.VSCODE_PATH;
  if (wished) {
    if (!existsSync(wished)) throw new SetupError(`VSCODE_PATH is ${wished}, which is not there.`);
    return wished;
  }
  const shell = process.platform === 'win32';
  return ['code', 'code-insiders', 'codium'].find((name) => spawnSync(name, ['--version'], { shell, stdio: 'ignore' }).status === 0);
}

async function openInstalled(code) {
  console.log('Building ...');
  if ((await run(process.execPath, ['.scripts/build.mjs'], { quiet: true })).code !== 0) throw new SetupError('the build failed: npm run build');
  const file = firstScenario();
  const shell = process.platform === 'win32';
  const result = spawnSync(code, [`--extensionDevelopmentPath=${root}`, scenarios, ...(file ? [file] : [])], { shell, stdio: 'inherit' });
  if (result.status !== 0) throw new SetupError(`${code} ended with code ${result.status}`);
  console.log(`Opened in ${code}. In the editor's title bar press the Heapglass button, or run "Heapglass: Open Heap Panel to the Side".`);
}

async function serve(port) {
  const { ensureServer } = await import('../test/harness/install.mjs');
  const { installVsix, startServer, windowAddress } = await import('../test/harness/server.mjs');
  await ensureServer();
  const { packageExtension } = await import('./package.mjs');
  const folder = path.join(root, '.heapglass/start');
  mkdirSync(folder, { recursive: true });
  console.log('Building and packaging the extension ...');
  installVsix(folder, await packageExtension({ quiet: true, target: path.join(folder, 'heapglass.vsix') }));
  const token = randomBytes(16).toString('hex');
  const settings = { 'workbench.reduceMotion': 'auto', 'editor.cursorBlinking': 'blink' };
  const server = await startServer({ folder, port, token, settings });
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      server.stop();
      process.exit(0);
    });
  }
  process.on('exit', () => server.stop());
  const address = windowAddress(server, { folder: scenarios, file: firstScenario(), token });
  console.log(`\nVS Code with Heapglass is running. Open this address in a browser on this machine:\n\n  ${address}\n`);
  console.log('In the editor\'s title bar press the Heapglass button, or run "Heapglass: Open Heap Panel to the Side". Ctrl+C ends it.');
  await new Promise(() => setInterval(() => {}, 1 << 30));
}

await main(async () => {
  const { values } = parseArgs({ options: { port: { type: 'string' }, serve: { type: 'boolean' } } });
  await ensureDependencies();
  const code = values.serve ? undefined : installedCode();
  if (code !== undefined) return void await openInstalled(code);
  console.log("No installed VS Code found ('code' is not on the PATH, VSCODE_PATH is not set): serving one.");
  await serve(values.port === undefined ? undefined : Number(values.port));
});
