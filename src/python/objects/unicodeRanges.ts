/** Sets of code points and character mappings unpacked from `unicodeTables.ts`. */
import { ADDITION_RANGES, DIGIT_RANGES, FOLD_MAPPING, NUMERIC_RANGES, TITLE_MAPPING } from './unicodeTables';

/** First and last code point of each range, ascending, flat. */
type Ranges = readonly number[];

function unpackRanges(packed: string): Ranges {
  let previous = 0;
  return packed.split(',').flatMap((range) => {
    const [gap = '', more = '0'] = range.split(':');
    const first = previous + parseInt(gap, 36);
    previous = first + parseInt(more, 36);
    return [first, previous];
  });
}

function unpackMapping(packed: string): ReadonlyMap<string, string> {
  return new Map(packed.split(' ').map((entry) => {
    const [key = '', ...value] = Array.from(entry);
    return [key, value.join('')] as const;
  }));
}

const digits = unpackRanges(DIGIT_RANGES);
const numerics = unpackRanges(NUMERIC_RANGES);
const additions = unpackRanges(ADDITION_RANGES);

function includes(ranges: Ranges, code: number): boolean {
  let low = 0;
  let high = ranges.length >> 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[2 * middle + 1] as number) < code) low = middle + 1;
    else high = middle;
  }
  return 2 * low < ranges.length && (ranges[2 * low] as number) <= code;
}

/** Numeric_Type=Digit, but no decimal digit. */
export const isSpecialDigit = (code: number): boolean => includes(digits, code);
/** Numeric, but not of a category N*. */
export const isNumericIdeograph = (code: number): boolean => includes(numerics, code);
/** Assigned by a version of Unicode after CPython 3.12's. */
export const isAssignedLater = (code: number): boolean => includes(additions, code);

/** Title case where it differs from the upper case. */
export const titleMapping = unpackMapping(TITLE_MAPPING);
/** Case folding where it differs from the lower case. */
export const foldMapping = unpackMapping(FOLD_MAPPING);
