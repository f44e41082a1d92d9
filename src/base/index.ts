/** Entry of `base`: what would be useful in an unrelated project. */
export { assert, assertDefined, assertNever, AssertionFailure } from './assert';
