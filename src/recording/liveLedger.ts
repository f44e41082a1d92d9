/**
 * The ledger of the whole live heap, counted from nothing: every object that roots, frames and the collector's lists lead to,
 * with the number of counted references found. The recorder never needs it; it is the oracle that says whether what the
 * recorder has kept up to date step by step is true.
 */
import { StringTable } from '../base';
import type { PyObject } from '../python/memory';
import type { PyType } from '../python/objects';
import type { ExceptionStackItem, Frame, Interpreter } from '../python/vm';
import { FrameReader } from './frameReader';
import { HoldingReader } from './holdings';
import { isWeakLabel, type Label } from './labels';
import { ModuleStates } from './moduleStates';

/** For each object found, how many counted references to it were found. */
export function liveHolders(rt: Interpreter): Map<PyObject, number> {
  const strings = new StringTable();
  const frameReader = new FrameReader(strings);
  const running = new Set<Frame>();
  for (const top of [rt.frame, ...rt.threads.parkedFrames]) for (let frame = top; frame !== null; frame = frame.previous) running.add(frame);
  const reader = new HoldingReader(rt, strings, () => 0, frameReader, (frame) => running.has(frame));
  const counts = new Map<PyObject, number>();
  const pending: PyObject[] = [];
  const meet = (object: PyObject): void => {
    if (counts.has(object)) return;
    counts.set(object, 0);
    pending.push(object);
  };
  const hold = (object: PyObject): void => {
    meet(object);
    counts.set(object, (counts.get(object) as number) + 1);
  };
  const holdAll = (labels: readonly Label[], targets: readonly (PyObject | null)[], count: number): void => {
    for (let i = 0; i < count; i++) {
      const target = targets[i] as PyObject | null;
      if (target === null) continue;
      if (isWeakLabel(labels[i] as Label)) meet(target);
      else hold(target);
    }
  };

  for (const frame of running) {
    frameReader.read(frame);
    holdAll([...frameReader.labels], [...frameReader.targets], frameReader.count);
    if (frame.generator !== null) meet(frame.generator);
  }
  for (let item: ExceptionStackItem | null = rt.exceptionItem; item !== null; item = item.previous) if (item.value !== null) hold(item.value);
  for (const { object } of rt.nativeHolders) hold(object);
  // What only a module's state holds leads on; the state's own references are not counted here (`Recorder.unseenHolders`).
  const states = new ModuleStates(rt, 0);
  states.read(() => 0);
  for (let i = 0; i < states.count; i++) meet(states.targets[i] as PyObject);
  meet(rt.modules);
  meet(rt.builtins);
  for (const type of [...Object.values(rt.types), ...Object.values(rt.exceptions)] as PyType[]) meet(type.object);
  for (const list of [...rt.heap.generations.map((generation) => generation.list), rt.heap.permanent]) {
    for (let object = list.gcNext as PyObject; object !== list; object = object.gcNext as PyObject) meet(object);
  }
  for (let object = pending.pop(); object !== undefined; object = pending.pop()) {
    reader.read(object);
    holdAll([...reader.labels], [...reader.targets], reader.count);
  }
  return counts;
}
