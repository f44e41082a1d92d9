/** Entry of `base`: what would be useful in an unrelated project. */
export { assert, assertDefined, assertNever, AssertionFailure } from './assert';
export { CHUNK_ROWS, Float64Column, Int32Column, Int32Table, lowerBound, type Columns } from './columns';
export { crc32 } from './crc32';
export { dividedContent, isDivided, joinTexts, markDivided } from './dividedText';
export { inflateRaw } from './inflate';
export { StringTable } from './stringTable';
export { cut, widthOf } from './textWidth';
export * as doubleDouble from './doubleDouble';
export * as elementary from './elementary';
