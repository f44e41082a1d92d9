/**
 * Where the code of a problem leads: Python's own words on its exceptions, the settings of a limit, the heap at the line of a hint. A
 * program's own exceptions have no page.
 */
import * as vscode from 'vscode';
import { commandIds } from '../contributions';

/** @param line (from 0) of the text that was run */
export function codeTarget(code: string, document: vscode.Uri, line: number, pythonVersion: string): vscode.Uri | null {
  switch (code) {
    case 'stepLimit':
    case 'timeLimit':
    case 'memoryLimit': return commandUri('workbench.action.openSettings', ['heapglass.limits']);
    case 'leftInCycle':
    case 'leakSuspect': return commandUri(commandIds.showLine, [document.toString(), line]);
    case 'moduleNotFound': return vscode.Uri.parse(`${pages(pythonVersion)}/py-modindex.html`);
    default: return builtInExceptions.has(code) ? vscode.Uri.parse(`${pages(pythonVersion)}/library/exceptions.html#${code}`) : null;
  }
}

function pages(pythonVersion: string): string {
  return `https://docs.python.org/${/^3\.\d+$/.test(pythonVersion) ? pythonVersion : '3'}`;
}

function commandUri(command: string, parameters: readonly unknown[]): vscode.Uri {
  return vscode.Uri.parse(`command:${command}?${encodeURIComponent(JSON.stringify(parameters))}`);
}

const builtInExceptions: ReadonlySet<string> = new Set((
  'ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError BufferError BytesWarning '
  + 'ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError DeprecationWarning EOFError '
  + 'EncodingWarning Exception ExceptionGroup FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit ImportError '
  + 'ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError '
  + 'ModuleNotFoundError NameError NotADirectoryError NotImplementedError OSError OverflowError PendingDeprecationWarning PermissionError '
  + 'ProcessLookupError RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration StopIteration SyntaxError '
  + 'SyntaxWarning SystemError SystemExit TabError TimeoutError TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError '
  + 'UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning ZeroDivisionError'
).split(' '));
