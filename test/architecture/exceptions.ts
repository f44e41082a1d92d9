/** Exceptions from the rules for files, each with its reason. */

/** Files which may have more than 600 lines. */
export const longFiles: Readonly<Record<string, string>> = {};

/** Files (or folders, ending in '/') without a mirrored test. */
export const withoutOwnTest: Readonly<Record<string, string>> = {
  'src/protocol/portPair.ts': 'what test/protocol/rpc.test.ts talks through',
};
