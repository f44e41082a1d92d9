/**
 * `.heapglass` files: writing a recording to bytes and reading one from bytes. Reading answers with a recording or with what is
 * wrong with the file; it never throws for what is in one.
 */
import type { Recording } from '../recording';
import { Container, writeContainer, type FileCompression } from './container';
import { damaged, FileDamage, type FileProblem } from './fileProblem';
import { parseJson, type Shape } from './plainData';
import { readSections } from './readSections';
import { sectionNames, sectionsOf } from './recordingSections';

export { FORMAT_VERSION, type FileCompression } from './container';
export { isFileProblem, type FileProblem, type FileProblemCode } from './fileProblem';
export * as plainData from './plainData';
export type { Shape } from './plainData';

/** @param document what else belongs into the file, as plain data: source text, options, how the run ended */
export function writeRecordingFile(recording: Recording, document: unknown, compression: FileCompression): Promise<Uint8Array> {
  return writeContainer(sectionsOf(recording, document), compression);
}

export interface ReadingOptions<Document> {
  readonly compression: FileCompression;
  /** What the document must look like. */
  readonly document: Shape<Document>;
  /** `repr` of a float. */
  readonly floatText: (value: number) => string;
}

export async function readRecordingFile<Document>(
  file: Uint8Array, { compression, document, floatText }: ReadingOptions<Document>,
): Promise<{ readonly recording: Recording; readonly document: Document } | FileProblem> {
  try {
    const container = Container.open(file, compression);
    if (!(container instanceof Container)) return container;
    container.checkAll();
    const information = parseJson(await container.read(sectionNames.document), document, 'the document');
    return { recording: await readSections(container, floatText), document: information };
  } catch (error) {
    if (error instanceof FileDamage) return damaged(error.message);
    throw error;
  }
}
