/** The parser from the packages' wasm files, made once per test file; runs with limits no test reaches. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { recordRun, runPlain, Toolchain, type RecordedRun, type RecordedRunOptions } from '../../src/session';

function packageFile(packageName: string, file: string): Uint8Array {
  return readFileSync(path.join(import.meta.dirname, '../../node_modules', packageName, file));
}

export function loadToolchain(): Promise<Toolchain> {
  return Toolchain.create({
    core: packageFile('web-tree-sitter', 'web-tree-sitter.wasm'),
    grammar: packageFile('tree-sitter-python', 'tree-sitter-python.wasm'),
  }, readFileSync(path.join(import.meta.dirname, '../../dist/stdlib.bin')));
}

const LIMITS = { steps: 1_000_000, seconds: 600, megabytes: 4096 };

export function recordSource(toolchain: Toolchain, source: string, more: Partial<RecordedRunOptions> = {}): RecordedRun {
  return recordRun(toolchain, { source, fileName: 'scenario.py', limits: LIMITS, now: () => performance.now(), ...more });
}

/** Standard output and error of a run without recording, and its status. */
export function runSource(toolchain: Toolchain, source: string): { stdout: string; stderr: string; status: number } {
  const texts = { stdout: '', stderr: '' };
  const status = runPlain(toolchain, {
    source, fileName: 'scenario.py', programArguments: [],
    write: (stream, text) => {
      texts[stream] += text;
    },
  });
  return { ...texts, status };
}
