/** Interpreters for the tests of the VM: what a program printed and how it ended. */
import { interpreterHooks, initialize, nativeModules } from '../../../src/python/modules';
import { defaultProfile, type Profile } from '../../../src/python/profiles';
import { ExecutionStopped, Interpreter, runMain } from '../../../src/python/vm';
import type { Toolchain } from '../../../src/session';

export interface Outcome {
  readonly output: string;
  readonly status: number;
  /** Why the run was stopped from outside, if it was. */
  readonly stopped: string | null;
}

export function interpreterFor(toolchain: Toolchain, write: (text: string) => void = () => {}, instructions = Infinity, source: string | null = null, profile: Profile = defaultProfile): Interpreter {
  return new Interpreter({
    profile,
    host: {
      write: (_stream, text) => write(text), readLine: () => null, time: () => 0, monotonic: () => 0, hashSeed: 0, argv: ['program.py'],
      sourceText: () => source, budget: { instructions, objectBytes: 1 << 28, heapBytes: Infinity },
    },
    nativeModules,
    library: toolchain.library,
    compile: (request) => toolchain.forPrograms.compile(request),
    parse: (request) => toolchain.forPrograms.parse(request),
    tokenize: (text, withExtras) => toolchain.forPrograms.tokenize(text, withExtras),
    symbols: (request) => toolchain.forPrograms.symbols(request),
    hooks: interpreterHooks(),
    initialize,
  });
}

export function run(toolchain: Toolchain, source: string, instructions = Infinity): Outcome {
  const { code } = toolchain.compile(source, 'program.py');
  if (code === null) throw new SyntaxError(source);
  let output = '';
  const interpreter = interpreterFor(toolchain, (text) => (output += text), instructions, source);
  try {
    return { status: runMain(interpreter, code).status, output, stopped: null };
  } catch (error) {
    if (!(error instanceof ExecutionStopped)) throw error;
    return { output, status: -1, stopped: error.reason };
  }
}
