/**
 * What codecs do about what they can't convert: one `EncodeRun` or `DecodeRun` for each conversion. In: the text or bytes, an
 * error handler's name. Out: what stands for the wrong part, or the UnicodeError. The usual handlers are done on the spot as in
 * CPython; all others are called with the exception (unicode_encode_call_errorhandler, unicode_decode_call_errorhandler_writer).
 */
import { decref, incref, xdecref, type PyObject } from '../memory';
import { callObject } from './abstract';
import { membersOf, replaceMember } from './baseException';
import { bytesView } from './bytesView';
import { isBytesLike, newBytes } from './bytesValue';
import { lookupErrorHandler } from './codecRegistry';
import { codePointsOf, TextBuilder } from './codePointText';
import { newInt } from './intValue';
import type { PyBytes, PyStr, PyTuple } from './layouts';
import { asSize } from './nativeArguments';
import { newException, raise, raiseObject } from './raise';
import type { Runtime } from './runtime';
import { hexEscape } from './strRepr';
import { isStrLike, newStr } from './strValue';
import type { PyType } from './type';

/** Bytes that grow. */
export class ByteBuilder {
  private bytes = new Uint8Array(64);
  length = 0;

  private reserve(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(2 * this.bytes.length, this.length + count));
    larger.set(this.bytes);
    this.bytes = larger;
  }

  add(byte: number): void {
    if (this.length === this.bytes.length) this.reserve(1);
    this.bytes[this.length++] = byte;
  }

  addAll(bytes: ArrayLike<number>): void {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  result(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }
}

/** Calls a handler with the exception and takes its answer apart; the replacement is a new reference. */
function callHandler(rt: Runtime, handler: PyObject, exception: PyObject, direction: 'encoding' | 'decoding'): { replacement: PyObject; position: number } {
  const complaint = `${direction} error handler must return (${direction === 'encoding' ? 'str/bytes' : 'str'}, int) tuple`;
  const answer = callObject(rt, handler, [exception]);
  try {
    if ((answer.type as PyType).layout !== rt.types.tuple) raise(rt, 'TypeError', complaint);
    const { value: items } = answer as PyTuple;
    const [replacement, position] = items;
    if (items.length !== 2 || replacement === undefined || position === undefined) raise(rt, 'TypeError', complaint);
    if (direction === 'decoding' && !isStrLike(rt, replacement)) raise(rt, 'TypeError', complaint);
    const at = asSize(rt, position);
    if (!isStrLike(rt, replacement) && !isBytesLike(rt, replacement)) raise(rt, 'TypeError', complaint);
    return { replacement: incref(replacement), position: at };
  } finally {
    decref(rt, answer);
  }
}

function checkedPosition(rt: Runtime, position: number, length: number): number {
  const resume = position < 0 ? position + length : position;
  if (resume < 0 || resume > length) raise(rt, 'IndexError', `position ${position} from error handler out of bounds`);
  return resume;
}

/** Makes the exception of a run, or moves it on to the next wrong part; a borrowed reference of the run. */
function placeException(rt: Runtime, known: PyObject | null, make: () => PyObject, start: number, end: number, reason: string): PyObject {
  if (known === null) return make();
  replaceMember(rt, known, 'start', newInt(rt, start));
  replaceMember(rt, known, 'end', newInt(rt, end));
  replaceMember(rt, known, 'reason', newStr(rt, reason));
  return known;
}

export const SURROGATES_NOT_ALLOWED = 'surrogates not allowed';

export const isSurrogateCode = (code: number | undefined): boolean => code !== undefined && (code & 0xfffff800) === 0xd800;

/** The bytes of a surrogate in UTF-8, UTF-16 or UTF-32, for `surrogatepass`. */
export function surrogateBytes(encoding: string, code: number): number[] {
  const low = code & 255;
  const high = code >> 8;
  switch (encoding) {
    case 'utf-16-be': return [high, low];
    case 'utf-16-le': case 'utf-16': return [low, high];
    case 'utf-32-be': return [0, 0, high, low];
    case 'utf-32-le': case 'utf-32': return [low, high, 0, 0];
    default: return [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)];
  }
}

/** How the text of a replacement becomes bytes; false where it can't. */
export type EncodeReplacement = (code: number) => boolean;

export class EncodeRun {
  readonly codes: ArrayLike<number>;
  readonly out = new ByteBuilder();
  at = 0;
  private exception: PyObject | null = null;
  private handler: PyObject | null = null;

  constructor(private readonly rt: Runtime, private readonly encoding: string, private readonly source: PyStr, private readonly errors: string) {
    this.codes = codePointsOf(source);
  }

  private place(start: number, end: number, reason: string): PyObject {
    const { rt } = this;
    this.exception = placeException(rt, this.exception, () => newException(rt, 'UnicodeEncodeError', [
      newStr(rt, this.encoding), incref(this.source), newInt(rt, start), newInt(rt, end), newStr(rt, reason),
    ]), start, end, reason);
    return this.exception;
  }

  raise(start: number, end: number, reason: string): never {
    return raiseObject(this.rt, this.place(start, end, reason));
  }

  /**
   * Deals with the characters from `start` to `end` and sets `at` to where encoding goes on. `encode` writes a character of the
   * replacement; `unit`: replacements given as bytes must be a multiple of so many.
   */
  fail(start: number, end: number, reason: string, encode: EncodeReplacement, unit = 1): void {
    const { codes, out } = this;
    const write = (text: string): void => {
      for (let index = 0; index < text.length; index++) if (!encode(text.charCodeAt(index))) this.raise(start, end, reason);
    };
    let from = start;
    switch (this.errors) {
      case 'strict': return this.raise(start, end, reason);
      case 'ignore': break;
      case 'replace': write('?'.repeat(end - start)); break;
      case 'backslashreplace': for (let at = start; at < end; at++) write(hexEscape(codes[at] as number)); break;
      case 'xmlcharrefreplace': for (let at = start; at < end; at++) write(`&#${codes[at] as number};`); break;
      case 'surrogateescape':
        if (this.encoding === 'charmap') return this.ask(start, end, reason, encode, unit);
        for (; from < end; from++) {
          const code = codes[from] as number;
          if (code < 0xdc80 || code > 0xdcff || unit > 1) break;
          out.add(code - 0xdc00);
        }
        if (from < end) return this.ask(from, end, reason, encode, unit);
        break;
      case 'surrogatepass':
        if (!this.encoding.startsWith('utf-')) return this.ask(start, end, reason, encode, unit);
        for (let at = start; at < end; at++) {
          if (!isSurrogateCode(codes[at])) return this.ask(start, end, reason, encode, unit);
        }
        for (let at = start; at < end; at++) out.addAll(surrogateBytes(this.encoding, codes[at] as number));
        break;
      default: return this.ask(start, end, reason, encode, unit);
    }
    this.at = end;
  }

  /** Through the handler's function. */
  private ask(start: number, end: number, reason: string, encode: EncodeReplacement, unit: number): void {
    const { rt } = this;
    this.handler ??= lookupErrorHandler(rt, this.errors);
    const { replacement, position } = callHandler(rt, this.handler, this.place(start, end, reason), 'encoding');
    try {
      const resume = checkedPosition(rt, position, this.codes.length);
      if (isBytesLike(rt, replacement)) {
        if (replacement.value.length % unit !== 0) this.raise(start, end, reason);
        this.out.addAll(replacement.value);
      } else {
        const codes = codePointsOf(replacement as PyStr);
        for (let index = 0; index < codes.length; index++) if (!encode(codes[index] as number)) this.raise(start, end, reason);
      }
      this.at = resume;
    } finally {
      decref(rt, replacement);
    }
  }

  /** To be called at the end, also of a conversion that failed. */
  release(): void {
    xdecref(this.rt, this.exception);
    xdecref(this.rt, this.handler);
  }
}

export class DecodeRun {
  readonly text = new TextBuilder();
  at = 0;
  private exception: PyObject | null = null;
  private handler: PyObject | null = null;

  /** `final`: nothing comes after these bytes; else what is incomplete at the end is left for the next time. */
  constructor(private readonly rt: Runtime, public encoding: string, public bytes: Uint8Array, readonly errors: string, readonly final: boolean) {}

  private place(start: number, end: number, reason: string): PyObject {
    const { rt } = this;
    this.exception = placeException(rt, this.exception, () => newException(rt, 'UnicodeDecodeError', [
      newStr(rt, this.encoding), newBytes(rt, this.bytes.slice()), newInt(rt, start), newInt(rt, end), newStr(rt, reason),
    ]), start, end, reason);
    return this.exception;
  }

  /** Deals with the bytes from `start` to `end` and sets `at` to where decoding goes on. A handler may change the bytes. */
  fail(start: number, end: number, reason: string): void {
    const { rt, bytes } = this;
    switch (this.errors) {
      case 'strict': return raiseObject(rt, this.place(start, end, reason));
      case 'ignore': break;
      case 'replace': this.text.add(0xfffd); break;
      default: return this.ask(start, end, reason);
      case 'surrogateescape':
        if (this.encoding !== 'utf-8' && this.encoding !== 'ascii') return this.ask(start, end, reason);
        for (let at = start; at < end; at++) this.text.add(0xdc00 + (bytes[at] as number));
    }
    this.at = end;
  }

  private ask(start: number, end: number, reason: string): void {
    const { rt } = this;
    this.handler ??= lookupErrorHandler(rt, this.errors);
    const exception = this.place(start, end, reason);
    const { replacement, position } = callHandler(rt, this.handler, exception, 'decoding');
    try {
      const { object } = membersOf(exception);
      const bytes = object == null ? null : isBytesLike(rt, object) ? (object as PyBytes).value : null;
      if (bytes === null) raise(rt, 'TypeError', 'object attribute must be bytes');
      this.bytes = bytes;
      this.at = checkedPosition(rt, position, bytes.length);
      this.text.addStr(replacement as PyStr);
    } finally {
      decref(rt, replacement);
    }
  }

  release(): void {
    xdecref(this.rt, this.exception);
    xdecref(this.rt, this.handler);
  }
}

/** A bytes-like argument as bytes that stay as they are while Python code runs. */
export function stableBytes(rt: Runtime, object: PyObject): Uint8Array {
  if (isBytesLike(rt, object)) return object.value;
  const view = bytesView(rt, object);
  if (view === null) raise(rt, 'TypeError', `a bytes-like object is required, not '${object.type.name}'`);
  return view.slice();
}
