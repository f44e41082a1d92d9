/** Entry of `python/profiles`. */
export type { Profile } from './profile';
export { cpython312 } from './cpython312';
