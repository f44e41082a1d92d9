/**
 * Stands in for the observer of an execution while hooks are set: has code marked before it begins to run, and hands everything
 * on to the observer there was, if any.
 */
import type { PyObject } from '../memory';
import type { Frame } from './frame';
import type { ExecutionObserver } from './observer';
import type { Monitor } from './monitor';

export class MonitoringObserver implements ExecutionObserver {
  constructor(private readonly monitor: Monitor, private readonly next: ExecutionObserver | null) {}

  call(frame: Frame): void {
    this.monitor.mark(frame.code);
    this.next?.call(frame);
  }

  line(frame: Frame, line: number): void {
    this.next?.line(frame, line);
  }

  get instructions(): number {
    return this.next?.instructions ?? 0;
  }

  set instructions(count: number) {
    if (this.next?.instructions !== undefined) this.next.instructions = count;
  }

  return(frame: Frame, value: PyObject): void {
    this.next?.return(frame, value);
  }

  unwind(frame: Frame): void {
    this.next?.unwind(frame);
  }

  exception(frame: Frame, exception: PyObject | null, line: number): void {
    this.next?.exception(frame, exception, line);
  }

  output(stream: 'stdout' | 'stderr', text: string): void {
    this.next?.output(stream, text);
  }
}
