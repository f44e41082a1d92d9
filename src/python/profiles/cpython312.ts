/** CPython 3.12.1, 64-bit Linux, release build. */
import type { Profile } from './profile';

export const cpython312: Profile = {
  version: [3, 12, 1],
  thresholds: [700, 10, 10],
  trackedAtStart: 4977,
  blocksAtStart: 9969,
};
