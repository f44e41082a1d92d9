/**
 * CPython 3.12.1, 64-bit Linux, release build. Sources: Objects/*.c, Modules/gcmodule.c and Include/internal of the tag v3.12.1, and
 * the recorded probes.
 */
import type { Profile } from './profile';

export const cpython312: Profile = {
  name: '3.12',
  version: [3, 12, 1],
  build: '(main, Dec  8 2023, 00:00:00) [GCC 12.2.0]',
  copyrightYear: 2023,
  trackedAtStart: 4977,
  blocksAtStart: 9969,
  immortalRefcount: 4294967295,
  smallIntMaximum: 256,
  internedIsImmortal: true,
  oneCharacterNamesAreOwn: true,
  thresholds: [700, 10, 10],
  dueCollectionOutlivesDisable: true,
  trashcanLimit: 50,
  lateWeakrefsAreSilent: false,
  finalizersSeeWeakrefs: false,
  reportsCandidates: false,
  localsAreFresh: false,
  conversionsAreFast: false,
  wrappersCopyQuietly: false,
  initCallsSpecialize: false,
  generatorsCloseQuietly: false,
  thresholdsAreClinic: false,
  unraisableNamesWork: false,
  unraisableHasCarets: true,
  storeErrorsNameDict: false,
  proxyReprNamesClass: false,
  valuesAreEmbedded: false,
  dictTablesAreSmallest: false,
  listNeverShrinksTo: 0,
  listsCopyContainers: false,
  freeLists: { listIterator: 0, tupleIterator: 0, method: 0, builtinFunction: 0 },
  structSizes: { basic: {}, generator: 144, frame: 120, heapTypeGrowth: 0, bytearray: 56 },
};
