/**
 * Random tests take the same way each time, so that a run that passes here passes everywhere. `HEAPGLASS_SEED=random` (or a number)
 * looks elsewhere; a seed that fails is kept in its test.
 */
import * as fc from 'fast-check';

const wish = process.env.HEAPGLASS_SEED;
if (wish !== 'random') fc.configureGlobal({ seed: Number(wish ?? 20_261_120) });
