/**
 * Which warnings are shown, once or always, ignored or raised: the state of `_warnings` and what is done with
 * one warning (CPython Python/_warnings.c: get_filter, already_warned, warn_explicit, show_warning).
 *
 * In: category, message, place. Out: text on sys.stderr, a call of `warnings._showwarnmsg`, or an exception.
 * Not here: whom a warning is about (`warn.ts`).
 */
import { decref, incref, xdecref, type PyObject } from '../../memory';
import {
  asIndexNumber, callObject, callMethod, catching, dictClear, dictGet, dictGetString, dictSet, getAttributeString, internStr, isCallable, isInstance, isSubclass, isTrue,
  lookupAttributeString, machine, newDict, newInt, newList, newStr, newTuple, raise, raiseObject, reprText, str,
  type ExceptionName, type PyDict, type PyInt, type PyList, type PyStr, type PyTuple, type PyType, type Runtime,
} from '../../objects';
import { sysAttribute } from '../builtins/inputAndOutput';
import { writeObject, writeString } from '../textStream';
import { librarySource, lineOfSource } from '../traceback/sourceLine';

interface WarningState {
  /** Its references are in `nativeHolders`, where a change of one is seen. */
  readonly isHeldElsewhere: true;
  filters: PyObject;
  onceRegistry: PyObject;
  defaultAction: PyObject;
  version: number;
}

function initialFilters(rt: Runtime): PyObject {
  const filter = (action: string, category: ExceptionName, module: string | null): PyObject => newTuple(rt, [
    internStr(rt, action), incref(rt.none), incref(rt.exceptions[category].object), module === null ? incref(rt.none) : internStr(rt, module), newInt(rt, 0),
  ]);
  return newList(rt, [
    filter('default', 'DeprecationWarning', '__main__'), filter('ignore', 'DeprecationWarning', null), filter('ignore', 'PendingDeprecationWarning', null),
    filter('ignore', 'ImportWarning', null), filter('ignore', 'ResourceWarning', null),
  ]);
}

/** The interpreter's, made at the first warning (or import of `_warnings`). */
export function warningState(rt: Runtime): WarningState {
  let state = rt.moduleStates.get('_warnings') as WarningState | undefined;
  if (state === undefined) {
    state = { filters: initialFilters(rt), onceRegistry: newDict(rt), defaultAction: internStr(rt, 'default'), version: 0, isHeldElsewhere: true };
    rt.moduleStates.set('_warnings', state);
    rt.nativeHolders.unshift({ object: state.filters, name: 'warning filters' }, { object: state.onceRegistry, name: 'warnings given once' },
      { object: state.defaultAction, name: 'default action of warnings' });
  }
  return state;
}

/** Exchanges one of the state's references (`value` is taken over). */
function exchange(rt: Runtime, state: WarningState, field: 'filters' | 'onceRegistry' | 'defaultAction', value: PyObject): void {
  const old = state[field];
  state[field] = value;
  const holder = rt.nativeHolders.find(({ object }) => object === old);
  if (holder !== undefined) holder.object = value;
  decref(rt, old);
}

/** An attribute of the Python module `warnings` (owned), or null; the module is imported only if `tryImport`. */
export function warningsAttribute(rt: Runtime, name: string, tryImport: boolean): PyObject | null {
  let module: PyObject | null;
  if (tryImport) {
    const key = internStr(rt, 'warnings');
    module = catching(rt, 'ImportError', () => machine(rt).importModule(key, null, null, rt.none, 0), () => null);
    decref(rt, key);
  } else {
    module = dictGetString(rt.modules, 'warnings');
    if (module !== null) incref(module);
  }
  if (module === null) return null;
  try {
    return lookupAttributeString(rt, module, name);
  } finally {
    decref(rt, module);
  }
}

const isStr = (rt: Runtime, object: PyObject): object is PyStr => (object.type as PyType).layout === rt.types.str;

function matchesPattern(rt: Runtime, pattern: PyObject, text: PyObject): boolean {
  if (pattern === rt.none) return true;
  if (pattern.type === rt.types.str) {
    if (!isStr(rt, text)) raise(rt, 'TypeError', `Can't compare ${pattern.type.name} and ${text.type.name}`);
    return pattern.value === text.value;
  }
  const result = callMethod(rt, pattern, 'match', [text]);
  try {
    return isTrue(rt, result);
  } finally {
    decref(rt, result);
  }
}

interface Chosen { readonly action: string; readonly item: PyObject }

/** The first filter that fits; `item` is owned. */
function chosenFilter(rt: Runtime, category: PyObject, text: PyObject, line: number, module: PyObject): Chosen {
  const state = warningState(rt);
  const current = warningsAttribute(rt, 'filters', false);
  if (current !== null) exchange(rt, state, 'filters', current);
  const { filters } = state;
  if ((filters.type as PyType).layout !== rt.types.list) raise(rt, 'ValueError', '_warnings.filters must be a list');
  for (let index = 0; index < (filters as PyList).value.length; index++) {
    const item = (filters as PyList).value[index] as PyObject;
    if ((item.type as PyType).layout !== rt.types.tuple || (item as PyTuple).value.length !== 5) {
      raise(rt, 'ValueError', `_warnings.filters item ${index} isn't a 5-tuple`);
    }
    const [action, message, wanted, wantedModule, wantedLine] = (item as PyTuple).value as [PyObject, PyObject, PyObject, PyObject, PyObject];
    incref(item);
    let found = false;
    try {
      if (!isStr(rt, action)) raise(rt, 'TypeError', `action must be a string, not '${action.type.name}'`);
      const fitsMessage = matchesPattern(rt, message, text);
      const fitsModule = matchesPattern(rt, wantedModule, module);
      const fitsCategory = isSubclass(rt, category, wanted);
      const number = asIndexNumber(rt, wantedLine, 'OverflowError');
      found = fitsMessage && fitsCategory && fitsModule && (number === 0 || number === line);
      if (found) return { action: action.value, item };
    } finally {
      if (!found) decref(rt, item);
    }
  }
  const action = warningsAttribute(rt, 'defaultaction', false);
  if (action !== null) {
    if (!isStr(rt, action)) {
      decref(rt, action);
      raise(rt, 'TypeError', `_warnings.defaultaction must be a string, not '${action.type.name}'`);
    }
    exchange(rt, state, 'defaultAction', action);
  }
  return { action: (state.defaultAction as PyStr).value, item: incref(rt.none) };
}

/** Whether the registry has the key, made of the present filters; enters it if `enter`. */
function alreadyWarned(rt: Runtime, registry: PyDict, key: PyObject, enter: boolean): boolean {
  const { version } = warningState(rt);
  const known = dictGetString(registry, 'version');
  if (known === null || known.type !== rt.types.int || (known as PyInt).value !== version) {
    dictClear(rt, registry);
    const name = internStr(rt, 'version');
    const number = newInt(rt, version);
    dictSet(rt, registry, name, number);
    decref(rt, number);
    decref(rt, name);
  } else {
    const value = dictGet(rt, registry, key);
    if (value !== null && isTrue(rt, value)) return true;
  }
  if (enter) dictSet(rt, registry, key, rt.true);
  return false;
}

function onceRegistry(rt: Runtime): PyDict {
  const state = warningState(rt);
  const registry = warningsAttribute(rt, 'onceregistry', false);
  if (registry !== null) {
    if ((registry.type as PyType).layout !== rt.types.dict) {
      decref(rt, registry);
      raise(rt, 'TypeError', `_warnings.onceregistry must be a dict, not '${registry.type.name}'`);
    }
    exchange(rt, state, 'onceRegistry', registry);
  }
  return state.onceRegistry as PyDict;
}

/** `_Py_DisplaySourceLine`: the line without its indentation. */
function sourceLineText(rt: Runtime, filename: string, line: number): string {
  const source = librarySource(rt, filename);
  const text = source === null ? null : lineOfSource(source, line);
  return text === null ? '' : `  ${text.replace(/^[ \t\f]+/, '')}\n`;
}

export interface WarningPlace {
  readonly filename: PyObject;
  readonly line: number;
  /** Null: told from the file name. */
  readonly module: PyObject | null;
  readonly registry: PyObject | null;
  /** The line's text, if the caller knows it (borrowed). */
  readonly sourceLine?: PyObject | null;
  /** The object a ResourceWarning is about (borrowed). */
  readonly source?: PyObject | null;
}

/** To sys.stderr, as the interpreter itself does it; errors on the way are dropped. */
function showWarning(rt: Runtime, category: PyObject, text: PyObject, place: WarningPlace): void {
  catching(rt, 'Exception', () => {
    const stderr = sysAttribute(rt, 'stderr');
    if (stderr === null || stderr === rt.none) return;
    const name = getAttributeString(rt, category, '__name__');
    try {
      writeObject(rt, stderr, place.filename);
      writeString(rt, stderr, `:${place.line}: `);
      writeObject(rt, stderr, name);
      writeString(rt, stderr, ': ');
      writeObject(rt, stderr, text);
      writeString(rt, stderr, '\n');
    } finally {
      decref(rt, name);
    }
    if (place.sourceLine != null) {
      writeObject(rt, stderr, place.sourceLine);
      writeString(rt, stderr, '\n');
    } else if (isStr(rt, place.filename)) {
      const shown = sourceLineText(rt, place.filename.value, place.line);
      if (shown !== '') writeString(rt, stderr, shown);
    }
  }, () => undefined);
}

function callShowWarning(rt: Runtime, category: PyObject, text: PyObject, message: PyObject, place: WarningPlace): void {
  const source = place.source ?? null;
  const show = warningsAttribute(rt, '_showwarnmsg', source !== null);
  if (show === null) return showWarning(rt, category, text, place);
  let shown: PyObject | null = null;
  try {
    if (!isCallable(show)) raise(rt, 'TypeError', 'warnings._showwarnmsg() must be set to a callable');
    const messageClass = warningsAttribute(rt, 'WarningMessage', false) ?? raise(rt, 'RuntimeError', 'unable to get warnings.WarningMessage');
    const line = newInt(rt, place.line);
    try {
      shown = callObject(rt, messageClass, [message, category, place.filename, line, rt.none, rt.none, ...(source === null ? [] : [source])]);
    } finally {
      decref(rt, line);
      decref(rt, messageClass);
    }
    decref(rt, callObject(rt, show, [shown]));
  } finally {
    decref(rt, show);
    xdecref(rt, shown);
  }
}

function moduleOfFile(rt: Runtime, filename: PyObject): PyObject {
  if (!isStr(rt, filename)) raise(rt, 'TypeError', 'bad argument type for built-in operation');
  if (filename.value === '') return newStr(rt, '<unknown>');
  return filename.value.endsWith('.py') ? newStr(rt, filename.value.slice(0, -3)) : incref(filename);
}

/** What `action` says; owns nothing of what it is given. */
function perform(rt: Runtime, chosen: Chosen, category: PyObject, text: PyObject, message: PyObject, key: PyObject, place: WarningPlace): void {
  const { action, item } = chosen;
  const registry = place.registry === null || place.registry === rt.none ? null : place.registry as PyDict;
  if (action === 'error') raiseObject(rt, message);
  if (action === 'ignore') return;
  let known = false;
  if (action !== 'always') {
    if (registry !== null) dictSet(rt, registry, key, rt.true);
    if (action === 'once' || action === 'module') {
      const where = action === 'once' ? registry ?? onceRegistry(rt) : registry;
      const otherKey = newTuple(rt, [incref(text), incref(category), ...(action === 'module' ? [newInt(rt, 0)] : [])]);
      known = where !== null && alreadyWarned(rt, where, otherKey, true);
      decref(rt, otherKey);
    } else if (action !== 'default') {
      raise(rt, 'RuntimeError', `Unrecognized action ('${action}') in warnings.filters:\n ${reprText(rt, item)}`);
    }
  }
  if (!known) callShowWarning(rt, category, text, message, place);
}

/** One warning with all that is known of it; everything borrowed. */
export function warnExplicit(rt: Runtime, givenCategory: PyObject, givenMessage: PyObject, place: WarningPlace): void {
  if (place.module === rt.none) return;
  const { registry } = place;
  if (registry !== null && registry !== rt.none && (registry.type as PyType).layout !== rt.types.dict) {
    raise(rt, 'TypeError', "'registry' must be a dict or None");
  }
  const module = place.module === null ? moduleOfFile(rt, place.filename) : incref(place.module);
  const owned: PyObject[] = [module];
  const own = <O extends PyObject>(object: O): O => {
    owned.push(object);
    return object;
  };
  try {
    let category = givenCategory;
    let message = own(incref(givenMessage));
    let text: PyObject;
    if (isInstance(rt, message, rt.exceptions.Warning.object)) {
      text = own(str(rt, message));
      category = (message.type as PyType).object;
    } else {
      text = message;
      message = own(callObject(rt, category, [message]));
    }
    const key = own(newTuple(rt, [incref(text), incref(category), newInt(rt, place.line)]));
    if (registry !== null && registry !== rt.none && alreadyWarned(rt, registry as PyDict, key, false)) return;
    const chosen = chosenFilter(rt, category, text, place.line, module);
    own(chosen.item);
    perform(rt, chosen, category, text, message, key, { ...place, source: place.source === rt.none ? null : place.source });
  } finally {
    for (const object of owned.reverse()) decref(rt, object);
  }
}

/** PyErr_WarnExplicitObject for texts: a warning about a place in a file, without registry. */
export function warnExplicitText(rt: Runtime, category: PyObject, message: string, filename: string, line: number): void {
  const text = newStr(rt, message);
  const file = newStr(rt, filename);
  try {
    warnExplicit(rt, category, text, { filename: file, line, module: null, registry: null });
  } finally {
    decref(rt, file);
    decref(rt, text);
  }
}
