/**
 * CPython 3.14.10: what changed after 3.13. (3.14.0 to 3.14.4 had an incremental collector; this is not they.) Sources: Python/gc.c,
 * Python/flowgraph.c, Objects/*.c, Include/internal/pycore_*.h of the branch 3.14, and the recorded probes.
 */
import { cpython313 } from './cpython313';
import type { Profile } from './profile';

export const cpython314: Profile = {
  ...cpython313,
  name: '3.14',
  version: [3, 14, 10],
  trackedAtStart: 5359,
  immortalRefcount: 3221225472,
  trashcanLimit: 35000,
  localsAreBorrowed: true,
  unraisableNamesWork: true,
  dropsFromTheTop: true,
  dictsAreTracked: true,
  atomTuplesAreUntracked: true,
  starArgumentsAreArrays: true,
  exitCallsHoldTraceback: true,
  whileTestsAtTop: true,
  keywordCallsCheckWhenWarm: true,
  hashErrorsNamePlace: true,
  withErrorsNameMethod: true,
  unionsAreWeaklyReferable: true,
  listNeverShrinksTo: 32,
  structSizes: { basic: { tuple: 32, function: 152 }, generator: 152, frame: 152, heapTypeGrowth: 16, bytearray: 56 },
  freeLists: { listIterator: 10, tupleIterator: 10, method: 20, builtinFunction: 16, int: 100, range: 6, rangeIterator: 6 },
};
