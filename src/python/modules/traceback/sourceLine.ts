/** Source lines for tracebacks and warnings: of the program from the host, of the library from its bundle. */
import { machine, type Runtime } from '../../objects';

/** The text of a file the program or the library came from, or null. */
export function librarySource(rt: Runtime, filename: string): string | null {
  return machine(rt).sourceText(filename);
}

/** Line `number` (from 1) of a source text without its newline, or null. */
export function lineOfSource(text: string, number: number): string | null {
  return text.split(/\r\n|\r|\n/)[number - 1] ?? null;
}
