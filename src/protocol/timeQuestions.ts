/**
 * Questions over time about a document's run: going to a moment by what happened there, following an object or a name, comparing
 * two moments, growth, what a line did, cost. The answers are made in `analysis`; moments count from 0 as everywhere.
 */
import type { CostReport, GrowthReport, HeapDiff, LineEffect, NameStory, ObjectStory, SeekAnswer, SeekWish, StackRow, StepWish } from '../analysis';

interface Asked {
  readonly uri: string;
}

/** All fail when the uri was not run. */
export interface TimeService {
  timeSeek(request: Asked & { readonly wish: SeekWish }): Promise<SeekAnswer>;
  /** The moment where a debugger would stop next (1), or stopped before (-1): a line, or the end of the run. */
  timeWalk(request: Asked & { readonly step: number; readonly wish: StepWish; readonly direction: 1 | -1 }): Promise<number>;
  /** Null when there is no such object. */
  timeObject(request: Asked & { readonly object: number }): Promise<ObjectStory | null>;
  /** Null when there is no such name; `functionName`: a local of it. */
  timeName(request: Asked & { readonly name: string; readonly functionName?: string }): Promise<NameStory | null>;
  timeDiff(request: Asked & { readonly from: number; readonly to: number }): Promise<HeapDiff>;
  timeGrowth(request: Asked): Promise<GrowthReport>;
  timeCost(request: Asked): Promise<CostReport>;
  /** What led from a moment to the next one; null at the last. */
  timeStep(request: Asked & { readonly step: number }): Promise<LineEffect | null>;
  /** The same for the whole hit of the line that begins there, what it called included. */
  timeHit(request: Asked & { readonly step: number }): Promise<LineEffect | null>;
  /** All hits of a line (from 0); null when it did not run. */
  timeLine(request: Asked & { readonly line: number }): Promise<LineEffect | null>;
  /** The running calls at a moment, innermost first. */
  timeStack(request: Asked & { readonly step: number }): Promise<readonly StackRow[]>;
}
