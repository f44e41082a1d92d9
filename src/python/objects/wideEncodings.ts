/** UTF-16 and UTF-32 in both directions and byte orders. In: text or bytes, an error handler's name. Out: the other one. */
import type { DecodeRun} from './encodingErrors';
import { EncodeRun, isSurrogateCode, SURROGATES_NOT_ALLOWED } from './encodingErrors';
import type { PyStr } from './layouts';
import type { Runtime } from './runtime';

export type WideEncoding = 'utf-16' | 'utf-16-le' | 'utf-16-be' | 'utf-32' | 'utf-32-le' | 'utf-32-be';

const BYTE_ORDER_MARK = 0xfeff;

/** Without a byte order in the name: little endian with a mark. */
export function encodeWide(rt: Runtime, source: PyStr, encoding: WideEncoding, errors: string): Uint8Array {
  const width = encoding.startsWith('utf-16') ? 2 : 4;
  const big = encoding.endsWith('-be');
  const run = new EncodeRun(rt, encoding, source, errors);
  const { codes, out } = run;
  const push = (value: number): void => {
    for (let byte = 0; byte < width; byte++) out.add((value >>> (8 * (big ? width - 1 - byte : byte))) & 255);
  };
  if (encoding === 'utf-16' || encoding === 'utf-32') push(BYTE_ORDER_MARK);
  try {
    while (run.at < codes.length) {
      const code = codes[run.at] as number;
      if (isSurrogateCode(code)) {
        run.fail(run.at, run.at + 1, SURROGATES_NOT_ALLOWED, (replacement) => {
          if (replacement < 128) push(replacement);
          return replacement < 128;
        }, width);
        continue;
      }
      if (width === 2 && code > 0xffff) {
        push(0xd800 + ((code - 0x10000) >> 10));
        push(0xdc00 + ((code - 0x10000) & 0x3ff));
      } else push(code);
      run.at++;
    }
    return out.result();
  } finally {
    run.release();
  }
}

/** -1 little endian, 1 big endian, 0 not known yet. */
export type ByteOrder = -1 | 0 | 1;

/** Appends what the run's bytes mean; an order of 0 is read from the mark at the beginning. */
export function decodeWide(run: DecodeRun, width: 2 | 4, order: ByteOrder): { consumed: number; order: ByteOrder } {
  let big = order === 1;
  let found = order;
  const read = (offset: number): number => {
    let value = 0;
    for (let byte = 0; byte < width; byte++) value = value * 256 + (run.bytes[offset + (big ? byte : width - 1 - byte)] as number);
    return value;
  };
  if (order === 0 && run.bytes.length >= width) {
    if (read(0) === BYTE_ORDER_MARK) {
      found = -1;
      run.at = width;
    } else {
      big = true;
      if (read(0) === BYTE_ORDER_MARK) {
        found = 1;
        run.at = width;
      } else big = false;
    }
  }
  run.encoding = `utf-${8 * width}${big ? '-be' : '-le'}`;
  const fits = width === 4 ? (): boolean => decodeUnit32(run, read) : (): boolean => decodeUnit16(run, read);
  while (run.at < run.bytes.length && fits());
  return { consumed: run.at, order: found };
}

/** One character; false when the rest is incomplete and more may come. */
function decodeUnit32(run: DecodeRun, read: (offset: number) => number): boolean {
  const { at, bytes } = run;
  if (at + 4 > bytes.length) {
    if (!run.final) return false;
    run.fail(at, bytes.length, 'truncated data');
    return true;
  }
  const code = read(at);
  if (code > 0x10ffff) run.fail(at, at + 4, 'code point not in range(0x110000)');
  else if (isSurrogateCode(code)) run.fail(at, at + 4, 'code point in surrogate code point range(0xd800, 0xe000)');
  else {
    run.text.add(code);
    run.at = at + 4;
  }
  return true;
}

function decodeUnit16(run: DecodeRun, read: (offset: number) => number): boolean {
  const { at, bytes } = run;
  if (at + 2 > bytes.length) {
    if (!run.final) return false;
    run.fail(at, bytes.length, 'truncated data');
    return true;
  }
  const unit = read(at);
  if (!isSurrogateCode(unit)) {
    run.text.add(unit);
    run.at = at + 2;
  } else if (unit >= 0xdc00) run.fail(at, at + 2, 'illegal encoding');
  else if (at + 4 > bytes.length) {
    if (!run.final) return false;
    run.fail(at, bytes.length, 'unexpected end of data');
  } else {
    const low = read(at + 2);
    if (low < 0xdc00 || low > 0xdfff) run.fail(at, at + 2, 'illegal UTF-16 surrogate');
    else {
      run.text.add(0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00));
      run.at = at + 4;
    }
  }
  return true;
}
