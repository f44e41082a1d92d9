/** An interpreter with everything a program may ask for: native modules, the bundled library, the compiler. */
import type { Host } from '../python/host';
import { initialize, interpreterHooks, nativeModules } from '../python/modules';
import { Interpreter, type ExecutionObserver } from '../python/vm';
import type { Toolchain } from './toolchain';

export interface InterpreterParts {
  readonly host: Host;
  readonly executionObserver?: ExecutionObserver | null;
}

export function createInterpreter(toolchain: Toolchain, parts: InterpreterParts): Interpreter {
  return new Interpreter({
    host: parts.host,
    nativeModules,
    library: toolchain.library,
    compile: (source, filename, mode, optimize) => toolchain.compileForRuntime(source, filename, mode, optimize),
    hooks: interpreterHooks(),
    initialize,
    executionObserver: parts.executionObserver ?? null,
  });
}
