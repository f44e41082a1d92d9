/**
 * CPython 3.13.18: what changed after 3.12.1. Sources: Python/gc.c, Objects/*.c, Include/internal/pycore_*.h of the branch 3.13, and
 * the recorded probes.
 */
import { cpython312 } from './cpython312';
import type { Profile } from './profile';

export const cpython313: Profile = {
  ...cpython312,
  name: '3.13',
  version: [3, 13, 18],
  build: '(main) [GCC 12.2.0]',
  copyrightYear: 2026,
  trackedAtStart: 5046,
  internedIsImmortal: false,
  oneCharacterNamesAreOwn: false,
  thresholds: [2000, 10, 10],
  dueCollectionOutlivesDisable: false,
  trashcanLimit: 9950,
  lateWeakrefsAreSilent: true,
  localsAreFresh: true,
  conversionsAreFast: true,
  wrappersCopyQuietly: true,
  initCallsSpecialize: true,
  generatorsCloseQuietly: true,
  thresholdsAreClinic: true,
  unraisableHasCarets: false,
  storeErrorsNameDict: true,
  proxyReprNamesClass: true,
  dictTablesAreSmallest: true,
  listsCopyContainers: true,
  valuesAreEmbedded: true,
  structSizes: { basic: { 'operator.methodcaller': 64, 're.Pattern': 96, '_sre.SRE_Scanner': 248, '_json.Scanner': 64 }, generator: 144, frame: 136, heapTypeGrowth: 8, bytearray: 56 },
};
