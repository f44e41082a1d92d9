/**
 * The bytes of a pickle as they are written, with the frames of protocol 4 and later (CPython Modules/_pickle.c _Pickler_Write,
 * _Pickler_CommitFrame, _Pickler_write_bytes). In: opcodes and data. Out: bytes, or calls of a file's `write`.
 */
import { decref, incref, type PyObject } from '../../memory';
import { callObject, newBytes, type Runtime } from '../../objects';
import { FRAME_HEADER, FRAME_MINIMUM, FRAME_TARGET, Op } from './opcodes';

const FIRST_SIZE = 1024;
const FIRST_ROOM = 4096;
/** sizeof(PyBytesObject) of a bytes object without bytes. */
const BYTES_HEADER = 33;

export class Output {
  framing = false;
  private bytes = new Uint8Array(FIRST_SIZE);
  private length = 0;
  /** Where the header of the open frame is; -1: none is open. */
  private frameStart = -1;
  /** What C has allocated for the buffer, and whether there is one: what `__sizeof__` counts. */
  private room = FIRST_ROOM;
  private hasBuffer = true;

  /** `write` of a file (borrowed), or null where all is kept. */
  constructor(private readonly rt: Runtime, readonly write: PyObject | null) {}

  /** sys.getsizeof of the buffer. */
  get bufferBytes(): number {
    return this.hasBuffer ? BYTES_HEADER + this.room : 0;
  }

  clear(): void {
    this.hasBuffer = true;
    this.bytes = new Uint8Array(FIRST_SIZE);
    this.length = 0;
    this.frameStart = -1;
  }

  private reserve(count: number): void {
    if (this.length + count > this.room) this.room = Math.floor((this.length + count) / 2) * 3;
    if (this.length + count <= this.bytes.length) return;
    const larger = new Uint8Array(Math.ceil((this.length + count) * 1.5));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }

  private beginFrame(): void {
    if (!this.framing || this.frameStart >= 0) return;
    this.reserve(FRAME_HEADER);
    this.frameStart = this.length;
    this.length += FRAME_HEADER;
  }

  op(...bytes: readonly number[]): void {
    this.beginFrame();
    this.reserve(bytes.length);
    for (const byte of bytes) this.bytes[this.length++] = byte;
  }

  data(bytes: Uint8Array): void {
    this.beginFrame();
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  text(ascii: string): void {
    this.op(...Array.from(ascii, (character) => character.charCodeAt(0)));
  }

  /** An opcode with a size and that many bytes; large ones are in no frame. `payload`: the object that has just those bytes. */
  sized(header: readonly number[], bytes: Uint8Array, payload: PyObject | null): void {
    const { rt, framing, write } = this;
    const isLarge = bytes.length >= FRAME_TARGET;
    if (isLarge) {
      this.commitFrame();
      this.framing = false;
    }
    this.op(...header);
    if (isLarge && write !== null) {
      this.flush();
      const object = payload === null ? newBytes(rt, bytes.slice()) : incref(payload);
      try {
        decref(rt, callObject(rt, write, [object]));
      } finally {
        decref(rt, object);
      }
      this.clear();
    } else this.data(bytes);
    this.framing = framing;
  }

  commitFrame(): void {
    if (!this.framing || this.frameStart < 0) return;
    const { bytes, frameStart } = this;
    const size = this.length - frameStart - FRAME_HEADER;
    if (size >= FRAME_MINIMUM) {
      bytes[frameStart] = Op.Frame;
      bytes.set(littleEndian(size, 8), frameStart + 1);
    } else {
      bytes.copyWithin(frameStart, frameStart + FRAME_HEADER, this.length);
      this.length -= FRAME_HEADER;
    }
    this.frameStart = -1;
  }

  /** Between two objects a frame that is large enough ends. */
  boundary(): void {
    if (!this.framing || this.frameStart < 0 || this.length - this.frameStart - FRAME_HEADER < FRAME_TARGET) return;
    this.commitFrame();
    if (this.write === null) return;
    this.flush();
    this.clear();
  }

  /** What was written as a bytes object (new reference). */
  take(): PyObject {
    this.hasBuffer = false;
    return newBytes(this.rt, this.bytes.slice(0, this.length));
  }

  /** Hands all over to the file. */
  flush(): void {
    if (this.write === null) return;
    const { rt } = this;
    const object = this.take();
    try {
      decref(rt, callObject(rt, this.write, [object]));
    } finally {
      decref(rt, object);
    }
  }
}

export function littleEndian(value: number, count: number): number[] {
  const bytes: number[] = [];
  for (let index = 0, rest = value; index < count; index++, rest = Math.floor(rest / 256)) bytes.push(rest % 256);
  return bytes;
}
