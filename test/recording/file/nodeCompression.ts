/** The compression Node has, for tests of the format alone. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { FileCompression } from '../../../src/recording';

export const nodeCompression: FileCompression = {
  deflate: async (bytes) => deflateRawSync(bytes),
  inflate: async (bytes, size) => {
    try {
      return inflateRawSync(bytes, { maxOutputLength: Math.max(size, 1) });
    } catch {
      return null;
    }
  },
};
