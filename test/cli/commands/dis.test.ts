import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { dis } from '../../../src/cli/commands/dis';
import type { Toolchain } from '../../../src/session';
import { loadToolchain } from '../../session/toolchainForTests';
import { collected } from '../collectedOutput';

let toolchain: Toolchain;

beforeAll(async () => {
  toolchain = await loadToolchain();
});

const read = (name: string): string => readFileSync(path.join(import.meta.dirname, name), 'utf8');

describe('heapglass dis', () => {
  it('prints what python3.12 -m dis printed for the same file (example.dis.txt, addresses as 0x0)', () => {
    const output = collected();
    expect(dis(toolchain, { path: 'example.py', source: read('example.py') }, output)).toBe(0);
    expect(output.stdout).toBe(read('example.dis.txt'));
    expect(output.stderr).toBe('');
  });

  it('prints a syntax error and fails', () => {
    const output = collected();
    expect(dis(toolchain, { path: 'x.py', source: 'a b\n' }, output)).toBe(1);
    expect(output).toMatchObject({ stdout: '', stderr: '  File "x.py", line 1\n    a b\n      ^\nSyntaxError: invalid syntax\n' });
  });
});
