/** Entry of `python/profiles`: the versions there are, oldest first. */
import { assert } from '../../base';
import { cpython312 } from './cpython312';
import { cpython313 } from './cpython313';
import { cpython314 } from './cpython314';
import { cpython315 } from './cpython315';
import type { Profile } from './profile';

export type { Profile } from './profile';
export { cpython312 } from './cpython312';

export const profiles: readonly Profile[] = [cpython312, cpython313, cpython314, cpython315];

export const defaultProfile: Profile = cpython312;

/** The profile a user means by `3.13`; left out: the default. The name must be one of `profiles`. */
export function profileOf(name: string = defaultProfile.name): Profile {
  const found = profiles.find((profile) => profile.name === name);
  assert(found !== undefined, `no profile ${name}`);
  return found;
}
