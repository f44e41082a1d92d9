import { beforeAll, expect, it } from 'vitest';
import type { Toolchain } from '../../../src/session';
import { loadToolchain } from '../../session/toolchainForTests';
import { run } from './interpreterForTests';

let toolchain: Toolchain;
beforeAll(async () => {
  toolchain = await loadToolchain();
});

it("gives the program's text to linecache", () => {
  const source = "import linecache\nlinecache.lazycache('program.py', globals())\nprint(linecache.getline('program.py', 3), __loader__.name, __loader__.path)";
  expect(run(toolchain, source).output).toBe(`${source.split('\n')[2]}\n __main__ program.py\n`);
});

it('has no other text', () => {
  expect(run(toolchain, "try:\n    __loader__.get_source('other')\nexcept ImportError as e:\n    print(e)").output).toBe('loader for __main__ cannot handle other\n');
});
