/**
 * What went wrong, in the editor's terms: syntax errors, uncaught exceptions with their traceback, limits that were reached.
 * In: diagnostics and exceptions of the runtime. Out: `Problem`s with UTF-16 ranges.
 */
import type { Problem, RelatedPlace, SourceRange } from '../annotations';
import type { PyException, PyTraceback } from '../python/objects';
import { positionAt, type Frame } from '../python/vm';
import type { SyntaxDiagnostic } from '../python/syntax';
import type { SourceColumns } from './sourceColumns';

export function syntaxProblem(error: SyntaxDiagnostic, columns: SourceColumns): Problem {
  return {
    range: columns.range(error.lineno, error.colOffset, error.endLineno, error.endColOffset),
    severity: error.exception === 'SyntaxWarning' ? 'warning' : 'error',
    code: error.exception,
    message: error.message,
    related: [],
  };
}

/**
 * The innermost line of the scenario carries the problem; the other entries of the traceback are related places. The message
 * comes later, from what the runtime prints: asking the exception for it now could run code of the program.
 */
export function exceptionPlaces(exception: PyException, scenarioFile: string, columns: SourceColumns): { range: SourceRange; related: RelatedPlace[] } {
  const places: RelatedPlace[] = [];
  for (let entry = exception.value.traceback as PyTraceback | null; entry !== null; entry = entry.value.next) {
    const frame = entry.value.frame.value as Frame;
    if (frame.code.filename.value !== scenarioFile) continue;
    places.push({ range: entryRange(frame, entry, columns), message: `in ${frame.code.source.qualname}` });
  }
  const innermost = places.pop();
  return { range: innermost?.range ?? columns.lineRange(1), related: places.reverse() };
}

/** `ZeroDivisionError: division by zero` out of a printed traceback: the lines from the one that begins with the type. */
export function printedMessage(printed: string, typeName: string): string {
  const lines = printed.trimEnd().split('\n');
  const start = lines.findLastIndex((line) => line.startsWith(typeName) || line.includes(`.${typeName}`));
  return start < 0 ? typeName : lines.slice(start).join('\n');
}

function entryRange(frame: Frame, entry: PyTraceback, columns: SourceColumns): SourceRange {
  const position = positionAt(frame.code.object, entry.value.lasti);
  const { lineno } = entry.value;
  if (position === null || position.line !== lineno || position.column === null || position.endColumn === null) return columns.lineRange(lineno);
  return columns.range(lineno, position.column, position.endLine ?? lineno, position.endColumn);
}

/** A limit that was reached; those the user can raise have a code of their own. */
export function stoppedProblem(reason: string, line: number, columns: SourceColumns, code: StoppedCode = 'stopped'): Problem {
  return { range: columns.lineRange(line), severity: 'warning', code, message: reason, related: [] };
}

export type StoppedCode = 'stopped' | 'stepLimit' | 'timeLimit' | 'memoryLimit';

/** A hint beside the ModuleNotFoundError: which modules there are. */
export function missingModuleProblem(name: string, line: number, available: readonly string[], columns: SourceColumns): Problem {
  return {
    range: columns.lineRange(line), severity: 'information', code: 'moduleNotFound',
    message: `There is no module '${name}' here. There are: ${available.join(', ')}.`, related: [],
  };
}
