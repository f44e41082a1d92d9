// Sees to it that node_modules is there and matches the lock file, so that `npm start` and `npm test` work from a fresh clone.
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { root, run, SetupError } from './root.mjs';

/** True when every package that package.json names is installed in the version it names. */
function installed() {
  const { devDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  return Object.entries(devDependencies).every(([name, version]) => {
    const manifest = path.join(root, 'node_modules', name, 'package.json');
    return existsSync(manifest) && statSync(manifest).isFile() && JSON.parse(readFileSync(manifest, 'utf8')).version === version;
  });
}

export async function ensureDependencies() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new SetupError(`Node ${process.versions.node} is too old: version 20.19 or later is needed.`);
  }
  if (installed()) return;
  console.log('Installing dependencies (npm ci) ...');
  const { code } = await run('npm', ['ci', '--no-audit', '--no-fund']);
  if (code !== 0) throw new SetupError('npm ci failed; its output is above. It needs the npm registry (npm config get registry).');
}
