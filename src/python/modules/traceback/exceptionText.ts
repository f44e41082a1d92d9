/**
 * What the interpreter prints of an uncaught exception: traceback, message, suggestions, notes, the
 * chain of causes and contexts, groups with their bars (CPython 3.12 Python/pythonrun.c
 * _PyErr_Display and print_exception_*).
 *
 * In: an exception instance. Out: the whole text.
 */
import { decref, xdecref, type PyObject } from '../../memory';
import {
  catching, isExceptionGroup, iterateToArray, lookupAttributeString, matches, newStr, repr, str,
  type PyException, type PyInt, type PyStr, type PyTraceback, type PyTuple, type PyType, type Runtime,
} from '../../objects';
import { sysAttribute } from '../builtins/inputAndOutput';
import { suggestionFor } from './suggestions';
import { tracebackLines } from './tracebackText';

const MAXIMUM_GROUP_WIDTH = 15;
const MAXIMUM_GROUP_DEPTH = 10;
const CAUSE = 'The above exception was the direct cause of the following exception:\n';
const CONTEXT = 'During handling of the above exception, another exception occurred:\n';

interface Printing {
  readonly rt: Runtime;
  text: string;
  readonly seen: Set<PyObject>;
  groupDepth: number;
  needClose: boolean;
}

/** The text printed for an exception, causes and contexts included. */
export function exceptionText(rt: Runtime, exception: PyException): string {
  const printing: Printing = { rt, text: '', seen: new Set(), groupDepth: 0, needClose: false };
  printChained(printing, exception);
  return printing.text;
}

const indent = (printing: Printing): string => ' '.repeat(2 * printing.groupDepth);
const margin = (printing: Printing): string => indent(printing) + (printing.groupDepth > 0 ? '| ' : '');

function printChained(printing: Printing, exception: PyException): void {
  const { rt } = printing;
  rt.enterRecursiveCall(' in print_exception_recursive');
  try {
    printing.seen.add(exception);
    const { cause, context, suppressContext } = exception.value;
    if (cause !== null) printBefore(printing, cause as PyException, CAUSE);
    else if (context !== null && !suppressContext) printBefore(printing, context as PyException, CONTEXT);
    if (isExceptionGroup(rt, exception)) printGroup(printing, exception);
    else printOne(printing, exception);
  } finally {
    rt.leaveRecursiveCall();
  }
}

function printBefore(printing: Printing, exception: PyException, message: string): void {
  if (printing.seen.has(exception)) return;
  const needClose = printing.needClose;
  printing.needClose = false;
  printChained(printing, exception);
  printing.needClose = needClose;
  printing.text += `${margin(printing)}\n${margin(printing)}${message}${margin(printing)}\n`;
}

function printGroup(printing: Printing, group: PyException): void {
  if (printing.groupDepth > MAXIMUM_GROUP_DEPTH) {
    printing.text += `${margin(printing)}... (max_group_depth is ${MAXIMUM_GROUP_DEPTH})\n`;
    return;
  }
  if (printing.groupDepth === 0) printing.groupDepth = 1;
  printOne(printing, group);
  const members = ((group.value.members as Record<string, PyObject>).excs as PyTuple).value;
  const shown = Math.min(members.length, MAXIMUM_GROUP_WIDTH + 1);
  printing.needClose = false;
  for (let index = 0; index < shown; index++) {
    const isLast = index === shown - 1;
    if (isLast) printing.needClose = true;
    const truncated = index >= MAXIMUM_GROUP_WIDTH;
    printing.text += `${indent(printing)}${index === 0 ? '+-' : '  '}+---------------- ${truncated ? '...' : index + 1} ----------------\n`;
    printing.groupDepth++;
    if (truncated) {
      const remaining = members.length - MAXIMUM_GROUP_WIDTH;
      printing.text += `${margin(printing)}and ${remaining} more exception${remaining === 1 ? '' : 's'}\n`;
    } else printChained(printing, members[index] as PyException);
    if (isLast && printing.needClose) {
      printing.text += `${indent(printing)}+------------------------------------\n`;
      printing.needClose = false;
    }
    printing.groupDepth--;
  }
  if (printing.groupDepth === 1) printing.groupDepth = 0;
}

function printOne(printing: Printing, exception: PyException): void {
  const { rt } = printing;
  const { traceback } = exception.value;
  if (traceback !== null) {
    const isGroup = isExceptionGroup(rt, exception);
    const header = isGroup ? 'Exception Group Traceback (most recent call last):\n' : 'Traceback (most recent call last):\n';
    const headerMargin = isGroup && printing.groupDepth === 1 ? '+ ' : printing.groupDepth > 0 ? '| ' : '';
    printing.text += `${indent(printing)}${headerMargin}${header}`;
    printing.text += tracebackLines(rt, traceback as PyTraceback, margin(printing), { limit: tracebackLimit(rt) });
  }
  const syntaxMessage = printPlace(printing, exception);
  printing.text += `${margin(printing)}${typeText(rt, exception)}`;
  const message = syntaxMessage ?? messageText(rt, exception);
  if (message !== '') printing.text += `: ${message}`;
  printing.text += `${catching(rt, 'Exception', () => suggestionFor(rt, exception), () => '')}\n`;
  printNotes(printing, exception);
}

function tracebackLimit(rt: Runtime): number | undefined {
  const limit = sysAttribute(rt, 'tracebacklimit');
  if (limit === null || (limit.type as PyType).layout !== rt.types.int) return undefined;
  return Math.max(0, Number((limit as PyInt).value));
}

/** Module (unless it is builtins or __main__) and qualified name of the class. */
export function typeText(rt: Runtime, exception: PyObject): string {
  const type = exception.type as PyType;
  const module = catching(rt, 'Exception', () => lookupAttributeString(rt, type.object, '__module__'), () => null);
  const qualname = catching(rt, 'Exception', () => lookupAttributeString(rt, type.object, '__qualname__'), () => null);
  let prefix = '<unknown>.';
  if (module !== null && (module.type as PyType).layout === rt.types.str) {
    const { value } = module as PyStr;
    prefix = value === 'builtins' || value === '__main__' ? '' : `${value}.`;
  }
  const name = qualname !== null && (qualname.type as PyType).layout === rt.types.str ? (qualname as PyStr).value : '<unknown>';
  xdecref(rt, module);
  xdecref(rt, qualname);
  return prefix + name;
}

/** str() of an exception, for the line that names it. */
export function messageText(rt: Runtime, exception: PyObject): string {
  return catching(rt, 'Exception', () => {
    const text = str(rt, exception);
    const { value } = text;
    decref(rt, text);
    return value;
  }, () => '<exception str() failed>');
}

/** Place and source line of a SyntaxError; returns its bare message, or null for other exceptions. */
function printPlace(printing: Printing, exception: PyException): string | null {
  const { rt } = printing;
  if (!matches(rt, exception, rt.exceptions.SyntaxError)) return null;
  const members = exception.value.members as Record<string, PyObject | null>;
  const { msg, filename, lineno, offset, end_lineno: endLine, end_offset: endOffset, text } = members;
  if (lineno == null || lineno.type !== rt.types.int) return null;
  const number = (object: PyObject | null | undefined, missing: number): number =>
    (object != null && (object.type as PyType).layout === rt.types.int ? Number((object as PyInt).value) : missing);
  const file = filename != null && (filename.type as PyType).layout === rt.types.str ? (filename as PyStr).value : '<string>';
  printing.text += `${margin(printing)}  File "${file}", line ${(lineno as PyInt).value}\n`;
  if (text != null && (text.type as PyType).layout === rt.types.str) {
    const start = number(offset, 0);
    const lines = [...(text as PyStr).value];
    let end = number(endOffset, -1);
    const lastLine = number(endLine, number(lineno, 0));
    if (lastLine > number(lineno, 0) || end > lines.length + 1) end = lines.length + 1;
    printing.text += errorLine((text as PyStr).value, start, end, margin(printing));
  }
  if (msg == null) return 'None';
  const shown = str(rt, msg);
  const { value } = shown;
  decref(rt, shown);
  return value;
}

/** The source line and the carets under it; `start` and `end` are 1-based columns. */
function errorLine(text: string, start: number, end: number, prefix: string): string {
  const count = end > 0 && end > start ? end - start : 1;
  let offset = start - 1;
  let line = text;
  const blank = /^[ \t\f]*/.exec(line)?.[0].length ?? 0;
  line = line.slice(blank).replace(/\n$/, '');
  offset -= blank;
  offset = Math.min(offset, [...line].length);
  for (let newline = line.indexOf('\n'); newline >= 0 && newline < offset; newline = line.indexOf('\n')) {
    line = line.slice(newline + 1);
    offset -= newline + 1;
  }
  const shown = `${prefix}    ${line}\n`;
  return offset < 0 ? shown : `${shown}${prefix}    ${' '.repeat(offset)}${'^'.repeat(count)}\n`;
}

function printNotes(printing: Printing, exception: PyException): void {
  const { rt } = printing;
  const notes = catching(rt, 'Exception', () => lookupAttributeString(rt, exception, '__notes__'), () => null);
  if (notes === null) return;
  const layout = (notes.type as PyType).layout;
  if (layout !== rt.types.list && layout !== rt.types.tuple) {
    const text = catching(rt, 'Exception', () => repr(rt, notes), () => newStr(rt, '<__notes__ repr() failed>'));
    printing.text += `${margin(printing)}${text.value}\n`;
    decref(rt, text);
  } else {
    for (const note of iterateToArray(rt, notes)) {
      const text = catching(rt, 'Exception', () => {
        const shown = str(rt, note);
        decref(rt, shown);
        return shown.value;
      }, () => '<note str() failed>');
      for (const line of text.split('\n')) printing.text += `${margin(printing)}${line}\n`;
      decref(rt, note);
    }
  }
  decref(rt, notes);
}

