// The VS Code server as a child process: workbench and Node extension host, as in Remote, Codespaces or on the desktop.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, openSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { SetupError } from '../../.scripts/root.mjs';
import { serverNode, vscodeFolder } from './install.mjs';
import { quietSettings } from './quietSettings.mjs';

/** @returns {Promise<number>} a port which was free a moment ago */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address());
      probe.close(() => resolve(port));
    });
  });
}

/** The server keeps users' settings, extensions and its own data below one folder. */
function dataArguments(folder) {
  for (const name of ['user', 'extensions', 'server']) mkdirSync(path.join(folder, name), { recursive: true });
  return [
    '--user-data-dir', path.join(folder, 'user'),
    '--extensions-dir', path.join(folder, 'extensions'),
    '--server-data-dir', path.join(folder, 'server'),
  ];
}

/**
 * Starts a server and waits until it answers.
 * @param {{folder: string, port?: number, token?: string, settings?: Record<string, unknown>, env?: Record<string, string>}} options
 */
export async function startServer({ folder, port, token, settings = {}, env = {} }) {
  const chosenPort = port ?? await freePort();
  const data = dataArguments(folder);
  mkdirSync(path.join(folder, 'user/User'), { recursive: true });
  writeFileSync(path.join(folder, 'user/User/settings.json'), JSON.stringify({ ...quietSettings, ...settings }, null, 2));
  const logFile = path.join(folder, 'server.log');
  const log = openSync(logFile, 'w');
  const child = spawn(serverNode, [
    'out/server-main.js', '--host', '127.0.0.1', '--port', String(chosenPort),
    ...(token === undefined ? ['--without-connection-token'] : ['--connection-token', token]),
    '--accept-server-license-terms', '--enable-smoke-test-driver', '--disable-workspace-trust',
    '--disable-getting-started-override', '--telemetry-level', 'off', ...data,
  ], { cwd: vscodeFolder, stdio: ['ignore', log, log], env: { ...process.env, ...env }, detached: true });
  const stop = () => {
    if (child.exitCode !== null || child.pid === undefined) return;
    try {
      process.kill(-child.pid, 'SIGTERM');
    } catch (error) {
      if (error.code !== 'ESRCH') throw error; // already gone
    }
  };
  const base = `http://127.0.0.1:${chosenPort}`;
  for (let attempt = 0; attempt < 300; attempt++) {
    if (child.exitCode !== null) throw new SetupError(`the VS Code server ended with code ${child.exitCode}; its log is ${logFile}`);
    const answer = await fetch(`${base}/version`).catch(() => undefined); // refused until it listens
    if (answer?.ok) return { base, authority: `127.0.0.1:${chosenPort}`, port: chosenPort, stop };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  stop();
  throw new SetupError(`the VS Code server did not answer within 30 seconds; its log is ${logFile}`);
}

/**
 * The address of a window. `payload` keys are VS Code's: extensionDevelopmentPath, extensionTestsPath, openFile, ...
 * @param {{base: string, authority: string}} server
 * @param {{folder?: string, extension?: string, tests?: string, file?: string, env?: Record<string, string>, token?: string}} options
 */
export function windowAddress(server, { folder, extension, tests, file, env, token }) {
  const remote = (local) => `vscode-remote://${server.authority}${local}`;
  const payload = [
    ...(extension ? [['extensionDevelopmentPath', remote(extension)]] : []),
    ...(tests ? [['extensionTestsPath', remote(tests)]] : []),
    ...(env ? [['extensionEnvironment', JSON.stringify(env)]] : []),
    ...(file ? [['openFile', remote(file)]] : []),
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ];
  const query = new URLSearchParams();
  if (token) query.set('tkn', token);
  if (folder) query.set('folder', folder);
  else query.set('ew', 'true');
  query.set('payload', JSON.stringify(payload));
  return `${server.base}/?${query}`;
}

/** Installs a .vsix into a server's folder before the server is started: the only way to see an installed extension's behaviour. */
export function installVsix(folder, vsix) {
  const result = spawnSync(serverNode, [
    'out/server-main.js', '--accept-server-license-terms', '--install-extension', vsix, '--force', ...dataArguments(folder),
  ], { cwd: vscodeFolder, encoding: 'utf8' });
  if (result.status !== 0) throw new SetupError(`the extension could not be installed:\n${result.stdout}${result.stderr}`);
}
