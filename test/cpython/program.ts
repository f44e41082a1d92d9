/**
 * One file of CPython's test suite in one interpreter; run by `process.ts` in a thread. In (argv): dist folder, the suite's
 * folder, driver, name, how many tests to leave out. Out: what `driver.py` writes.
 */
import { readFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { runMain } from '../../src/python/vm';
import { Toolchain } from '../../src/session';
import { createInterpreter } from '../../src/session/interpreterFactory';
import { scenarioHost } from '../../src/session/scenarioHost';
import { TestLibrary } from './library';

async function main(): Promise<number> {
  const [dist = '', folder = '', driver = '', ...programArguments] = process.argv.slice(2);
  const read = (name: string): Uint8Array => readFileSync(path.join(dist, name));
  const toolchain = await Toolchain.create({ core: read('web-tree-sitter.wasm'), grammar: read('tree-sitter-python.wasm') }, read('stdlib.bin'));
  const source = readFileSync(driver, 'utf8');
  const { code } = toolchain.compile(source, driver);
  if (code === null) throw new Error('driver.py does not compile');
  const interpreter = createInterpreter(toolchain, {
    host: scenarioHost({
      write: (stream, text) => {
        // A pipe may take a part only.
        for (let rest = Buffer.from(text); rest.length > 0;) rest = rest.subarray(writeAll(stream === 'stdout' ? 1 : 2, rest));
      },
      argv: [driver, ...programArguments],
      sourceText: (name) => (name === driver ? source : name.startsWith(`${folder}/`) ? readText(name) : null),
      shouldStop: () => false,
      clock: { time: () => Date.now() / 1000, monotonic: () => performance.now() / 1000 },
    }),
    library: new TestLibrary(toolchain, folder, path.dirname(driver)),
  });
  return runMain(interpreter, code).status;
}

function writeAll(descriptor: number, bytes: Uint8Array): number {
  try {
    return writeSync(descriptor, bytes);
  } catch (error) {
    if ((error as { code?: string }).code === 'EAGAIN') return 0;
    throw error;
  }
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // No such file: a traceback line without its source.
    return null;
  }
}

main().then((status) => { process.exitCode = status; }, (error: unknown) => {
  writeSync(2, `internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(70);
});
