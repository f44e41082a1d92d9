/** Reading the program's file. In: a path. Out: its text, or what CPython says when it can't be read. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { decodeSource } from '../session';

export interface SourceFile {
  /** As given on the command line; what the program sees as `__file__`. */
  readonly path: string;
  readonly source: string;
}

export interface UnreadableFile {
  readonly message: string;
}

/** Bytes that are no text in the encoding the file declares (PEP 263). */
export interface UndecodableFile {
  /** As CPython prints it. */
  readonly syntaxError: string;
}

const reasonByCode: Readonly<Record<string, string>> = {
  ENOENT: '[Errno 2] No such file or directory',
  EACCES: '[Errno 13] Permission denied',
  EISDIR: '[Errno 21] Is a directory',
};

export function readSource(file: string): SourceFile | UnreadableFile | UndecodableFile {
  try {
    return decodeFile(readFileSync(file), file);
  } catch (error) {
    return { message: unreadable(file, error) };
  }
}

export function decodeFile(bytes: Uint8Array, file: string): SourceFile | UndecodableFile {
  const decoded = decodeSource(bytes, file);
  return 'message' in decoded ? { syntaxError: `SyntaxError: ${decoded.message}` } : { path: file, source: decoded.text };
}

export function unreadable(file: string, error: unknown): string {
  const code = (error as { code?: string }).code ?? '';
  return `can't open file '${path.resolve(file)}': ${reasonByCode[code] ?? (error as Error).message}`;
}
