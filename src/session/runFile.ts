/**
 * A recorded run as a `.heapglass` file: the recording, what the run depended on (source text, file name, options, what it
 * read), and how it ended. In: a run, or bytes. Out: bytes, or a run that answers every question as the first one did.
 */
import type { Problem, RelatedPlace, SourceRange } from '../annotations';
import { isFileProblem, plainData, readRecordingFile, Timeline, writeRecordingFile, type FileCompression, type FileProblem, type Shape } from '../recording';
import { platformCompression } from './platformCompression';
import type { RecordedRun, RunInput, RunStatus } from './recordedRun';
import { SourceColumns } from './sourceColumns';
import { textWriter } from './textWriter';

const { integer, list, oneOf, record, text, truth } = plainData;

/** What of a run is not in its recording. */
interface RunDocument {
  /** The Heapglass which wrote it. */
  readonly writtenBy: string;
  readonly input: RunInput;
  readonly status: RunStatus;
  readonly exitCode: number;
  readonly stopReason: string;
  readonly checkPoints: number;
  readonly problems: readonly Problem[];
}

const range: Shape<SourceRange> = record<SourceRange>({ startLine: integer(), startColumn: integer(), endLine: integer(), endColumn: integer() });

const document: Shape<RunDocument> = record<RunDocument>({
  writtenBy: text,
  input: record<RunInput>({
    source: text, fileName: text, pythonVersion: text, programArguments: list(text), library: truth, standardInput: list(text),
  }),
  status: oneOf<RunStatus>('finished', 'exception', 'stopped'),
  exitCode: integer(Number.MIN_SAFE_INTEGER),
  stopReason: text,
  checkPoints: integer(),
  problems: list(record<Problem>({
    range, severity: oneOf<Problem['severity']>('error', 'warning', 'information', 'hint'), code: text, message: text,
    related: list(record<RelatedPlace>({ range, message: text })),
  })),
});

/** Null for a run of which nothing was recorded. */
export async function saveRun(run: RecordedRun, writtenBy: string, compression: FileCompression = platformCompression): Promise<Uint8Array | null> {
  const { timeline, input, status, exitCode, stopReason, checkPoints, problems } = run;
  if (timeline === null) return null;
  const content: RunDocument = { writtenBy, input, status, exitCode, stopReason, checkPoints, problems };
  return writeRecordingFile(timeline.recording, content, compression);
}

export async function openRun(file: Uint8Array, compression: FileCompression = platformCompression): Promise<RecordedRun | FileProblem> {
  const read = await readRecordingFile(file, { compression, document, floatText: (value) => textWriter.float(value) });
  if (isFileProblem(read)) return read;
  const { writtenBy: _writer, ...known } = read.document;
  return { ...known, columns: new SourceColumns(known.input.source), timeline: new Timeline(read.recording) };
}
