// Renders media/icons/heapglass.svg to the PNG the manifest names (the marketplace takes no SVG). Run after changing the SVG.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { openBrowser } from '../test/harness/browser.mjs';
import { main, root } from './root.mjs';

await main(async () => {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 256, height: 256 } });
    await page.setContent(`<body style="margin:0">${readFileSync(path.join(root, 'media/icons/heapglass.svg'), 'utf8')}</body>`);
    await page.screenshot({ path: path.join(root, 'media/icons/heapglass.png'), omitBackground: true });
  } finally {
    await browser.close();
  }
});
