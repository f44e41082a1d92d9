/** Before the browser tests: the extension is packaged once, and the panel's bundle built. HEAPGLASS_VSIX names a package to use instead. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { packageExtension } from '../../.scripts/package.mjs';

export default async function setup(): Promise<(() => void) | undefined> {
  if (process.env.HEAPGLASS_VSIX !== undefined) return undefined;
  const folder = mkdtempSync(path.join(tmpdir(), 'heapglass-vsix-'));
  process.env.HEAPGLASS_VSIX = await packageExtension({ quiet: true, target: path.join(folder, 'heapglass.vsix') });
  return () => rmSync(folder, { recursive: true, force: true });
}
