/** An interpreter with everything a program may ask for: native modules, the bundled library, the compiler. */
import type { Host } from '../python/host';
import { initialize, interpreterHooks, nativeModules } from '../python/modules';
import { defaultProfile, profileOf, profiles } from '../python/profiles';
import { Interpreter, type ExecutionObserver, type Library } from '../python/vm';
import type { Toolchain } from './toolchain';

export interface InterpreterParts {
  readonly host: Host;
  /** Which CPython to be; one of `pythonVersions`. */
  readonly pythonVersion?: string | undefined;
  readonly executionObserver?: ExecutionObserver | null;
  /** Told which module a program asked for in vain. */
  readonly moduleNotFound?: (name: string) => void;
  /** Instead of the bundled one. */
  readonly library?: Library;
}

/** The versions of CPython a run can be of, oldest first, and the one it is of when nobody chose. */
export const pythonVersions: readonly string[] = profiles.map(({ name }) => name);
export const defaultPythonVersion = defaultProfile.name;

/** Names a program may import, without those that are somebody's inner part. */
export function availableModules(library: Library): string[] {
  const names = ['builtins', 'sys', ...nativeModules.keys(), ...(library.names ?? [])];
  return [...new Set(names)].filter((name) => !name.startsWith('_') && !name.includes('.')).sort();
}

export function createInterpreter(toolchain: Toolchain, parts: InterpreterParts): Interpreter {
  const profile = profileOf(parts.pythonVersion);
  return new Interpreter({
    profile,
    host: parts.host,
    nativeModules,
    library: parts.library ?? toolchain.library,
    compile: (request) => toolchain.forPrograms.compile(request, profile.whileTestsAtTop),
    parse: (request) => toolchain.forPrograms.parse(request),
    tokenize: (text, withExtras) => toolchain.forPrograms.tokenize(text, withExtras),
    symbols: (request) => toolchain.forPrograms.symbols(request),
    hooks: interpreterHooks(parts.moduleNotFound),
    initialize,
    executionObserver: parts.executionObserver ?? null,
  });
}
