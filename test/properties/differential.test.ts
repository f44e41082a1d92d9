/** The first half of the random programs; see differential/differentialSuite.ts. */
import { compareBatches } from './differential/differentialSuite';

compareBatches('first');
