/** UTF-7 (RFC 2152) in both directions, after CPython's unicodeobject.c. In: text or bytes. Out: the other one. */
import type { DecodeRun } from './encodingErrors';
import { ByteBuilder } from './encodingErrors';
import { codePointsOf } from './codePointText';
import type { PyStr } from './layouts';

const PLUS = 43;
const MINUS = 45;
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** Characters of ASCII that stand for themselves; the encoder leaves white space and the optional ones as they are, too. */
const DIRECT = /^[\t\n\r !-*,-[\]-}]$/;

const base64Value = (code: number): number => (code < 128 ? DIGITS.indexOf(String.fromCharCode(code)) : -1);
const isDirect = (code: number): boolean => code < 128 && DIRECT.test(String.fromCharCode(code));

export function encodeUtf7(source: PyStr): Uint8Array {
  const out = new ByteBuilder();
  const codes = codePointsOf(source);
  let shifted = false;
  let bits = 0;
  let buffer = 0;
  const digit = (value: number): void => out.add(DIGITS.charCodeAt(value & 63));
  const unit = (value: number): void => {
    buffer = ((buffer & 63) << 16) | value;
    for (bits += 16; bits >= 6; bits -= 6) digit(buffer >> (bits - 6));
  };
  const unshift = (): void => {
    if (bits > 0) digit(buffer << (6 - bits));
    bits = 0;
    buffer = 0;
  };
  for (let index = 0; index < codes.length; index++) {
    const code = codes[index] as number;
    if (!shifted && code === PLUS) {
      out.add(PLUS);
      out.add(MINUS);
    } else if (isDirect(code)) {
      if (shifted) {
        unshift();
        shifted = false;
        if (base64Value(code) >= 0 || code === MINUS) out.add(MINUS);
      }
      out.add(code);
    } else {
      if (!shifted) out.add(PLUS);
      shifted = true;
      if (code > 0xffff) {
        unit(0xd800 + ((code - 0x10000) >> 10));
        unit(0xdc00 + ((code - 0x10000) & 0x3ff));
      } else unit(code);
    }
  }
  if (shifted) {
    unshift();
    out.add(MINUS);
  }
  return out.result();
}

/** Appends what the run's bytes mean; returns how many bytes were used. */
export function decodeUtf7(run: DecodeRun): number {
  const state = { shifted: false, bits: 0, buffer: 0, surrogate: 0, start: 0, mark: 0 };
  for (;;) {
    while (run.at < run.bytes.length) step(run, state);
    if (!state.shifted || !run.final) break;
    state.shifted = false;
    if (state.surrogate === 0 && state.bits < 6 && !(state.bits > 0 && state.buffer !== 0)) break;
    run.fail(state.start, run.bytes.length, 'unterminated shift sequence');
    if (run.at >= run.bytes.length) break;
  }
  if (!state.shifted) return run.at;
  run.text.backTo(state.mark);
  return state.start;
}

interface ShiftState { shifted: boolean; bits: number; buffer: number; surrogate: number; start: number; mark: number }

function step(run: DecodeRun, state: ShiftState): void {
  const { bytes, text } = run;
  const byte = bytes[run.at] as number;
  if (state.shifted) {
    const value = base64Value(byte);
    if (value >= 0) {
      run.at++;
      state.buffer = (state.buffer << 6) | value;
      state.bits += 6;
      if (state.bits >= 16) takeUnit(run, state);
    } else leaveShift(run, state, byte);
  } else if (byte === PLUS) {
    state.start = run.at++;
    const next = bytes[run.at];
    if (next === MINUS) {
      run.at++;
      text.add(PLUS);
    } else if (next !== undefined && base64Value(next) < 0) run.fail(state.start, run.at + 1, 'ill-formed sequence');
    else Object.assign(state, { shifted: true, surrogate: 0, bits: 0, buffer: 0, mark: text.mark() });
  } else if (byte < 128) {
    text.add(byte);
    run.at++;
  } else {
    state.start = run.at;
    run.fail(run.at, run.at + 1, 'unexpected special character');
  }
}

/** Sixteen bits are there. */
function takeUnit({ text }: DecodeRun, state: ShiftState): void {
  state.bits -= 16;
  const unit = state.buffer >> state.bits;
  state.buffer &= (1 << state.bits) - 1;
  if (state.surrogate !== 0) {
    const high = state.surrogate;
    state.surrogate = 0;
    if (unit >= 0xdc00 && unit <= 0xdfff) {
      text.add(0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00));
      return;
    }
    text.add(high);
  }
  if (unit >= 0xd800 && unit <= 0xdbff) state.surrogate = unit;
  else text.add(unit);
}

function leaveShift(run: DecodeRun, state: ShiftState, byte: number): void {
  state.shifted = false;
  if (state.bits >= 6) return run.fail(state.start, run.at + 1, 'partial character in base64 sequence');
  if (state.bits > 0 && state.buffer !== 0) return run.fail(state.start, run.at + 1, 'non-zero padding bits in base64 sequence');
  if (state.surrogate !== 0 && byte < 128 && byte !== PLUS) run.text.add(state.surrogate);
  state.surrogate = 0;
  if (byte === MINUS) run.at++;
}
