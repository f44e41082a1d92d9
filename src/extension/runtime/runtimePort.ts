/**
 * The face of a worker in every host. `#port` is one of port.node.ts and port.web.ts, chosen by the build; both export
 * `startWorker`.
 */
import type { Port } from '../../protocol';

export interface RuntimePort extends Port {
  /** The worker broke: it can't load, ran out of memory, or sent what can't be copied. */
  onError(listener: (error: Error) => void): void;
  /** Stops the worker, whatever it is doing. */
  terminate(): void;
}
