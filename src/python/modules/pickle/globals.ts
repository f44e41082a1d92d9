/** Classes and functions by their name, both ways (CPython Modules/_pickle.c whichmodule, get_deep_attribute, save_global, find_class). */
import { decref, incref, type PyObject } from '../../memory';
import {
  dictGet, encodeToBytes, getAttributeString, isIntLike, isStrLike, isTupleLike, lookupAttribute, lookupAttributeString, machine,
  newStr, newTuple, nextEntry, PythonError, raise, reprText, catching,
  type PyStr, type PyTuple, type Runtime,
} from '../../objects';
import { Op } from './opcodes';
import { littleEndian } from './output';
import type { Saving } from './picklerState';
import { pickleState, raisePickling } from './state';

/** The parts of a dotted name; none may be local to a function. */
function dottedPath(rt: Runtime, name: PyStr, object: PyObject | null): string[] {
  const path = name.value.split('.');
  if (path.includes('<locals>')) {
    raise(rt, 'AttributeError', object === null ? `Can't pickle local object ${reprText(rt, name)}` : `Can't pickle local attribute ${reprText(rt, name)} on ${reprText(rt, object)}`);
  }
  return path;
}

/** Follows a path; the object at its end and the one before it (new references), or null. */
function deepAttribute(rt: Runtime, start: PyObject, path: readonly string[]): { object: PyObject; parent: PyObject } | null {
  let object = incref(start);
  let parent: PyObject | null = null;
  for (const part of path) {
    if (parent !== null) decref(rt, parent);
    parent = object;
    const name = newStr(rt, part);
    let next: PyObject | null;
    try {
      next = lookupAttribute(rt, parent, name);
    } finally {
      decref(rt, name);
    }
    if (next === null) {
      decref(rt, parent);
      return null;
    }
    object = next;
  }
  return { object, parent: parent ?? incref(start) };
}

/** The name of the module an object is from (new reference). */
function whichModule(rt: Runtime, object: PyObject, path: readonly string[]): PyObject {
  const stated = lookupAttributeString(rt, object, '__module__');
  if (stated !== null && stated !== rt.none) return stated;
  if (stated !== null) decref(rt, stated);
  const { modules } = rt;
  for (let entry = nextEntry(modules.value, 0); entry >= 0; entry = nextEntry(modules.value, entry + 1)) {
    const name = modules.value.keys[entry] as PyObject;
    const module = modules.value.values[entry] as PyObject;
    if (module === rt.none || name.value === '__main__') continue;
    incref(name);
    incref(module);
    const found = deepAttribute(rt, module, path);
    decref(rt, module);
    const isIt = found?.object === object;
    if (found !== null) {
      decref(rt, found.object);
      decref(rt, found.parent);
    }
    if (isIt) return name;
    decref(rt, name);
  }
  return newStr(rt, '__main__');
}

/** A module of that name (new reference). */
export function importModuleNamed(rt: Runtime, name: PyObject): PyObject {
  if (!isStrLike(rt, name)) raise(rt, 'TypeError', 'module name must be a string');
  const from = newTuple(rt, [newStr(rt, '__name__')]);
  try {
    return machine(rt).importModule(name, null, null, from, 0);
  } finally {
    decref(rt, from);
  }
}

const strText = (object: PyObject): string => String(object.value);

/** The opcode of copyreg's extension registry for a name, if there is one. */
function saveExtension(saving: Saving, object: PyObject, module: PyObject, name: PyObject): boolean {
  const { rt, output } = saving;
  const key = newTuple(rt, [incref(module), incref(name)]);
  let code: PyObject | null;
  try {
    code = dictGet(rt, pickleState(rt).extensionRegistry, key);
  } finally {
    decref(rt, key);
  }
  if (code === null) return false;
  if (!isIntLike(rt, code)) raisePickling(rt, `Can't pickle ${reprText(rt, object)}: extension code ${reprText(rt, code)} isn't an integer`);
  const number = Number(code.value);
  if (number <= 0 || number > 0x7fffffff) raise(rt, 'RuntimeError', `Can't pickle ${reprText(rt, object)}: extension code ${number} is out of range`);
  if (number <= 0xff) output.op(Op.Ext1, number);
  else if (number <= 0xffff) output.op(Op.Ext2, ...littleEndian(number, 2));
  else output.op(Op.Ext4, ...littleEndian(number, 4));
  return true;
}

/** Names as Python 2 knows them (fix_imports); new references. */
function oldNames(rt: Runtime, module: PyObject, name: PyObject): [module: PyObject, name: PyObject] {
  const { reverseNameMapping, reverseImportMapping } = pickleState(rt);
  const key = newTuple(rt, [incref(module), incref(name)]);
  try {
    const pair = dictGet(rt, reverseNameMapping, key);
    if (pair !== null) {
      if (!isTupleLike(rt, pair) || pair.value.length !== 2) {
        raise(rt, 'RuntimeError', `_compat_pickle.REVERSE_NAME_MAPPING values should be 2-tuples, not ${pair.type.name.slice(0, 200)}`);
      }
      return [incref(pair.value[0] as PyObject), incref(pair.value[1] as PyObject)];
    }
  } finally {
    decref(rt, key);
  }
  return [incref(dictGet(rt, reverseImportMapping, module) ?? module), incref(name)];
}

function writeGlobal(saving: Saving, module: PyObject, name: PyObject): void {
  const { rt, output, protocol, data } = saving;
  const [oldModule, oldName] = protocol < 3 && data.fixImports ? oldNames(rt, module, name) : [incref(module), incref(name)];
  const line = (text: PyObject, kind: string): void => {
    const bytes = catching(rt, 'UnicodeEncodeError', () => encodeToBytes(rt, text as PyStr, protocol >= 3 ? 'utf-8' : 'ascii', 'strict'), () => null);
    if (bytes === null) raisePickling(rt, `can't pickle ${kind} identifier '${strText(text)}' using pickle protocol ${protocol}`);
    output.data(bytes);
    output.op(10);
  };
  try {
    output.op(Op.Global);
    line(oldModule, 'module');
    line(oldName, 'global');
  } finally {
    decref(rt, oldModule);
    decref(rt, oldName);
  }
}

/** An object by its name (`given`: what `__reduce__` said). What is found may be saved as an attribute of another object: `saveReduce`. */
export function saveGlobal(
  saving: Saving, object: PyObject, given: PyObject | null, save: (part: PyObject) => void, saveReduce: (value: PyTuple) => void,
): void {
  const { rt, output, protocol } = saving;
  const name = given === null ? (lookupAttributeString(rt, object, '__qualname__') ?? getAttributeString(rt, object, '__name__')) : incref(given);
  const owned: PyObject[] = [name];
  try {
    const path = dottedPath(rt, name as PyStr, null);
    const module = whichModule(rt, object, path);
    owned.push(module);
    let imported: PyObject;
    try {
      imported = importModuleNamed(rt, module);
    } catch (error) {
      if (!(error instanceof PythonError)) throw error;
      decref(rt, error.exception);
      return raisePickling(rt, `Can't pickle ${reprText(rt, object)}: import of module ${reprText(rt, module)} failed`);
    }
    owned.push(imported);
    const found = deepAttribute(rt, imported, path);
    if (found === null) raisePickling(rt, `Can't pickle ${reprText(rt, object)}: attribute lookup ${strText(name)} on ${strText(module)} failed`);
    owned.push(found.object, found.parent);
    if (found.object !== object) raisePickling(rt, `Can't pickle ${reprText(rt, object)}: it's not the same object as ${strText(module)}.${strText(name)}`);
    if (protocol >= 2 && saveExtension(saving, object, module, name)) return;
    const last = path[path.length - 1] as string;
    // The module may be reached by way of itself.
    const shown = found.parent === imported && path.length > 1 ? newStr(rt, last) : incref(name);
    owned.push(shown);
    if (protocol >= 4) {
      save(module);
      save(shown);
      output.op(Op.StackGlobal);
    } else if (found.parent !== imported) {
      const value = newTuple(rt, [incref(pickleState(rt).getattr), newTuple(rt, [incref(found.parent), newStr(rt, last)])]);
      try {
        saveReduce(value);
      } finally {
        decref(rt, value);
      }
    } else writeGlobal(saving, module, shown);
    saving.put(object);
  } finally {
    for (const held of owned) decref(rt, held);
  }
}

/** Unpickler.find_class: an object of a module, by the names of Python 2 for old pickles (new reference). */
export function findClass(rt: Runtime, moduleName: PyObject, globalName: PyObject, protocol: number, fixImports: boolean): PyObject {
  let module = incref(moduleName);
  let name = incref(globalName);
  try {
    if (protocol < 3 && fixImports) {
      const { nameMapping, importMapping } = pickleState(rt);
      const key = newTuple(rt, [incref(module), incref(name)]);
      const pair = dictGet(rt, nameMapping, key) as PyTuple | null;
      decref(rt, key);
      const renamed = pair === null ? dictGet(rt, importMapping, module) : (pair.value[0] as PyObject);
      if (renamed !== null) {
        decref(rt, module);
        module = incref(renamed);
      }
      if (pair !== null) {
        decref(rt, name);
        name = incref(pair.value[1] as PyObject);
      }
    }
    const imported = importModuleNamed(rt, module);
    try {
      if (protocol < 4) return getAttributeOrSay(rt, imported, name);
      const path = (name as PyStr).value.split('.');
      if (path.includes('<locals>')) raise(rt, 'AttributeError', `Can't get local attribute ${reprText(rt, name)} on ${reprText(rt, imported)}`);
      const found = deepAttribute(rt, imported, path);
      if (found === null) return raise(rt, 'AttributeError', `Can't get attribute ${reprText(rt, name)} on ${reprText(rt, imported)}`);
      decref(rt, found.parent);
      return found.object;
    } finally {
      decref(rt, imported);
    }
  } finally {
    decref(rt, module);
    decref(rt, name);
  }
}

function getAttributeOrSay(rt: Runtime, object: PyObject, name: PyObject): PyObject {
  return lookupAttribute(rt, object, name as PyStr) ?? raise(rt, 'AttributeError', `Can't get attribute ${reprText(rt, name)} on ${reprText(rt, object)}`);
}
