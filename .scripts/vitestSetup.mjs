// Before the unit tests: what they read from dist/ besides the sources.
import { buildStandardLibrary } from './stdlib.mjs';

export default async function setup() {
  await buildStandardLibrary();
}
