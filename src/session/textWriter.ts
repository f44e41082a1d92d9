/** How the runtime writes numbers and texts, for the recording (which takes only types from it). */
import { bytesRepr, floatRepr, stringRepr } from '../python/bytecode';
import type { TextWriter } from '../recording';

export const textWriter: TextWriter = { float: floatRepr, str: stringRepr, bytes: bytesRepr };
