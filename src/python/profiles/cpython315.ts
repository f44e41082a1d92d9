/**
 * CPython 3.15.2: what changed after 3.14. No source was at hand: every value is a recorded probe's.
 */
import { cpython314 } from './cpython314';
import type { Profile } from './profile';

export const cpython315: Profile = {
  ...cpython314,
  name: '3.15',
  version: [3, 15, 2],
  trackedAtStart: 5414,
  smallIntMaximum: 1024,
  finalizersSeeWeakrefs: true,
  reportsCandidates: true,
  atomFrozensetsAreUntracked: true,
  classesShareDescriptors: true,
  operandsDropFromTheTop: true,
  unraisableHasCarets: true,
  structSizes: { basic: { tuple: 32, function: 152, module: 104, bytearray: 64 }, generator: 152, frame: 152, heapTypeGrowth: 24, bytearray: 96 },
};
