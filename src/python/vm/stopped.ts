/**
 * A run that was stopped from outside: budget, time, cancellation. Not a Python exception: no handler
 * of the program sees it, no finalizer runs, what was recorded until then is shown.
 */
export type StopReason = 'instructions' | 'steps' | 'time' | 'memory' | 'heap' | 'cancelled';

export class ExecutionStopped {
  constructor(readonly reason: StopReason, readonly amount: number) {}
}
