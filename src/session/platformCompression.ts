/**
 * DEFLATE by the platform's compression streams, which Node, browsers and the workers of both have. Unpacking stops at the
 * size that was announced, so a small file can't become a large amount of memory.
 */
import type { FileCompression } from '../recording';

// Every host has these; the core's library setting doesn't declare them.
interface Chunk { readonly done: boolean; readonly value?: Uint8Array }
interface Transform {
  readonly writable: { getWriter(): { write(bytes: Uint8Array): Promise<void>; close(): Promise<void> } };
  readonly readable: { getReader(): { read(): Promise<Chunk>; cancel(): Promise<void> } };
}
declare const CompressionStream: new (format: 'deflate-raw') => Transform;
declare const DecompressionStream: new (format: 'deflate-raw') => Transform;

/** What comes out of a transform, or null when it fails or is longer than `limit`. */
async function passThrough(transform: Transform, bytes: Uint8Array, limit: number): Promise<Uint8Array | null> {
  const writer = transform.writable.getWriter();
  const written = writer.write(bytes).then(() => writer.close()).then(() => true, () => false);
  const reader = transform.readable.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      if (chunk.value === undefined) continue;
      chunks.push(chunk.value);
      length += chunk.value.length;
      if (length <= limit) continue;
      await reader.cancel();
      return null;
    }
  } catch {
    return null; // malformed data: the stream says so by an error of its own
  }
  if (!await written) return null;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

export const platformCompression: FileCompression = {
  async deflate(bytes) {
    return await passThrough(new CompressionStream('deflate-raw'), bytes, Infinity) ?? bytes;
  },
  inflate: (bytes, size) => passThrough(new DecompressionStream('deflate-raw'), bytes, size),
};
