/** Entry of `python/modules`: the native modules and the hooks through which an interpreter reaches them. */
import { decref, gcListSize, incref, type PyObject } from '../memory';
import {
  callObject, dictCopy, dictGetString, dictSetString, internStr, newBuiltinFunction, str,
  type MethodDefinition, type PyException, type PyModule, type Runtime,
} from '../objects';
import type { InterpreterHooks, InterpreterOptions } from '../vm';
import { asyncioModule } from './asyncio';
import { atexitModule, runExitFunctions } from './atexit';
import { flushStreams } from './flushStreams';
import { builtinsModule } from './builtins';
import { gcModule, runCollectorCallbacks, writeCollectorDebug } from './gc';
import { collectionsModule } from './collections';
import { dataModules } from './dataModules';
import { decimalModule } from './decimal';
import { errnoModule } from './errno';
import { functoolsModule } from './functools';
import { itertoolsModule } from './itertools';
import { abcModule } from './abc';
import { lsprofModule } from './lsprof';
import { mathModule } from './math';
import { contextvarsModule } from './contextvars';
import { ioModule } from './io';
import { astModule } from './ast';
import { impModule } from './imp';
import { symtableModule } from './symtable';
import { addSiteBuiltins } from './siteBuiltins';
import { posixSubprocessModule } from './processes';
import { typingIntrinsic, typingModule } from './typing';
import { codecsModule } from './codecs';
import { stringModule } from './string';
import { tokenizeModule } from './tokenize';
import { randomModule } from './random';
import { createModule, setOwned, type ModuleDefinition } from './moduleDefinition';
import { operatorModule } from './operator';
import { posixModule } from './posix';
import { fileControlModule } from './fileControl';
import { selectModule } from './select';
import { signalModule } from './signal';
import { socketModule } from './socket';
import { sreModule } from './sre';
import { sysModule } from './sys';
import { sysconfigDataModule } from './sysconfigData';
import { reportUncaught, writeUnraisable } from './sys/hooks';
import { threadModule } from './thread';
import { timeModule } from './time';
import { localeModule } from './locale';
import { unicodedataModule, unicodeData } from './unicodedata';
import { tracemallocModule } from './tracemalloc';
import { weakrefModule } from './weakref';
import { warningsModule } from './warnings';
import { warnExplicitText } from './warnings/filters';
import { warnNeverAwaited } from './warnings/unawaited';
import { warnText } from './warnings/warn';

export { exceptionText } from './traceback/exceptionText';
export { StandardLibrary } from './standardLibrary';
export { UnicodeData } from './unicodedata';
export type { ModuleDefinition } from './moduleDefinition';

/** For each native module but `builtins` and `sys`: its definition. One a line, so that additions do not meet. */
const definitions: readonly ModuleDefinition[] = [
  gcModule,
  ...dataModules,
  atexitModule,
  itertoolsModule,
  functoolsModule,
  operatorModule,
  collectionsModule,
  weakrefModule, tracemallocModule,
  abcModule,
  threadModule,
  decimalModule,
  errnoModule,
  timeModule,
  posixModule,
  mathModule,
  lsprofModule,
  sreModule,
  ioModule,
  contextvarsModule,
  typingModule,
  astModule, warningsModule,
  posixSubprocessModule, selectModule, socketModule, fileControlModule, asyncioModule, impModule, symtableModule,
  codecsModule,
  stringModule,
  tokenizeModule,
  randomModule,
  signalModule,
  sysconfigDataModule,
  unicodedataModule,
  localeModule,
];

/** For each native module but `builtins` and `sys`, which an interpreter begins with: how it is made. */
export const nativeModules: ReadonlyMap<string, (rt: Runtime) => PyModule> =
  new Map(definitions.map((definition) => [definition.name, (rt: Runtime) => createModule(rt, definition)]));

/** Makes `sys` and `builtins` and enters them in `sys.modules`. */
export const initialize: InterpreterOptions['initialize'] = (rt, builtinDefinitions) => {
  const builtins = createModule(rt, builtinsModule);
  rt.builtins = builtins.value.dict;
  const name = dictGetString(rt.builtins, '__name__') as PyObject;
  for (const definition of builtinDefinitions as readonly MethodDefinition[]) {
    setOwned(rt, rt.builtins, definition.name, newBuiltinFunction(rt, definition, builtins, name));
  }
  const sys = createModule(rt, sysModule);
  for (const [key, module] of [['sys', sys], ['builtins', builtins]] as const) {
    const keyObject = internStr(rt, key);
    dictSetString(rt, rt.modules, keyObject, module);
    decref(rt, keyObject);
  }
  // One reference of each stays with the interpreter (interp->sysdict, interp->builtins).
  incref(rt.builtins);
  rt.moduleStates.set('sys', incref(sys.value.dict));
  // What a real interpreter has in memory at this point and this one has not.
  rt.heap.unseenOld = Math.max(0, rt.profile.trackedAtStart - rt.heap.generations.reduce((sum, { list }) => sum + gcListSize(list), 0));
  // What exit restores (interp->builtins_copy).
  rt.moduleStates.set('builtins copy', dictCopy(rt, rt.builtins));
  addSiteBuiltins(rt);
};

/** `moduleNotFound` is told which module a program asked for in vain. */
export function interpreterHooks(moduleNotFound?: (name: string) => void): InterpreterHooks {
  return {
    writeUnraisable,
    runCollectorCallbacks,
    writeCollectorDebug,
    reportUncaught: (rt, exception) => reportUncaught(rt, exception as PyException),
    runExitFunctions,
    flushStreams,
    warnNeverAwaited,
    warn: warnText,
    warnExplicit: warnExplicitText,
    typingIntrinsic,
    characterNames: (rt) => unicodeData(rt).names,
    call: (rt, callable, args) => callObject(rt, callable, args),
    str: (rt, object) => {
      const text = str(rt, object);
      const { value } = text;
      decref(rt, text);
      return value;
    },
    ...(moduleNotFound === undefined ? {} : { moduleNotFound }),
  };
}
