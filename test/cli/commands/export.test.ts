/** `heapglass export`: the page has the run in it, from a program or from a recording, beginning at the moment asked for. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../../src/cli/commandLine';
import { exportReplay } from '../../../src/cli/commands/export';
import { readReplayData, type ReplayParts } from '../../../src/replay';
import { openRun, saveRun, type Toolchain } from '../../../src/session';
import { loadToolchain, recordSource } from '../../session/toolchainForTests';
import { collected } from '../collectedOutput';

const parts: ReplayParts = { panelScript: 'panel()', panelStyle: '.panel {}', replayScript: 'replay()', replayStyle: '.replay {}' };
const source = 'a = [1]\nb = a\nprint(b)\nc = 1\n';

let toolchain: Toolchain;
const folder = mkdtempSync(path.join(tmpdir(), 'heapglass-export-'));
const at = (name: string): string => path.join(folder, name);
beforeAll(async () => {
  toolchain = await loadToolchain();
  writeFileSync(at('program.py'), source);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function exported(args: readonly string[]): Promise<{ status: number; stderr: string; stdout: string; page: string }> {
  const line = parseCommandLine(['export', ...args]);
  if (line.command !== 'export') throw new Error(JSON.stringify(line));
  const output = collected();
  const status = await exportReplay(() => Promise.resolve(toolchain), line, () => parts, '1.2.3', output);
  return { status, stderr: output.stderr, stdout: output.stdout, page: status === 0 ? readFileSync(line.output, 'utf8') : '' };
}

const dataOf = (page: string): ReturnType<typeof readReplayData> => readReplayData((id) => new RegExp(`id="${id}">([^<]*)<`).exec(page)?.[1] ?? '');

describe('heapglass export', () => {
  it('writes a page with the run of a program, and says so', async () => {
    const { status, stdout, stderr, page } = await exported([at('program.py'), '-o', at('a.html')]);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(stderr).toMatch(/^heapglass: wrote .*a\.html: \d+ moments, [\d.,]+ (?:bytes|kB)\n$/);
    expect(page).toContain('<title>program.py - Heapglass</title>');
    const { recording, options } = dataOf(page);
    expect(options.step).toBeNull();
    const run = await openRun(recording);
    expect('input' in run && run.input.source).toBe(source);
  });

  it('takes a recording, and a moment', async () => {
    writeFileSync(at('b.heapglass'), await saveRun(recordSource(toolchain, source), 'test') ?? '');
    const { status, page } = await exported([at('b.heapglass'), '-o', at('b.html'), '--at', '3:1']);
    expect(status).toBe(0);
    expect(dataOf(page).options.step).toBe(3);
  });

  it('says what is wrong', async () => {
    expect(parseCommandLine(['export', 'a.py'])).toMatchObject({ command: 'usageError', message: expect.stringContaining('export needs a file to write') as string });
    expect(await exported([at('program.py'), '-o', at('c.html'), '--at', '9:1'])).toMatchObject({ status: 1, stderr: expect.stringContaining('line 9 never ran') as string });
    expect(await exported([at('none.py'), '-o', at('c.html')])).toMatchObject({ status: 2 });
    expect(await exported([at('program.py'), '-o', path.join(folder, 'no', 'c.html')])).toMatchObject({ status: 2, stderr: expect.stringContaining("can't write") as string });
  });
});
