/**
 * The `gc` module: the Python-visible face of `memory/collector.ts`. No algorithm here but the walks of
 * get_objects, get_referrers and get_referents.
 */
import {
  collectWithCallbacks, decref, freeze, GcBits, gcListMembers, gcListSize, incref, unfreeze, type PyObject,
} from '../memory';
import {
  asIndexNumber, callObject, fastKeywords, listAppend, newBool, newDict, newFloat, newInt, newList, newStr, newTuple, noArgs,
  oneArg, PythonError, raise, varArgs,
  type PyDict, type PyList, type PyType, type PyTypeObject, type Runtime, basesTupleOf, mroTupleOf,
} from '../objects';
import { bindArguments } from './keywordArguments';
import { setOwned, type ModuleDefinition } from './moduleDefinition';
import { sysAttribute } from './builtins/inputAndOutput';
import { writeString } from './textStream';

interface GcState {
  readonly callbacks: PyList;
  readonly garbage: PyList;
}

const GENERATIONS = 3;
/** The largest C int: thresholds and flags are ints. */
const INT_MAXIMUM = 2147483647;

const gcState = (rt: Runtime): GcState | undefined => rt.moduleStates.get('gc') as GcState | undefined;

/** Whether an object is a container for the collector: built-in classes are not, though `type` is (PyObject_IS_GC). */
function isContainer(rt: Runtime, object: PyObject): boolean {
  const type = object.type as PyType;
  return type.isGC && (type.layout !== rt.types.type || (object as PyTypeObject).value.ownedByInstances);
}

/** `parser`: Argument Clinic and PyArg_ParseTuple word their errors differently. */
function intArgument(rt: Runtime, value: PyObject, parser: 'clinic' | 'tuple'): number {
  const number = asIndexNumber(rt, value, 'OverflowError');
  if (number > INT_MAXIMUM || number < -INT_MAXIMUM - 1) {
    if (parser === 'clinic') raise(rt, 'OverflowError', 'Python int too large to convert to C int');
    raise(rt, 'OverflowError', number > 0 ? 'signed integer is greater than maximum' : 'signed integer is less than minimum');
  }
  return number;
}

const generationSignature = { name: 'collect', parameters: ['generation'] };
const objectsSignature = { name: 'get_objects', parameters: ['generation'] };

/** The namespaces of built-in types are made when they are first needed; whoever looks at all objects is to find them. */
function makeStartObjects(rt: Runtime): void {
  for (const types of [rt.types, rt.exceptions]) for (const type of Object.values(types) as PyType[]) void type.dict;
}

function getObjects(rt: Runtime, wanted: PyObject | null): PyObject {
  makeStartObjects(rt);
  const { generations } = rt.heap;
  let indices: readonly number[] = [0, 1, 2];
  if (wanted !== null && wanted !== rt.none) {
    if ((wanted.type as PyType).nbIndex === null) {
      raise(rt, 'TypeError', `argument should be integer or None, not '${wanted.type.name}'`);
    }
    const generation = asIndexNumber(rt, wanted, 'OverflowError');
    if (generation >= GENERATIONS) {
      raise(rt, 'ValueError', `generation parameter must be less than the number of available generations (${GENERATIONS})`);
    }
    if (generation < -1) raise(rt, 'ValueError', 'generation parameter cannot be negative');
    if (generation >= 0) indices = [generation];
  }
  const result = newList(rt, []);
  for (const index of indices) {
    for (const object of gcListMembers(generations[index as 0 | 1 | 2].list)) {
      if (object !== result) listAppend(rt, result, object);
    }
  }
  return result;
}

/** Containers that hold one of `wanted`; the argument tuple itself is left out. */
function getReferrers(rt: Runtime, args: PyObject, wanted: readonly PyObject[]): PyObject {
  const targets = new Set(wanted);
  const result = newList(rt, []);
  for (const generation of rt.heap.generations) {
    for (const object of gcListMembers(generation.list)) {
      if (object === args || object === result) continue;
      let refers = false;
      (object.type as PyType).traverse?.(object, (referent) => {
        if (targets.has(referent)) refers = true;
      });
      if (refers) listAppend(rt, result, object);
    }
  }
  return result;
}

/** What a type of a module holds is made when somebody looks. */
function prepareType(rt: Runtime, type: PyType): void {
  void type.dict;
  mroTupleOf(rt, type);
  basesTupleOf(rt, type);
}

function getReferents(rt: Runtime, objects: readonly PyObject[]): PyObject {
  const result = newList(rt, []);
  for (const object of objects) {
    if (!isContainer(rt, object)) continue;
    if (rt.heap.anchored.has(object)) prepareType(rt, (object as PyTypeObject).value);
    (object.type as PyType).traverse?.(object, (referent) => listAppend(rt, result, referent));
  }
  return result;
}

function setThreshold(rt: Runtime, args: readonly PyObject[]): PyObject {
  if (args.length < 1 || args.length > GENERATIONS) {
    if (rt.profile.thresholdsAreClinic) raise(rt, 'TypeError', `gc.set_threshold requires 1 to ${GENERATIONS} arguments`);
    const limit = args.length < 1 ? 'at least 1 argument' : `at most ${GENERATIONS} arguments`;
    raise(rt, 'TypeError', `set_threshold() takes ${limit} (${args.length} given)`);
  }
  const values = args.map((value) => intArgument(rt, value, 'tuple'));
  values.forEach((value, generation) => {
    rt.heap.generations[generation as 0 | 1 | 2].threshold = value;
  });
  return incref(rt.none);
}

/** What 3.15 tells besides. No time passes while a collection runs here. */
function addCandidates(rt: Runtime, dict: PyDict, candidates: number): void {
  setOwned(rt, dict, 'candidates', newInt(rt, candidates));
  setOwned(rt, dict, 'duration', newFloat(rt, 0));
}

function statistics(rt: Runtime): PyObject {
  // The numbers are read before anything is allocated, as a collection may run meanwhile.
  const rows = rt.heap.statistics.map((row) => ({ ...row }));
  const result = newList(rt, []);
  for (const row of rows) {
    const dict = newDict(rt);
    setOwned(rt, dict, 'collections', newInt(rt, row.collections));
    setOwned(rt, dict, 'collected', newInt(rt, row.collected));
    setOwned(rt, dict, 'uncollectable', newInt(rt, row.uncollectable));
    if (rt.profile.reportsCandidates) addCandidates(rt, dict, row.candidates);
    listAppend(rt, result, dict);
    decref(rt, dict);
  }
  return result;
}

/** Calls each function in `gc.callbacks`, which is walked by index; errors are reported, not raised. */
export function runCollectorCallbacks(rt: Runtime, phase: 'start' | 'stop', generation: number, collected: number, uncollectable: number): void {
  const state = gcState(rt);
  if (state === undefined || state.callbacks.value.length === 0) return;
  const info: PyDict = newDict(rt);
  setOwned(rt, info, 'generation', newInt(rt, generation));
  setOwned(rt, info, 'collected', newInt(rt, collected));
  setOwned(rt, info, 'uncollectable', newInt(rt, uncollectable));
  if (rt.profile.reportsCandidates) addCandidates(rt, info, phase === 'start' ? 0 : rt.heap.candidates);
  const phaseObject = newStr(rt, phase);
  rt.nativeHolders.push({ object: info, name: 'gc callback info' }, { object: phaseObject, name: 'gc callback phase' });
  for (let index = 0; index < state.callbacks.value.length; index++) {
    const callback = incref(state.callbacks.value[index] as PyObject);
    try {
      decref(rt, callObject(rt, callback, [phaseObject, info]));
    } catch (error) {
      if (!(error instanceof PythonError)) throw error;
      rt.writeUnraisable(error.exception, callback, 'while calling GC callback');
    }
    decref(rt, callback);
  }
  rt.nativeHolders.length -= 2;
  decref(rt, phaseObject);
  decref(rt, info);
}

/** One line of `gc.set_debug` output, through `sys.stderr`. */
export function writeCollectorDebug(rt: Runtime, line: string): void {
  const stderr = sysAttribute(rt, 'stderr');
  if (stderr === null || stderr === rt.none) rt.host.write('stderr', line);
  else writeString(rt, stderr, line);
}

export const gcModule: ModuleDefinition = {
  name: 'gc',
  doc: 'This module provides access to the garbage collector for reference cycles.\n\nenable() -- Enable automatic garbage collection.\n'
    + 'disable() -- Disable automatic garbage collection.\nisenabled() -- Returns true if automatic collection is enabled.\n'
    + 'collect() -- Do a full collection right now.\nget_count() -- Return the current collection counts.\n',
  methods: [
    noArgs('enable', (rt) => {
      rt.heap.enabled = true;
      return incref(rt.none);
    }, 'Enable automatic garbage collection.'),
    noArgs('disable', (rt) => {
      rt.heap.enabled = false;
      return incref(rt.none);
    }, 'Disable automatic garbage collection.'),
    noArgs('isenabled', (rt) => newBool(rt, rt.heap.enabled), 'Returns true if automatic garbage collection is enabled.'),
    oneArg('set_debug', (rt, _self, flags) => {
      rt.heap.debug = intArgument(rt, flags, 'clinic');
      return incref(rt.none);
    }),
    noArgs('get_debug', (rt) => newInt(rt, rt.heap.debug), 'Get the garbage collection debugging flags.'),
    noArgs('get_count', (rt) => {
      const counts = rt.heap.generations.map(({ count }) => count);
      return newTuple(rt, counts.map((count) => newInt(rt, count)));
    }, 'Return a three-tuple of the current collection counts.'),
    varArgs('set_threshold', (rt, _self, args) => setThreshold(rt, args.value),
      'set_threshold(threshold0, [threshold1, threshold2]) -> None\n\nSets the collection thresholds.  Setting threshold0 to zero disables\ncollection.\n'),
    noArgs('get_threshold', (rt) => newTuple(rt, rt.heap.generations.map(({ threshold }) => newInt(rt, threshold))),
      'Return the current collection thresholds.'),
    fastKeywords('collect', (rt, _self, args, kwnames) => {
      const [wanted] = bindArguments(rt, generationSignature, args, kwnames);
      const generation = wanted == null ? GENERATIONS - 1 : intArgument(rt, wanted, 'clinic');
      if (generation < 0 || generation >= GENERATIONS) raise(rt, 'ValueError', 'invalid generation');
      return newInt(rt, collectWithCallbacks(rt, generation, 'requested'));
    }, 'Run the garbage collector.'),
    fastKeywords('get_objects', (rt, _self, args, kwnames) => getObjects(rt, bindArguments(rt, objectsSignature, args, kwnames)[0] ?? null),
      'Return a list of objects tracked by the collector (excluding the list returned).'),
    noArgs('get_stats', statistics, 'Return a list of dictionaries containing per-generation statistics.'),
    oneArg('is_tracked', (rt, _self, object) => newBool(rt, isContainer(rt, object) && rt.heap.isTracked(object)),
      'Returns true if the object is tracked by the garbage collector.'),
    oneArg('is_finalized', (rt, _self, object) => newBool(rt, isContainer(rt, object) && (object.gc & GcBits.Finalized) !== 0),
      'Returns true if the object has been already finalized by the GC.'),
    varArgs('get_referrers', (rt, _self, args) => getReferrers(rt, args, args.value),
      'get_referrers(*objs) -> list\n\nReturn the list of objects that directly refer to any of objs.'),
    varArgs('get_referents', (rt, _self, args) => getReferents(rt, args.value),
      'get_referents(*objs) -> list\n\nReturn the list of objects that are directly referred to by objs.'),
    noArgs('freeze', (rt) => {
      makeStartObjects(rt);
      freeze(rt.heap);
      return incref(rt.none);
    }, 'Freeze all current tracked objects and ignore them for future collections.'),
    noArgs('unfreeze', (rt) => {
      unfreeze(rt.heap);
      return incref(rt.none);
    }, 'Unfreeze all objects in the permanent generation.'),
    noArgs('get_freeze_count', (rt) => newInt(rt, gcListSize(rt.heap.permanent)),
      'Return the number of objects in the permanent generation.'),
  ],
  constants: (rt) => {
    const garbage = newList(rt, []);
    const callbacks = newList(rt, []);
    rt.moduleStates.set('gc', { garbage, callbacks } satisfies GcState);
    rt.heap.appendGarbage = (object) => listAppend(rt, garbage, object);
    return {
      garbage: incref(garbage),
      callbacks: incref(callbacks),
      DEBUG_STATS: newInt(rt, 1),
      DEBUG_COLLECTABLE: newInt(rt, 2),
      DEBUG_UNCOLLECTABLE: newInt(rt, 4),
      DEBUG_SAVEALL: newInt(rt, 32),
      DEBUG_LEAK: newInt(rt, 38),
    };
  },
};

