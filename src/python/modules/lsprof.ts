/**
 * The `_lsprof` module, beneath cProfile (CPython 3.12: Modules/_lsprof.c): how often and for how long each function ran, and from
 * where it was called. Time is the host's, or that of a timer given. Entries are kept in the order of first calls.
 */
import { decref, incref, xdecref, type PyObject } from '../memory';
import {
  callObject, isTrue, machine, newFloat, newInt, newLayoutInstance, newList, newStr, noArgs, numberFloat, PythonError, raise, reprText, typeLookup, unpackKeywords,
  type BuiltinFunctionData, type KeywordParameters, type Payload, type PyInt, type PyModule, type PyStr, type PyType, type Runtime, type TypeDefinition, fastKeywords,
} from '../objects';
import type { Frame, Interpreter, NativeProfiler } from '../vm';
import { constructorArguments } from './keywordArguments';
import { extensionType } from './extensionTypes';
import type { ModuleDefinition } from './moduleDefinition';
import { PROFILER_TOOL, toolNames } from './sys/monitoring';
import { newStructSequence, structSequence, structSequenceType } from './structSequence';

interface Counts {
  total: number;
  inline: number;
  calls: number;
  recursiveCalls: number;
  /** How many runs are under way. */
  level: number;
}

interface Entry extends Counts {
  /** A code object, or the text for a built-in function; owned. */
  readonly subject: PyObject;
  readonly subentries: Map<Entry, Counts>;
}

/** One call under way. */
interface Context {
  readonly entry: Entry;
  readonly since: number;
  /** Time spent in calls from here. */
  inner: number;
  readonly previous: Context | null;
}

interface ProfilerData extends NativeProfiler {
  entries: Map<object, Entry>;
  current: Context | null;
  /** Owned. */
  timer: PyObject | null;
  /** Seconds a unit of the timer stands for; 0: the timer gives seconds. */
  unit: number;
  subcalls: boolean;
  builtins: boolean;
  isEnabled: boolean;
}
type Profiler = Payload<ProfilerData>;

const counts = (): Counts => ({ total: 0, inline: 0, calls: 0, recursiveCalls: 0, level: 0 });
const interpreter = (rt: Runtime): Interpreter => machine(rt) as unknown as Interpreter;

/** call_timer: the time in seconds, or in units of the timer. */
function now(rt: Runtime, profiler: ProfilerData): number {
  const { timer, unit } = profiler;
  if (timer === null) return rt.host.monotonic();
  const thread = interpreter(rt).threads.current;
  thread.monitoringDepth++;
  try {
    const result = callObject(rt, timer, []);
    try {
      if (unit !== 0 && (result.type as PyType).layout === rt.types.int) return Number((result as PyInt).value);
      const value = numberFloat(rt, result);
      if (value === null) raise(rt, 'TypeError', `'${result.type.name}' object cannot be interpreted as an integer`);
      const time = value.value;
      decref(rt, value);
      return time;
    } finally {
      decref(rt, result);
    }
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    rt.writeUnraisable(error.exception, timer);
    return 0;
  } finally {
    thread.monitoringDepth--;
  }
}

/** normalizeUserObj: what a built-in function is called in statistics. */
function builtinText(rt: Runtime, callable: PyObject): PyObject {
  const { definition: { name }, self, module } = callable.value as BuiltinFunctionData;
  const moduleName = module !== null && typeof module.value === 'string' ? module.value : null;
  if (self === null) return newStr(rt, moduleName === null || moduleName === 'builtins' ? `<${name}>` : `<${moduleName}.${name}>`);
  const method = typeLookup(self.type as PyType, name);
  if (method !== null) return newStr(rt, reprText(rt, method));
  const owner = moduleName ?? ((self.type === rt.types.module) ? (self as PyModule).value.name : null);
  return newStr(rt, owner === null ? `<built-in method ${name}>` : `<built-in method ${owner}.${name}>`);
}

function entryOf(rt: Runtime, profiler: ProfilerData, frame: Frame, native: PyObject | null): Entry {
  const key: object = native === null ? frame.code : (native.value as BuiltinFunctionData).definition;
  let entry = profiler.entries.get(key);
  if (entry === undefined) {
    entry = { ...counts(), subject: native === null ? incref<PyObject>(frame.code.object) : builtinText(rt, native), subentries: new Map() };
    profiler.entries.set(key, entry);
  }
  return entry;
}

/** ptrace_enter_call */
function enter(rt: Runtime, profiler: ProfilerData, frame: Frame, native: PyObject | null): void {
  const entry = entryOf(rt, profiler, frame, native);
  const previous = profiler.current;
  entry.level++;
  if (profiler.subcalls && previous !== null) {
    let subentry = previous.entry.subentries.get(entry);
    if (subentry === undefined) previous.entry.subentries.set(entry, subentry = counts());
    subentry.level++;
  }
  profiler.current = { entry, since: now(rt, profiler), inner: 0, previous };
}

function addTo(target: Counts, total: number, inline: number): void {
  if (--target.level === 0) target.total += total;
  else target.recursiveCalls++;
  target.inline += inline;
  target.calls++;
}

/** ptrace_leave_call */
function leave(rt: Runtime, profiler: ProfilerData): void {
  const { current } = profiler;
  if (current === null) return;
  const total = now(rt, profiler) - current.since;
  const inline = total - current.inner;
  const { entry, previous } = current;
  if (previous !== null) previous.inner += total;
  profiler.current = previous;
  addTo(entry, total, inline);
  const subentry = profiler.subcalls && previous !== null ? previous.entry.subentries.get(entry) : undefined;
  if (subentry !== undefined) addTo(subentry, total, inline);
}

function disable(rt: Runtime, self: PyObject): void {
  const { value } = self as Profiler;
  if (!value.isEnabled) return;
  value.isEnabled = false;
  interpreter(rt).hooks.removeProfiler(value);
  const names = toolNames(rt);
  const name = names[PROFILER_TOOL] ?? null;
  names[PROFILER_TOOL] = null;
  xdecref(rt, name);
  while (value.current !== null) leave(rt, value);
}

function clear(rt: Runtime, { value }: Profiler): void {
  const { entries } = value;
  value.entries = new Map();
  for (const { subject } of entries.values()) decref(rt, subject);
  value.current = null;
}

const entryType = structSequence('_lsprof.profiler_entry', '', ['code', 'callcount', 'reccallcount', 'totaltime', 'inlinetime', 'calls'], true);
const subentryType = structSequence('_lsprof.profiler_subentry', '', ['code', 'callcount', 'reccallcount', 'totaltime', 'inlinetime'], true);

function statistics(rt: Runtime, self: PyObject): PyObject {
  const { value } = self as Profiler;
  const factor = value.timer !== null && value.unit !== 0 ? value.unit : 1;
  const fields = (subject: PyObject, { calls, recursiveCalls, total, inline }: Counts): PyObject[] =>
    [incref(subject), newInt(rt, calls), newInt(rt, recursiveCalls), newFloat(rt, factor * total), newFloat(rt, factor * inline)];
  const rows = [...value.entries.values()].filter(({ calls }) => calls > 0).map((entry) => {
    const called = [...entry.subentries].filter(([, { calls }]) => calls > 0);
    const calls = called.length === 0 ? incref(rt.none)
      : newList(rt, called.map(([other, subentry]) => newStructSequence(rt, subentryType, fields(other.subject, subentry))));
    return newStructSequence(rt, entryType, [...fields(entry.subject, entry), calls]);
  });
  return newList(rt, rows);
}

function enable(rt: Runtime, self: PyObject, args: readonly PyObject[], kwnames: readonly PyStr[] | null): PyObject {
  const { value } = self as Profiler;
  const [subcalls, builtins] = unpackKeywords(rt, enableParameters, args, kwnames);
  if (subcalls !== undefined) value.subcalls = isTrue(rt, subcalls);
  if (builtins !== undefined) value.builtins = isTrue(rt, builtins);
  const names = toolNames(rt);
  if (names[PROFILER_TOOL] !== null) raise(rt, 'ValueError', 'Another profiling tool is already active');
  names[PROFILER_TOOL] = newStr(rt, 'cProfile');
  value.isEnabled = true;
  interpreter(rt).hooks.addProfiler(value);
  return incref(rt.none);
}

const enableParameters: KeywordParameters = { function: 'enable', names: ['subcalls', 'builtins'] };

function newProfiler(rt: Runtime, type: PyType): PyObject {
  const data: ProfilerData = {
    entries: new Map(), current: null, timer: null, unit: 0, subcalls: true, builtins: true, isEnabled: false,
    enter: (frame, native) => {
      if (native === null || data.builtins) enter(rt, data, frame, native);
    },
    leave: (_frame, native) => {
      if (native === null || data.builtins) leave(rt, data);
    },
  };
  return newLayoutInstance<ProfilerData>(rt, type, data);
}

const profilerType: TypeDefinition = {
  name: '_lsprof.Profiler',
  gc: true,
  flags: { basetype: true },
  basicsize: 80,
  slots: {
    new: newProfiler,
    init: (rt, self, args, kwargs) => {
      const { value } = self as Profiler;
      const [timer, unit, subcalls, builtins] = constructorArguments(rt, 'Profiler', ['timer', 'timeunit', 'subcalls', 'builtins'], 0, args, kwargs);
      if (subcalls != null) value.subcalls = isTrue(rt, subcalls);
      if (builtins != null) value.builtins = isTrue(rt, builtins);
      if (unit != null) {
        const number = numberFloat(rt, unit);
        if (number === null) raise(rt, 'TypeError', `must be real number, not ${unit === rt.none ? 'NoneType' : unit.type.name}`);
        value.unit = number.value;
        decref(rt, number);
      }
      const old = value.timer;
      value.timer = timer == null || timer === rt.none ? null : incref(timer);
      if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
      xdecref(rt, old);
    },
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      disable(rt, self);
      clear(rt, self as Profiler);
      xdecref(rt, (self as Profiler).value.timer);
      rt.heap.freeContainer(self);
    },
    traverse: (self, visit) => {
      const { timer, entries } = (self as Profiler).value;
      if (timer !== null) visit(timer);
      for (const { subject } of entries.values()) visit(subject);
    },
  },
  methods: [
    noArgs('getstats', statistics),
    fastKeywords('enable', enable),
    noArgs('disable', (rt, self) => {
      disable(rt, self);
      return incref(rt.none);
    }),
    noArgs('clear', (rt, self) => {
      clear(rt, self as Profiler);
      return incref(rt.none);
    }),
  ],
};

export const lsprofModule: ModuleDefinition = {
  name: '_lsprof',
  doc: 'Fast profiler',
  methods: [],
  constants: (rt) => ({
    Profiler: incref(extensionType(rt, profilerType).object),
    profiler_entry: incref(structSequenceType(rt, entryType).object),
    profiler_subentry: incref(structSequenceType(rt, subentryType).object),
  }),
};
