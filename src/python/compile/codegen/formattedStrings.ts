/**
 * f-strings. After CPython compile.c (compiler_joined_str, compiler_formatted_value).
 */
import { FormatConversion, Opcode } from '../../bytecode';
import type { FormattedValue, JoinedStr } from '../../syntax';
import { addLoadAttribute, addLoadString, addOpI, visitExpression, visitExpressions, type Compiler } from '../compiler';
import { STACK_USE_GUIDELINE } from './collections';

export function joinedString(c: Compiler, e: JoinedStr): void {
  const count = e.values.length;
  if (count > STACK_USE_GUIDELINE) {
    addLoadString(c, e, '');
    addLoadAttribute(c, e, 'join', true);
    addOpI(c, e, Opcode.BUILD_LIST, 0);
    for (const value of e.values) {
      visitExpression(c, value);
      addOpI(c, e, Opcode.LIST_APPEND, 1);
    }
    addOpI(c, e, Opcode.CALL, 1);
  } else {
    visitExpressions(c, e.values);
    if (count !== 1) addOpI(c, e, Opcode.BUILD_STRING, count);
  }
}

/** For each conversion's character code, the low bits of FORMAT_VALUE's argument. */
const conversions = new Map<number, FormatConversion>([
  ['s'.charCodeAt(0), FormatConversion.Str], ['r'.charCodeAt(0), FormatConversion.Repr], ['a'.charCodeAt(0), FormatConversion.Ascii],
]);

export function formattedValue(c: Compiler, e: FormattedValue): void {
  visitExpression(c, e.value);
  let oparg: number = conversions.get(e.conversion) ?? FormatConversion.None;
  if (e.formatSpec !== null) {
    visitExpression(c, e.formatSpec);
    oparg |= FormatConversion.HaveSpec;
  }
  addOpI(c, e, Opcode.FORMAT_VALUE, oparg);
}
