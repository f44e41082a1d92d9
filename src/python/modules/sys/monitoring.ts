/**
 * `sys.monitoring` (CPython 3.12: instrumentation.c): constants, and who uses which tool id. Events can't be asked for: hooks are
 * those of `sys.settrace`, `sys.setprofile` and `_lsprof`.
 */
import { incref, PyObject, xdecref } from '../../memory';
import {
  asInt32, checkPositional, fast, newDict, newInt, newSimpleNamespace, noArgs, oneArg, raise,
  type MethodDefinition, type PyModule, type Runtime,
} from '../../objects';
import { createModule, setOwned } from '../moduleDefinition';

/** Places of tools; the two above are sys.setprofile and sys.settrace. */
const TOOLS = 6;
export const PROFILER_TOOL = 2;

const eventNames = [
  'PY_START', 'PY_RESUME', 'PY_RETURN', 'PY_YIELD', 'CALL', 'LINE', 'INSTRUCTION', 'JUMP', 'BRANCH', 'STOP_ITERATION',
  'RAISE', 'EXCEPTION_HANDLED', 'PY_UNWIND', 'PY_THROW', 'RERAISE', 'C_RETURN', 'C_RAISE',
];

/** For each tool id, the name it is used under (owned), or null. */
export function toolNames(rt: Runtime): (PyObject | null)[] {
  const known = rt.moduleStates.get('sys.monitoring') as (PyObject | null)[] | undefined;
  if (known !== undefined) return known;
  const made = new Array<PyObject | null>(TOOLS).fill(null);
  rt.moduleStates.set('sys.monitoring', made);
  return made;
}

function toolId(rt: Runtime, object: PyObject): number {
  const id = asInt32(rt, object);
  if (id < 0 || id >= TOOLS) raise(rt, 'ValueError', `invalid tool ${id} (must be between 0 and 5)`);
  return id;
}

function usedToolId(rt: Runtime, object: PyObject): number {
  const id = toolId(rt, object);
  if (toolNames(rt)[id] === null) raise(rt, 'ValueError', `tool ${id} is not in use`);
  return id;
}

/** What a tool asked for: nothing. */
function noEventsOf(rt: Runtime, tool: PyObject): PyObject {
  toolId(rt, tool);
  return newInt(rt, 0);
}

function noEvents(rt: Runtime, events: PyObject): void {
  const mask = asInt32(rt, events);
  if (mask < 0 || mask >= 1 << eventNames.length) raise(rt, 'ValueError', `invalid event set 0x${(mask >>> 0).toString(16)}`);
  if (mask !== 0) raise(rt, 'NotImplementedError', 'events of sys.monitoring are not available here');
}

const methods: readonly MethodDefinition[] = [
  fast('use_tool_id', (rt, _self, args) => {
    checkPositional(rt, 'use_tool_id', args.length, 2, 2);
    const [number, name] = args as [PyObject, PyObject];
    const id = toolId(rt, number);
    if (typeof name.value !== 'string') raise(rt, 'ValueError', 'tool name must be a str');
    const names = toolNames(rt);
    if (names[id] !== null) raise(rt, 'ValueError', `tool ${id} is already in use`);
    names[id] = incref(name);
    return incref(rt.none);
  }),
  oneArg('free_tool_id', (rt, _self, number) => {
    const id = toolId(rt, number);
    const names = toolNames(rt);
    const old = names[id] ?? null;
    names[id] = null;
    xdecref(rt, old);
    return incref(rt.none);
  }),
  oneArg('get_tool', (rt, _self, number) => incref(toolNames(rt)[toolId(rt, number)] ?? rt.none)),
  fast('register_callback', (rt, _self, args) => {
    checkPositional(rt, 'register_callback', args.length, 3, 3);
    toolId(rt, args[0] as PyObject);
    if (args[2] !== rt.none) raise(rt, 'NotImplementedError', 'events of sys.monitoring are not available here');
    return incref(rt.none);
  }),
  oneArg('get_events', (rt, _self, number) => noEventsOf(rt, number)),
  fast('set_events', (rt, _self, args) => {
    checkPositional(rt, 'set_events', args.length, 2, 2);
    usedToolId(rt, args[0] as PyObject);
    noEvents(rt, args[1] as PyObject);
    return incref(rt.none);
  }),
  fast('get_local_events', (rt, _self, args) => {
    checkPositional(rt, 'get_local_events', args.length, 2, 2);
    return noEventsOf(rt, args[0] as PyObject);
  }),
  fast('set_local_events', (rt, _self, args) => {
    checkPositional(rt, 'set_local_events', args.length, 3, 3);
    usedToolId(rt, args[0] as PyObject);
    noEvents(rt, args[2] as PyObject);
    return incref(rt.none);
  }),
  noArgs('restart_events', (rt) => incref(rt.none)),
  noArgs('_all_events', (rt) => newDict(rt)),
];

/** The module (new reference). */
export function newMonitoring(rt: Runtime): PyModule {
  const events = newDict(rt);
  eventNames.forEach((name, bit) => setOwned(rt, events, name, newInt(rt, 1 << bit)));
  setOwned(rt, events, 'NO_EVENTS', newInt(rt, 0));
  return createModule(rt, {
    name: 'sys.monitoring',
    doc: null,
    methods,
    constants: () => ({
      DISABLE: new PyObject(rt.types.object, null),
      MISSING: new PyObject(rt.types.object, null),
      events: newSimpleNamespace(rt, events),
      DEBUGGER_ID: newInt(rt, 0),
      COVERAGE_ID: newInt(rt, 1),
      PROFILER_ID: newInt(rt, PROFILER_TOOL),
      OPTIMIZER_ID: newInt(rt, 5),
    }),
  });
}
