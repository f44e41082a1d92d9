/** `record` and questions to what it wrote. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../../src/cli/commandLine';
import { record } from '../../../src/cli/commands/record';
import type { Toolchain } from '../../../src/session';
import { loadToolchain } from '../../session/toolchainForTests';
import { ask, scenarioFolder } from '../asking';
import { collected } from '../collectedOutput';

let toolchain: Toolchain;
const folder = mkdtempSync(path.join(tmpdir(), 'heapglass-record-'));
beforeAll(async () => {
  toolchain = await loadToolchain();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function recorded(source: string, args: readonly string[]): Promise<{ status: number; stdout: string; stderr: string; file: string }> {
  const line = parseCommandLine(['record', 'program.py', ...args]);
  if (line.command !== 'record') throw new Error(JSON.stringify(line));
  const output = collected();
  const status = await record(toolchain, { path: 'program.py', source }, line, '1.2.3', output);
  return { status, stdout: output.stdout, stderr: output.stderr, file: line.output };
}
const out = (name: string): string => path.join(folder, name);

describe('heapglass record', () => {
  it('passes on what the program prints and its status, and says what it wrote', async () => {
    const { status, stdout, stderr } = await recorded('print("hello")\na = [1]\nraise SystemExit(3)\n', ['-o', out('a.heapglass')]);
    expect({ status, stdout }).toEqual({ status: 3, stdout: 'hello\n' });
    expect(stderr).toMatch(/^heapglass: wrote .*a\.heapglass: \d+ steps, [\d.,]+ (?:bytes|kB)\n$/);
  });

  it('writes nothing for what is no Python, and says so as Python does', async () => {
    const { status, stderr, file } = await recorded('a b\n', ['-o', out('none.heapglass')]);
    expect(status).toBe(1);
    expect(stderr).toContain('SyntaxError: invalid syntax');
    expect(() => readFileSync(file)).toThrow();
  });

  it('says where it can not write', async () => {
    const { status, stderr } = await recorded('a = 1\n', ['-o', path.join(folder, 'no/such/folder/a.heapglass')]);
    expect(status).toBe(2);
    expect(stderr).toContain("can't write");
  });
});

describe('a recording', () => {
  it.each(['01_two_names.py', '05_cycle_of_two.py', '11_exception_keeps_frame.py'])('of %s answers as its program', async (name) => {
    const program = path.join(scenarioFolder, name);
    const line = parseCommandLine(['record', program, '-o', out(`${name}.heapglass`)]);
    if (line.command !== 'record') throw new Error(JSON.stringify(line));
    await record(toolchain, { path: program, source: readFileSync(program, 'utf8') }, line, '1.2.3', collected());
    for (const question of [['show'], ['show', '--at', '15', '--format', 'svg'], ['diff'], ['profile'], ['growth'], ['follow', '#4', '--format', 'json']]) {
      const [command = '', ...more] = question;
      const put = (file: string): readonly string[] => [command, file, ...more];
      expect(await ask(toolchain, put(line.output))).toEqual(await ask(toolchain, put(program)));
    }
  });

  it('that is damaged or none is refused with what to do; status 2', async () => {
    const { file } = await recorded('a = [1]\n', ['-o', out('whole.heapglass')]);
    const bytes = readFileSync(file);
    writeFileSync(out('cut.heapglass'), bytes.subarray(0, bytes.length >> 1));
    writeFileSync(out('text.heapglass'), 'a = 1\n');
    const cut = await ask(toolchain, ['show', out('cut.heapglass')]);
    expect(cut).toMatchObject({ status: 2, stdout: '' });
    expect(cut.stderr).toMatch(/The recording is damaged: it is cut short[^\n]*\.\n {2}Copy it once more/);
    expect((await ask(toolchain, ['show', out('text.heapglass')])).stderr).toContain('This is not a Heapglass recording.');
    expect(await ask(toolchain, ['show', out('missing.heapglass')])).toMatchObject({ status: 2 });
    expect((await ask(toolchain, ['show', file, '--', 'x'])).stderr).toContain('takes no arguments');
  });

  it('of a window brings any other moment back by a replay', async () => {
    const source = 'kept = []\ndef turn(i):\n    kept.append([i])\n    if len(kept) > 30:\n        kept.clear()\nfor i in range(14000):\n    turn(i)\n';
    const window = await recorded(source, ['-o', out('window.heapglass'), '--window', '60000:60100']);
    const whole = await recorded(source, ['-o', out('all.heapglass')]);
    for (const question of [['show', '--at', '60050'], ['show', '--at', '500'], ['why', 'kept[0]', '--at', '40000'], ['diff', '--from', '300', '--to', '900']]) {
      const [command = '', ...more] = question;
      const [name, options] = more[0]?.startsWith('--') === true ? [[], more] : [more.slice(0, 1), more.slice(1)];
      const [a, b] = [await ask(toolchain, [command, window.file, ...name, ...options]), await ask(toolchain, [command, whole.file, ...name, ...options])];
      // The window's file knows no later steps.
      const comparable = (text: string): string => text.replace(/ of \d+/, '');
      expect({ ...a, stdout: comparable(a.stdout) }).toEqual({ ...b, stdout: comparable(b.stdout) });
    }
  });
});
