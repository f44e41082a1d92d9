/**
 * Whether something grows with each repetition: what each of a series of repetitions left behind, judged. In: amounts in the
 * order of the repetitions. Out: a line through their running total, or null when it does not grow steadily.
 *
 * Steady means: to the end, about evenly. What only the first repetitions leave (a cache that fills) or only the last ones (what
 * the next repetition will replace) is no growth.
 */
export interface Growth {
  /** What a repetition adds: the slope of the line through the running total. */
  readonly slope: number;
  /** How straight the running total is: the correlation, 0 to 1. */
  readonly straightness: number;
}

/** Fewer repetitions prove nothing. */
export const REPETITION_MINIMUM = 4;
/** Of the mean of all, what each quarter after the first must have. */
const QUARTER_SHARE = 0.5;

export function steadyGrowth(amounts: ArrayLike<number>): Growth | null {
  const count = amounts.length;
  if (count < REPETITION_MINIMUM) return null;
  let total = 0;
  let filled = 0;
  for (let i = 0; i < count; i++) {
    total += amounts[i] as number;
    if ((amounts[i] as number) > 0) filled++;
  }
  if (filled < REPETITION_MINIMUM - 1) return null;
  for (let quarter = 1; quarter < 4; quarter++) {
    const [from, to] = [Math.floor((quarter * count) / 4), Math.floor(((quarter + 1) * count) / 4)];
    let sum = 0;
    for (let i = from; i < to; i++) sum += amounts[i] as number;
    // The last repetition may be the one that found nothing more to do.
    const length = quarter === 3 ? Math.max(1, to - from - 1) : to - from;
    if (sum < (total / count) * length * QUARTER_SHARE || sum === 0) return null;
  }
  return regression(amounts);
}

/** The line through the running total. */
export function regression(amounts: ArrayLike<number>): Growth {
  const count = amounts.length;
  let total = 0;
  let [sumY, sumXY, sumYY] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    total += amounts[i] as number;
    sumY += total;
    sumXY += i * total;
    sumYY += total * total;
  }
  const meanX = (count - 1) / 2;
  const meanY = sumY / count;
  const varianceX = (count * (count * count - 1)) / 12;
  const varianceY = sumYY - count * meanY * meanY;
  const covariance = sumXY - count * meanX * meanY;
  const straightness = varianceX <= 0 || varianceY <= 0 ? 0 : covariance / Math.sqrt(varianceX * varianceY);
  return { slope: varianceX <= 0 ? 0 : covariance / varianceX, straightness: Math.min(1, Math.max(0, straightness)) };
}
