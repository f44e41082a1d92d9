/**
 * The bytes of a pickle as they are read (CPython Modules/_pickle.c _Unpickler_Read, _Unpickler_ReadFromFile, _Unpickler_Readline): of a
 * buffer, or of a file with `read` and `readline`. A file with `peek` is looked at in advance; at the end just what was used is read.
 */
import { decref, xdecref, type PyObject } from '../../memory';
import {
  callObject, catching, isBytesLike, lookupAttributeString, newInt, raise, withBytes, type PyBytes, type Runtime,
} from '../../objects';
import { PREFETCH } from './opcodes';
import { raiseUnpickling } from './state';

const NEWLINE = 10;
const NOTHING = new Uint8Array(0);

export class Input {
  private bytes: Uint8Array = NOTHING;
  private at = 0;
  /** How much of `bytes` the file gave by `peek` and was not told of yet begins here. */
  private prefetched = 0;
  /** Bytes of C's copy of the last line. */
  lineBytes = 0;
  /** Owned. */
  private peek: PyObject | null = null;
  read: PyObject | null = null;
  private readline: PyObject | null = null;
  private readinto: PyObject | null = null;

  constructor(private readonly rt: Runtime) {}

  setBytes(bytes: Uint8Array): void {
    this.bytes = bytes;
    this.at = 0;
    this.prefetched = bytes.length;
  }

  setFile(file: PyObject): void {
    const { rt } = this;
    this.peek = lookupAttributeString(rt, file, 'peek');
    this.readinto = lookupAttributeString(rt, file, 'readinto');
    this.read = lookupAttributeString(rt, file, 'read');
    this.readline = lookupAttributeString(rt, file, 'readline');
    if (this.read !== null && this.readline !== null) return;
    this.clear();
    raise(rt, 'TypeError', "file must have 'read' and 'readline' attributes");
  }

  *held(): Generator<PyObject> {
    for (const object of [this.readline, this.readinto, this.read, this.peek]) if (object !== null) yield object;
  }

  clear(): void {
    const { rt, readline, readinto, read, peek } = this;
    this.readline = this.readinto = this.read = this.peek = null;
    for (const object of [readline, readinto, read, peek]) xdecref(rt, object);
  }

  private truncated(): never {
    return raiseUnpickling(this.rt, 'pickle data was truncated');
  }

  private callForBytes(method: PyObject, count: number | null): Uint8Array {
    const { rt } = this;
    const args = count === null ? [] : [newInt(rt, count)];
    let result: PyObject;
    try {
      result = callObject(rt, method, args);
    } finally {
      for (const argument of args) decref(rt, argument);
    }
    try {
      if (isBytesLike(rt, result)) return (result as PyBytes).value;
      return withBytes(rt, result, (bytes) => bytes.slice());
    } finally {
      decref(rt, result);
    }
  }

  /** Tells the file what was used of what it was only looked at. */
  skipConsumed(): void {
    const consumed = this.at - this.prefetched;
    if (consumed <= 0 || this.peek === null || this.read === null) return;
    this.callForBytes(this.read, consumed);
    this.prefetched = this.at;
  }

  private fill(count: number | null): void {
    const { rt, read, readline } = this;
    if (read === null || readline === null) this.truncated();
    this.skipConsumed();
    if (count === null) {
      this.setBytes(this.callForBytes(readline, null));
      return;
    }
    const { peek } = this;
    if (peek !== null && count < PREFETCH) {
      const ahead = catching<Uint8Array | null>(rt, 'NotImplementedError', () => this.callForBytes(peek, PREFETCH), () => null);
      if (ahead === null) {
        this.peek = null;
        decref(rt, peek);
      } else {
        this.setBytes(ahead);
        this.prefetched = 0;
        if (count <= ahead.length) return;
      }
    }
    this.setBytes(this.callForBytes(read, count));
  }

  take(count: number): Uint8Array {
    if (this.at + count > this.bytes.length) {
      this.fill(count);
      if (this.bytes.length < count) this.truncated();
    }
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }

  /** The next byte, or -1 at the end. */
  opcode(): number {
    if (this.at >= this.bytes.length) {
      if (this.read === null) return -1;
      this.fill(1);
      if (this.bytes.length < 1) return -1;
    }
    return this.bytes[this.at++] as number;
  }

  byte(): number {
    return this.take(1)[0] as number;
  }

  /** Makes so much available at once, without using it. */
  require(count: number): void {
    this.take(count);
    this.at -= count;
  }

  /** Bytes up to a newline and with it; at least `minimum` of them. */
  line(minimum: number): Uint8Array {
    const end = this.bytes.indexOf(NEWLINE, this.at);
    let line: Uint8Array;
    if (end >= 0) {
      line = this.bytes.subarray(this.at, end + 1);
      this.at = end + 1;
    } else if (this.read === null) return this.truncated();
    else {
      this.fill(null);
      line = this.bytes;
      if (line.length === 0 || line[line.length - 1] !== NEWLINE) this.truncated();
      this.at = line.length;
    }
    const end0 = line.indexOf(0);
    this.lineBytes = (end0 < 0 ? line.length : end0) + 1;
    return line.length < minimum ? this.truncated() : line;
  }
}
