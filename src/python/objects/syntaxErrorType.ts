/**
 * SyntaxError and the Unicode errors: exceptions which carry a place in a text.
 *
 * In: arguments as CPython packs them. Out: mechanism rows for `exceptions.ts`.
 */
import { decref, incref, type PyObject } from '../memory';
import { iterateToArray } from './abstract';
import { newBytes } from './bytesValue';
import { bytesView } from './bytesView';
import { exceptionSlots, initBase, memberAttribute, membersOf, replaceMember } from './baseException';
import { textOf, type ExceptionMechanism } from './exceptionMembers';
import { newInt } from './int';
import type { PyBytes, PyInt, PyStr, PyTuple } from './layouts';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { newStr } from './str';
import type { PyType } from './type';

const placeFields = ['filename', 'lineno', 'offset', 'text', 'end_lineno', 'end_offset'] as const;

function initSyntaxError(rt: Runtime, self: PyObject, args: PyTuple): void {
  const [message, details] = args.value;
  if (message !== undefined) replaceMember(rt, self, 'msg', incref(message));
  if (args.value.length !== 2) return;
  const info = iterateToArray(rt, details as PyObject);
  try {
    if (info.length < 4 || info.length > 6) {
      raise(rt, 'TypeError', `function takes ${info.length < 4 ? 'at least 4' : 'at most 6'} arguments (${info.length} given)`);
    }
    placeFields.forEach((name, index) => {
      const value = info[index];
      replaceMember(rt, self, name, value === undefined ? null : incref(value));
    });
    if (info.length === 5) raise(rt, 'TypeError', 'end_offset must be provided when end_lineno is provided');
  } finally {
    for (const item of info) decref(rt, item);
  }
}

export const syntaxError: ExceptionMechanism = {
  memberNames: ['msg', 'filename', 'lineno', 'offset', 'end_lineno', 'end_offset', 'text', 'print_file_and_line'],
  basicsize: 136,
  slots: {
    ...exceptionSlots,
    init: (rt, self, args, kwargs) => {
      initBase(rt, self, args, kwargs);
      initSyntaxError(rt, self, args);
    },
    str: (rt, self) => {
      const { msg, filename, lineno } = membersOf(self);
      const message = textOf(rt, msg ?? rt.none);
      const place: string[] = [];
      if (filename != null && (filename.type as PyType).layout === rt.types.str) {
        const name = (filename as PyStr).value;
        place.push(name.slice(name.lastIndexOf('/') + 1));
      }
      if (lineno != null && lineno.type === rt.types.int) place.push(`line ${(lineno as PyInt).value}`);
      return newStr(rt, place.length === 0 ? message : `${message} (${place.join(', ')})`);
    },
  },
  getset: [
    memberAttribute('msg', 'exception msg'),
    memberAttribute('filename', 'exception filename'),
    memberAttribute('lineno', 'exception lineno'),
    memberAttribute('offset', 'exception offset'),
    memberAttribute('text', 'exception text'),
    memberAttribute('end_lineno', 'exception end lineno'),
    memberAttribute('end_offset', 'exception end offset'),
    memberAttribute('print_file_and_line', 'exception print_file_and_line'),
  ],
};

/** The code points of `object` between two positions, for the message. */
function unicodeMessage(rt: Runtime, self: PyObject, kind: 'decode' | 'encode' | 'translate'): string {
  const members = membersOf(self);
  if (members.object == null) return '';
  const encoding = members.encoding == null ? '' : textOf(rt, members.encoding);
  const reason = textOf(rt, members.reason ?? rt.none);
  const start = Number((members.start as PyInt).value);
  const end = Number((members.end as PyInt).value);
  const prefix = kind === 'translate' ? "can't translate" : `'${encoding}' codec can't ${kind}`;
  const plural = kind === 'decode' ? 'bytes' : 'characters';
  if (end === start + 1) {
    const position = `in position ${start}: ${reason}`;
    if (kind === 'decode') {
      const byte = (members.object as PyBytes).value[start];
      if (byte !== undefined) return `${prefix} byte 0x${byte.toString(16).padStart(2, '0')} ${position}`;
    } else {
      const code = [...(members.object as PyStr).value][start]?.codePointAt(0);
      if (code !== undefined) return `${prefix} character '${escapedCharacter(code)}' ${position}`;
    }
  }
  return `${prefix} ${plural} in position ${start}-${end - 1}: ${reason}`;
}

function escapedCharacter(code: number): string {
  const hex = code.toString(16);
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}

function unicodeError(kind: 'decode' | 'encode' | 'translate'): ExceptionMechanism {
  const fields = kind === 'translate' ? ['object', 'start', 'end', 'reason'] : ['encoding', 'object', 'start', 'end', 'reason'];
  return {
    memberNames: ['encoding', 'object', 'reason', 'start', 'end'],
    basicsize: 112,
    slots: {
      ...exceptionSlots,
      init: (rt, self, args, kwargs) => {
        initBase(rt, self, args, kwargs);
        if (args.value.length !== fields.length) {
          raise(rt, 'TypeError', `function takes exactly ${fields.length} arguments (${args.value.length} given)`);
        }
        args.value.forEach((value, index) => {
          const field = fields[index] as string;
          const layout = (value.type as PyType).layout;
          const { int, str, bytes } = rt.types;
          if (field === 'object' && kind === 'decode' && layout !== bytes) {
            const view = bytesView(rt, value);
            if (view !== null) {
              replaceMember(rt, self, field, newBytes(rt, view.slice()));
              return;
            }
          }
          const wanted = field === 'start' || field === 'end' ? int : field === 'object' ? (kind === 'decode' ? bytes : str) : str;
          if (layout !== wanted) {
            raise(rt, 'TypeError', wanted === int
              ? `'${value.type.name}' object cannot be interpreted as an integer`
              : wanted === bytes
                ? `a bytes-like object is required, not '${value.type.name}'`
                : `argument ${index + 1} must be str, not ${value.type.name}`);
          }
          replaceMember(rt, self, field, incref(value));
        });
      },
      str: (rt, self) => newStr(rt, unicodeMessage(rt, self, kind)),
    },
    getset: [
      memberAttribute('encoding', 'exception encoding'),
      memberAttribute('object', 'exception object'),
      { ...memberAttribute('start', 'exception start'), get: (rt, self) => incref(membersOf(self).start ?? newInt(rt, 0)) },
      { ...memberAttribute('end', 'exception end'), get: (rt, self) => incref(membersOf(self).end ?? newInt(rt, 0)) },
      memberAttribute('reason', 'exception reason'),
    ],
  };
}

export const unicodeDecodeError = unicodeError('decode');
export const unicodeEncodeError = unicodeError('encode');
export const unicodeTranslateError = unicodeError('translate');
