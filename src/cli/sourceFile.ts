/** Reading the program's file. In: a path. Out: its text, or what CPython says when it can't be read. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

export interface SourceFile {
  /** As given on the command line; what the program sees as `__file__`. */
  readonly path: string;
  readonly source: string;
}

export interface UnreadableFile {
  readonly message: string;
}

const reasonByCode: Readonly<Record<string, string>> = {
  ENOENT: '[Errno 2] No such file or directory',
  EACCES: '[Errno 13] Permission denied',
  EISDIR: '[Errno 21] Is a directory',
};

export function readSource(file: string): SourceFile | UnreadableFile {
  try {
    const bytes = readFileSync(file);
    return { path: file, source: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return { message: `can't read '${file}': it is not UTF-8` };
    return { message: `can't open file '${path.resolve(file)}': ${reasonByCode[code] ?? (error as Error).message}` };
  }
}
