/**
 * How a recording lies in a page: bytes as base64 in a data block, which browsers neither run nor read as markup. In: bytes. Out:
 * base64, and the way back.
 */

/** The ids of the elements which carry data. */
export const replayDataIds = { recording: 'heapglass-recording', options: 'heapglass-options' } as const;

export interface ReplayOptions {
  /** The moment to begin with; the last one before the end of the program if null. */
  readonly step: number | null;
}

// Every host has these two; the core's library setting doesn't declare them.
declare function btoa(binary: string): string;
declare function atob(base64: string): string;

const CHUNK = 0x8000;

export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += CHUNK) parts.push(String.fromCharCode(...bytes.subarray(at, at + CHUNK)));
  return btoa(parts.join(''));
}

export function fromBase64(text: string): Uint8Array {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

/** @param textOf the text of the element with an id */
export function readReplayData(textOf: (id: string) => string): { readonly recording: Uint8Array; readonly options: ReplayOptions } {
  const { step } = JSON.parse(textOf(replayDataIds.options)) as { readonly step?: unknown };
  return { recording: fromBase64(textOf(replayDataIds.recording).trim()), options: { step: typeof step === 'number' ? step : null } };
}
