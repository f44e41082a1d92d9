/**
 * UTF-8 in both directions. In: text or bytes, an error handler's name. Out: the other one. Errors start and end where CPython's
 * decoder says: at the longest prefix of a character that may still become one.
 */
import type { DecodeRun} from './encodingErrors';
import { EncodeRun, isSurrogateCode, SURROGATES_NOT_ALLOWED } from './encodingErrors';
import { bytesOfLatin1 } from './latin1';
import type { PyStr } from './layouts';
import type { Runtime } from './runtime';
import { textKind, TextKind } from './strValue';

export function encodeUtf8(rt: Runtime, source: PyStr, errors: string): Uint8Array {
  const kind = textKind(source);
  if (kind === TextKind.Ascii) return bytesOfLatin1(source.value);
  return (kind === TextKind.Split ? null : plainUtf8(source.value)) ?? encodeCarefully(rt, source, errors);
}

/** null where there is a lone surrogate. */
export function plainUtf8(text: string): Uint8Array | null {
  const bytes = new Uint8Array(3 * text.length);
  let at = 0;
  for (let index = 0; index < text.length; index++) {
    let code = text.charCodeAt(index);
    if (code < 0x80) bytes[at++] = code;
    else if (code < 0x800) {
      bytes[at++] = 0xc0 | (code >> 6);
      bytes[at++] = 0x80 | (code & 63);
    } else {
      if ((code & 0xf800) === 0xd800) {
        code = text.codePointAt(index) as number;
        if (code < 0x10000) return null;
        index++;
        bytes[at++] = 0xf0 | (code >> 18);
        bytes[at++] = 0x80 | ((code >> 12) & 63);
      } else bytes[at++] = 0xe0 | (code >> 12);
      bytes[at++] = 0x80 | ((code >> 6) & 63);
      bytes[at++] = 0x80 | (code & 63);
    }
  }
  return bytes.slice(0, at);
}

function encodeCarefully(rt: Runtime, source: PyStr, errors: string): Uint8Array {
  const run = new EncodeRun(rt, 'utf-8', source, errors);
  const { codes, out } = run;
  try {
    while (run.at < codes.length) {
      const code = codes[run.at] as number;
      if (!isSurrogateCode(code)) {
        out.addAll(plainUtf8(String.fromCodePoint(code)) as Uint8Array);
        run.at++;
        continue;
      }
      let end = run.at + 1;
      while (isSurrogateCode(codes[end])) end++;
      run.fail(run.at, end, SURROGATES_NOT_ALLOWED, (replacement) => {
        if (replacement < 128) out.add(replacement);
        return replacement < 128;
      });
    }
    return out.result();
  } finally {
    run.release();
  }
}

/** Appends what the run's bytes mean; stops before an incomplete end unless the run is final. Returns how many bytes were used. */
export function decodeUtf8(run: DecodeRun): number {
  while (run.at < run.bytes.length) {
    const { bytes, at } = run;
    const first = bytes[at] as number;
    if (first < 0x80) {
      let end = at + 1;
      while (end < bytes.length && (bytes[end] as number) < 0x80) end++;
      if (end - at < 16) for (let index = at; index < end; index++) run.text.add(bytes[index] as number);
      else run.text.addLatin1(bytes.subarray(at, end));
      run.at = end;
      continue;
    }
    const width = sequenceWidth(first);
    const good = width === 0 ? 0 : validLength(bytes, at, first, width);
    if (width > 0 && good === width) {
      run.text.add(codePointOf(bytes, at, width));
      run.at = at + width;
      continue;
    }
    const atEnd = width > 0 && at + good === bytes.length;
    if (atEnd && !run.final) break;
    // The beginning of a surrogate, which `surrogatepass` may want whole.
    if (!run.final && first === 0xed && bytes.length - at === 2 && (bytes[at + 1] as number) >= 0xa0 && (bytes[at + 1] as number) <= 0xbf) break;
    run.fail(at, at + Math.max(good, 1), width === 0 ? 'invalid start byte' : atEnd ? 'unexpected end of data' : 'invalid continuation byte');
  }
  return run.at;
}

/** 0 for a byte no sequence starts with. */
function sequenceWidth(first: number): number {
  if (first < 0xc2) return 0;
  if (first < 0xe0) return 2;
  if (first < 0xf0) return 3;
  return first < 0xf5 ? 4 : 0;
}

/** How many bytes from `at` are the beginning of a valid sequence. */
function validLength(bytes: Uint8Array, at: number, first: number, width: number): number {
  for (let offset = 1; offset < width; offset++) {
    const byte = bytes[at + offset];
    if (byte === undefined || (byte & 0xc0) !== 0x80) return offset;
    if (offset === 1) {
      if (first === 0xe0 && byte < 0xa0) return 1;
      if (first === 0xed && byte > 0x9f) return 1;
      if (first === 0xf0 && byte < 0x90) return 1;
      if (first === 0xf4 && byte > 0x8f) return 1;
    }
  }
  return width;
}

function codePointOf(bytes: Uint8Array, at: number, width: number): number {
  let code = (bytes[at] as number) & (0xff >> (width + 1));
  for (let offset = 1; offset < width; offset++) code = (code << 6) | ((bytes[at + offset] as number) & 63);
  return code;
}
