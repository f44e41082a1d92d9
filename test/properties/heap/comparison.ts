/** What `record.mjs` bundles to run many programs in one process: the programs, and runs of them here. In: seeds, the packages' files. Out: standard output. */
import { runPlain, Toolchain } from '../../../src/session';

export { heapProgram } from './heapProgram';

/** The parser and the library; `read` gives a file of `dist`. */
export function loadToolchain(read: (name: string) => Uint8Array): Promise<Toolchain> {
  return Toolchain.create({ core: read('web-tree-sitter.wasm'), grammar: read('tree-sitter-python.wasm') }, read('stdlib.bin'));
}

/** Standard output of a run in an interpreter of its own. A failure of the runtime itself is told as text, too. */
export function outputOf(toolchain: Toolchain, source: string, fileName: string): string {
  let output = '';
  try {
    runPlain(toolchain, {
      source, fileName, programArguments: [],
      write: (stream, text) => {
        if (stream === 'stdout') output += text;
      },
    });
  } catch (error) {
    output += `internal error: ${error instanceof Error ? error.stack : String(error)}`;
  }
  return output;
}
