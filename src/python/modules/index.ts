/** Entry of `python/modules`: the native modules as what the interpreter needs of them. */
import type { NativeModules } from '../objects';
import { runExitFunctions, atexitModule } from './atexit';
import { builtinsModule } from './builtins';
import { gcModule, runCollectorCallbacks, writeCollectorDebug } from './gc';
import { createModule, type ModuleDefinition } from './moduleDefinition';
import { StandardLibrary } from './standardLibrary';
import { sysModule } from './sys';
import { reportUncaught, writeUnraisable } from './sys/hooks';

export { exceptionText } from './traceback/exceptionText';
export { StandardLibrary } from './standardLibrary';
export type { ModuleDefinition } from './moduleDefinition';

const definitions: readonly ModuleDefinition[] = [builtinsModule, sysModule, gcModule, atexitModule];
const definitionByName: ReadonlyMap<string, ModuleDefinition> = new Map(definitions.map((definition) => [definition.name, definition]));

/** `library` null: no module written in Python can be imported. */
export function nativeModules(library: StandardLibrary | null): NativeModules {
  return {
    names: definitions.map(({ name }) => name),
    create: (rt, name) => {
      const definition = definitionByName.get(name);
      return definition === undefined ? null : createModule(rt, definition);
    },
    source: (name) => library?.module(name) ?? null,
    reportUncaught,
    writeUnraisable,
    runCollectorCallbacks,
    writeCollectorDebug,
    runExitFunctions,
  };
}
