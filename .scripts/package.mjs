// `npm run package`: heapglass-<version>.vsix, built for production. `packageExtension` is also what `npm start` installs.
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { ensureDependencies } from './dependencies.mjs';
import { main, root, run, SetupError } from './root.mjs';

/**
 * @param {{quiet?: boolean, target?: string}} [options]
 * @returns {Promise<string>} the path of the packaged extension
 */
export async function packageExtension({ quiet = false, target } = {}) {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const file = target ?? path.join(root, `heapglass-${version}.vsix`);
  const step = async (args) => {
    const { code, output } = await run(process.execPath, args, { quiet });
    if (code !== 0) throw new SetupError(`${args.join(' ')} failed\n${quiet ? output : ''}`);
  };
  await step(['.scripts/build.mjs', '--production']);
  // The bundles hold everything, so no node_modules; there is no public repository address to rewrite links with.
  await step(['node_modules/@vscode/vsce/vsce', 'package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', file]);
  return file;
}

/** What is loaded when the extension starts, and what is installed, beside the limits of the design. */
function printSizes(vsix) {
  const kilobytes = (file) => (statSync(path.join(root, file)).size / 1024).toFixed(1).padStart(8);
  for (const file of ['dist/extension.js', 'dist/web/extension.js']) console.log(`${kilobytes(file)} KB  ${file} (must 150, aims at 100)`);
  for (const file of ['dist/worker.js', 'dist/panel.js']) console.log(`${kilobytes(file)} KB  ${file}`);
  console.log(`${(statSync(vsix).size / 2 ** 20).toFixed(2).padStart(8)} MB  ${path.basename(vsix)} (must 6, aims at 4)`);
}

if (process.argv[1] === import.meta.filename) {
  await main(async () => {
    await ensureDependencies();
    printSizes(await packageExtension());
  });
}
