/**
 * sys.breakpointhook, behind `breakpoint()` (sysmodule.c sys_breakpointhook). The variable PYTHONBREAKPOINT is read from `os.environ`:
 * there is no other environment.
 */
import { decref, incref, type PyObject } from '../../memory';
import {
  callObject, catching, dictGetString, fastKeywords, getItem, internStr, lookupAttributeString, machine, newStr, warn, type PyModule, type PyStr, type PyType, type Runtime,
} from '../../objects';

const STANDARD_HOOK = 'pdb.set_trace';

/** PYTHONBREAKPOINT as the program may have set it. */
function environmentText(rt: Runtime): string {
  const os = dictGetString(rt.modules, 'os');
  const environment = os === null || (os.type as PyType).layout !== rt.types.module ? null : dictGetString((os as PyModule).value.dict, 'environ');
  if (environment === null) return STANDARD_HOOK;
  const key = newStr(rt, 'PYTHONBREAKPOINT');
  try {
    const found = catching<PyObject | null>(rt, 'KeyError', () => getItem(rt, environment, key), () => null);
    if (found === null) return STANDARD_HOOK;
    const text = (found as PyStr).value;
    decref(rt, found);
    return text === '' ? STANDARD_HOOK : text;
  } finally {
    decref(rt, key);
  }
}

/** The object a dotted name means, or null when it can't be imported. Owned. */
function importHook(rt: Runtime, name: string): PyObject | null {
  const dot = name.lastIndexOf('.');
  if (dot === 0) return null;
  const attribute = name.slice(dot + 1);
  const moduleName = internStr(rt, dot < 0 ? 'builtins' : name.slice(0, dot));
  const fromlist = newStr(rt, attribute);
  try {
    const module = catching<PyObject | null>(rt, 'ImportError', () => machine(rt).importModule(moduleName, null, null, fromlist, 0), () => null);
    if (module === null) return null;
    const hook = lookupAttributeString(rt, module, attribute);
    decref(rt, module);
    return hook;
  } finally {
    decref(rt, fromlist);
    decref(rt, moduleName);
  }
}

export const breakpointHook = fastKeywords('breakpointhook', (rt, _self, args, kwnames) => {
  const name = environmentText(rt);
  if (name === '0') return incref(rt.none);
  const hook = importHook(rt, name);
  if (hook === null) {
    warn(rt, 'RuntimeWarning', `Ignoring unimportable $PYTHONBREAKPOINT: "${name}"`);
    return incref(rt.none);
  }
  try {
    return callObject(rt, hook, args, kwnames);
  } finally {
    decref(rt, hook);
  }
});
