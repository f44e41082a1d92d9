// Finds a Chromium for the tests, or gets one: CHROMIUM, an installed one, apt-get, Playwright's own download.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { root, run, SetupError } from '../../.scripts/root.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

async function installedChromium() {
  const onPath = (process.env.PATH ?? '').split(path.delimiter)
    .flatMap((folder) => names.map((name) => path.join(folder, process.platform === 'win32' ? `${name}.exe` : name)));
  const found = [...onPath, ...places].find((file) => existsSync(file));
  if (found !== undefined) return found;
  const { chromium } = await import('playwright-core');
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined;
}

/** The path of a Chromium that exists. */
export async function ensureChromium() {
  const wished = process.env.CHROMIUM;
  if (wished !== undefined && wished !== '') {
    if (!existsSync(wished)) throw new SetupError(`CHROMIUM is ${wished}, which is not there.`);
    return wished;
  }
  const found = await installedChromium();
  if (found !== undefined) return found;
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    console.log('No Chromium found: trying apt-get install chromium ...');
    await run('apt-get', ['update'], { quiet: true });
    await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { quiet: true, env: { DEBIAN_FRONTEND: 'noninteractive' } });
    const installed = await installedChromium();
    if (installed !== undefined) return installed;
  }
  console.log("No Chromium found: trying Playwright's download ...");
  await run(process.execPath, [path.join(root, 'node_modules/playwright-core/cli.js'), 'install', '--with-deps', 'chromium'], { quiet: true });
  const downloaded = await installedChromium();
  if (downloaded !== undefined) return downloaded;
  throw new SetupError('the tests need a Chromium and none could be installed. '
    + 'Install Chromium or Chrome, or set CHROMIUM to the path of one, and run again.');
}
