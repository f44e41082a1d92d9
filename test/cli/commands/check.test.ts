/** `heapglass check` on files and folders: report, JUnit file, exit status. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { check, type CheckedFile, type CheckOptions } from '../../../src/cli/commands/check';
import { makeStyle } from '../../../src/cli/text/style';
import type { Toolchain } from '../../../src/session';
import { loadToolchain } from '../../session/toolchainForTests';
import { collected } from '../collectedOutput';

let toolchain: Toolchain;
let folder = '';

beforeAll(async () => {
  toolchain = await loadToolchain();
});

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'heapglass-check-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, source: string): string {
  const place = path.join(folder, name);
  mkdirSync(path.dirname(place), { recursive: true });
  writeFileSync(place, source);
  return place;
}

async function run(paths: readonly string[], more: Partial<CheckOptions> = {}): Promise<{ status: number; stdout: string; stderr: string }> {
  const output = collected();
  const limits = { steps: undefined, seconds: undefined, megabytes: undefined };
  const status = await check(() => Promise.resolve(toolchain), { paths, python: '3.12', limits, json: false, junit: undefined, ...more }, makeStyle(80, false), output);
  return { status, stdout: output.stdout.replaceAll(folder, ''), stderr: output.stderr };
}

describe('check', () => {
  it('passes when all hold', async () => {
    const good = file('good.py', 'a = []\nb = a  # expect: refcount(a) == 2\nfor i in range(3):\n    b = [a]  # expect: refcount(b) == 1\n');
    expect(await run([good])).toEqual({
      status: 0, stderr: '',
      stdout: '/good.py\n  ok    2  refcount(a) == 2\n  ok    4  refcount(b) == 1  (3 hits)\n1 file, 2 expectations: 2 passed, 0 failed\n',
    });
  });

  it('fails with what was the case, by line', async () => {
    const bad = file('bad.py', 'a = []\nb = a  # expect: refcount(a) == 1, alive(b)\n# expect: nonsense\n');
    const { status, stdout } = await run([bad]);
    expect(status).toBe(1);
    expect(stdout).toContain('  FAIL  2  refcount(a) == 1\n           refcount(a) is 2: global a, global b\n');
    expect(stdout).toContain("there is no expectation 'nonsense'");
    expect(stdout).toContain('1 file, 3 expectations: 1 passed, 2 failed');
  });

  it('looks through folders for files with expectations, and writes JUnit', async () => {
    file('one/good.py', 'a = []  # expect: refcount(a) == 1\n');
    file('one/.hidden/bad.py', 'a = []  # expect: refcount(a) == 9\n');
    file('one/plain.py', 'print("no expectations")\n');
    file('one/two/bad.py', 's = "<&>"  # expect: holders(s) == {"<\\"&\'>"}\n');
    file('one/two/broken.py', 'def (:  # expect: collected == 0\n');
    const results = path.join(folder, 'results.xml');
    const { status, stdout } = await run([folder], { junit: results });
    expect(status).toBe(1);
    expect(stdout).not.toContain('plain.py');
    expect(stdout).not.toContain('hidden');
    expect(stdout).toContain('3 files, 3 expectations: 1 passed, 3 failed');
    const xml = readFileSync(results, 'utf8').replaceAll(folder, '');
    expect(xml).toContain('<testsuite name="/one/good.py" tests="1" failures="0" errors="0"');
    expect(xml).toContain('<testsuite name="/one/two/bad.py" tests="1" failures="1" errors="0"');
    expect(xml).toContain('name="line 1: holders(s) == {&quot;&lt;\\&quot;&amp;');
    expect(xml.match(/<testcase/g)?.length).toBe(4);
    // Well formed: every tag that is opened is closed, and no raw markup is left in attributes.
    expect(xml.replace(/<\?xml[^>]*\?>|<\/?(testsuites|testsuite|testcase|failure|error)( [\w]+="[^"<>]*")*\/?>|\s/g, '')).toBe('');
  });

  it('says so when there is nothing to check, and when a path is wrong', async () => {
    const plain = file('plain.py', 'a = 1\n');
    const nothing = await run([plain]);
    expect(nothing.status).toBe(1);
    expect(nothing.stdout).toContain('No expectations found');
    const wrong = await run([path.join(folder, 'nowhere')]);
    expect(wrong.status).toBe(2);
    expect(wrong.stderr).toContain("can't open");
  });

  it('gives data as JSON', async () => {
    const good = file('good.py', 'a = []  # expect: refcount(a) == 1\n');
    const { stdout } = await run([good], { json: true });
    const [result] = JSON.parse(stdout) as CheckedFile[];
    expect(result?.outcomes).toMatchObject([{ status: 'passed', line: 0, text: 'refcount(a) == 1', hits: 1, message: '' }]);
  });
});
