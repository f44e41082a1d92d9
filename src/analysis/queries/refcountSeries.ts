/** An object's refcount over its life, for a small chart: the stretch of the log between birth and death, once. Immortal counts are left out. */
import { Field, IMMORTAL } from '../../recording';
import { SeriesBuilder } from './series';
import type { RunIndex } from './runIndex';
import type { SeriesPoint } from './timeAnswers';

export interface RefcountSeries {
  /** From each step on, this count; 0 from its death on. */
  readonly points: readonly SeriesPoint[];
  /** The first and the last step that are on record. */
  readonly from: number;
  readonly to: number;
}

export function refcountSeries(index: RunIndex, entity: number, limit: number): RefcountSeries {
  const { recording, firstStep, lastStep } = index;
  const { log, steps, entities } = recording;
  const birth = index.birthStep(entity);
  const series = new SeriesBuilder();
  const add = (step: number, count: number): void => {
    if (count !== IMMORTAL) series.add(step, count);
  };
  if (birth < firstStep) add(firstStep, index.seek(firstStep).refcount(entity));
  const died = entities.diedStep(entity);
  const begin = Math.max(index.firstChange, birth < 0 ? 0 : steps.changeEnd(birth));
  const end = died < 0 || died >= steps.count ? log.length : steps.changeEnd(died);
  for (let change = begin; change < end; change++) {
    if (log.field(change) !== Field.Refcount || log.index(change) !== entity) continue;
    add(Math.min(index.stepOfChange(change) + 1, lastStep), log.newValue(change));
  }
  return { points: series.finish(limit), from: firstStep, to: lastStep };
}
