/**
 * Why a file can't be opened as a recording: a code for programs, a message and what to do for people. Reading never throws for
 * what is in a file; the one exception used inside (`FileDamage`) is caught by `readRecordingFile`.
 */

export type FileProblemCode = 'notARecording' | 'newerVersion' | 'damaged';

export interface FileProblem {
  readonly code: FileProblemCode;
  /** One sentence. */
  readonly message: string;
  /** What to do about it, one sentence. */
  readonly action: string;
}

export function isFileProblem(value: object): value is FileProblem {
  return 'code' in value && 'message' in value && 'action' in value;
}

const RECORD_AGAIN = 'record the program again: heapglass record FILE -o OUT';

export function notARecording(isEmpty: boolean): FileProblem {
  return {
    code: 'notARecording',
    message: isEmpty ? 'The file is empty.' : 'This is not a Heapglass recording.',
    action: `Recordings end in .heapglass; to make one, ${RECORD_AGAIN}.`,
  };
}

export function newerVersion(version: number, known: number): FileProblem {
  return {
    code: 'newerVersion',
    message: `The recording was written by a newer Heapglass (file format ${version}; this one reads formats up to ${known}).`,
    action: `Update Heapglass, or ${RECORD_AGAIN}.`,
  };
}

export function damaged(detail: string): FileProblem {
  return {
    code: 'damaged',
    message: `The recording is damaged: ${detail}.`,
    action: `Copy it once more from where it came from, or ${RECORD_AGAIN}.`,
  };
}

/** Thrown while reading, where something is not as it must be. */
export class FileDamage extends Error {
  override readonly name = 'FileDamage';
}

/** What must hold in a sound file. */
export function check(condition: boolean, detail: string): asserts condition {
  if (!condition) throw new FileDamage(detail);
}
