/**
 * The `_tracemalloc` module: the face of the allocation traces in `memory/allocator`. Statistics, filters and formats are CPython's own
 * `tracemalloc.py`.
 */
import { decref, incref, type PyObject, type TracedTraceback } from '../memory';
import { asIndexNumber, fast, newBool, newInt, newList, newTuple, noArgs, oneArg, raise, type Runtime } from '../objects';
import { machine } from '../objects';
import { checkPositional } from './keywordArguments';
import type { ModuleDefinition } from './moduleDefinition';

const MAXIMUM_FRAMES = 65535;

function start(rt: Runtime, args: readonly PyObject[]): PyObject {
  checkPositional(rt, 'start', args, 0, 1);
  const frames = args[0] === undefined ? 1 : asIndexNumber(rt, args[0], 'OverflowError');
  if (frames < 1 || frames > MAXIMUM_FRAMES) raise(rt, 'ValueError', `the number of frames must be in range [1; ${MAXIMUM_FRAMES}]`);
  if (rt.blocks.traces === null) rt.blocks.startTracing(frames, (maximum) => machine(rt).captureTraceback(maximum));
  return incref(rt.none);
}

/** The frames of a traceback as a tuple of (filename, line) pairs, the most recent first. */
function framesTuple(rt: Runtime, traceback: TracedTraceback): PyObject {
  return newTuple(rt, traceback.frames.map(({ filename, line }) => newTuple(rt, [incref(filename), newInt(rt, line)])));
}

/** All traces as (domain, size, frames, number of frames); equal tracebacks share one tuple of frames. */
function allTraces(rt: Runtime): PyObject {
  const result = newList(rt, []);
  const { traces } = rt.blocks;
  if (traces === null) return result;
  rt.blocks.settle();
  // What is made from here on is not traced itself.
  rt.blocks.traces = null;
  const known = [...traces.all()];
  const tuples = new Map<TracedTraceback, PyObject>();
  for (const { size, traceback } of known) {
    let frames = tuples.get(traceback);
    if (frames === undefined) {
      frames = framesTuple(rt, traceback);
      tuples.set(traceback, frames);
    }
    result.value.push(newTuple(rt, [newInt(rt, 0), newInt(rt, size), incref(frames), newInt(rt, traceback.total)]));
  }
  for (const frames of tuples.values()) decref(rt, frames);
  rt.blocks.settle();
  rt.blocks.traces = traces;
  return result;
}

export const tracemallocModule: ModuleDefinition = {
  name: '_tracemalloc',
  doc: 'Debug module to trace memory blocks allocated by Python.',
  methods: [
    noArgs('is_tracing', (rt) => newBool(rt, rt.blocks.traces !== null),
      'is_tracing($module, /)\n--\n\nReturn True if the tracemalloc module is tracing Python memory allocations.'),
    noArgs('clear_traces', (rt) => {
      rt.blocks.settle();
      for (const filename of rt.blocks.traces?.clear() ?? []) decref(rt, filename);
      return incref(rt.none);
    }, 'clear_traces($module, /)\n--\n\nClear traces of memory blocks allocated by Python.'),
    noArgs('_get_traces', allTraces, '_get_traces($module, /)\n--\n\nGet traces of all memory blocks allocated by Python.'),
    oneArg('_get_object_traceback', (rt, _self, object) => {
      const { traces } = rt.blocks;
      const trace = traces === null ? null : traces.get(object.address);
      return trace === null ? incref(rt.none) : framesTuple(rt, trace.traceback);
    }, '_get_object_traceback($module, obj, /)\n--\n\nGet the traceback where the Python object obj was allocated.'),
    fast('start', (rt, _self, args) => start(rt, args), 'start($module, nframe=1, /)\n--\n\nStart tracing Python memory allocations.'),
    noArgs('stop', (rt) => {
      for (const filename of rt.blocks.stopTracing()) decref(rt, filename);
      return incref(rt.none);
    }, 'stop($module, /)\n--\n\nStop tracing Python memory allocations.'),
    noArgs('get_traceback_limit', (rt) => newInt(rt, rt.blocks.tracebackLimit),
      'get_traceback_limit($module, /)\n--\n\nGet the maximum number of frames stored in the traceback of a trace.'),
    noArgs('get_tracemalloc_memory', (rt) => newInt(rt, rt.blocks.traces?.ownBytes ?? 0),
      'get_tracemalloc_memory($module, /)\n--\n\nGet the memory usage in bytes of the tracemalloc module.'),
    noArgs('get_traced_memory', (rt) => {
      rt.blocks.settle();
      const { traced, peak } = rt.blocks.traces ?? { traced: 0, peak: 0 };
      return newTuple(rt, [newInt(rt, traced), newInt(rt, peak)]);
    }, 'get_traced_memory($module, /)\n--\n\nGet the current size and peak size of memory blocks traced by tracemalloc.'),
    noArgs('reset_peak', (rt) => {
      rt.blocks.settle();
      rt.blocks.traces?.resetPeak();
      return incref(rt.none);
    }, 'reset_peak($module, /)\n--\n\nSet the peak size of memory blocks traced by tracemalloc to the current size.'),
  ],
};
