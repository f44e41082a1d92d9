/**
 * The bundle file of the standard library: code objects as bytes, much as `marshal` keeps them.
 *
 * In: code objects by module name, or the bytes. Out: the other. Layout: magic, module count; for each
 * module its name, whether it is a package, where its code begins and how long it is; then the codes.
 * Strings are kept once per module (a reference counts from 0 in order of appearance). All numbers are
 * little-endian variable-length (7 bits a byte). Reading checks the magic, not each field: the file is
 * ours and is made by `.scripts/stdlib.mjs`.
 */
import type { CodeConstant, CodeObject } from '../bytecode';
import { assert } from '../../base';

const MAGIC = 0x484c4231; // "HLB1"

/** Not a module: its code has one constant, the documentation of what is native, as JSON. No import can name it. */
export const DOCUMENTATION_ENTRY = '(documentation)';
/** The same for the Unicode database, as bytes. */
export const UNICODE_ENTRY = '(unicode)';

/** The same for the sources of the modules (`librarySources.ts`). */
export const SOURCES_ENTRY = '(sources)';

export interface LibraryEntry {
  readonly name: string;
  readonly isPackage: boolean;
  readonly code: CodeObject;
}

const enum Tag { None, Ellipsis, True, False, Int, NegativeInt, Float, Complex, Str, Bytes, Tuple, Frozenset, Code }

export class ByteWriter {
  private bytes = new Uint8Array(1024);
  length = 0;

  byte(value: number): void {
    if (this.length === this.bytes.length) {
      const larger = new Uint8Array(this.bytes.length * 2);
      larger.set(this.bytes);
      this.bytes = larger;
    }
    this.bytes[this.length++] = value;
  }

  number(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.byte((rest & 0x7f) | 0x80);
      rest = Math.floor(rest / 128);
    }
    this.byte(rest);
  }

  block(block: Uint8Array): void {
    this.number(block.length);
    for (const byte of block) this.byte(byte);
  }

  result(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }
}

class CodeWriter {
  readonly bytes = new ByteWriter();
  private readonly strings = new Map<string, number>();

  /** Text as UTF-16 units, so that lone surrogates survive; the common ASCII text one byte a unit. */
  string(text: string): void {
    const known = this.strings.get(text);
    if (known !== undefined) {
      this.bytes.number(known + 1);
      return;
    }
    this.strings.set(text, this.strings.size);
    this.bytes.number(0);
    const isNarrow = /^[\0-\xff]*$/.test(text);
    this.bytes.number(text.length * 2 + (isNarrow ? 0 : 1));
    for (let index = 0; index < text.length; index++) {
      const unit = text.charCodeAt(index);
      this.bytes.byte(unit & 0xff);
      if (!isNarrow) this.bytes.byte(unit >> 8);
    }
  }

  private float(value: number): void {
    for (const byte of new Uint8Array(new Float64Array([value]).buffer)) this.bytes.byte(byte);
  }

  private bigint(value: bigint): void {
    const hex = value.toString(16);
    this.string(hex);
  }

  constant(constant: CodeConstant): void {
    const { bytes } = this;
    switch (constant.type) {
      case 'none': return bytes.byte(Tag.None);
      case 'ellipsis': return bytes.byte(Tag.Ellipsis);
      case 'bool': return bytes.byte(constant.value ? Tag.True : Tag.False);
      case 'int':
        bytes.byte(constant.value < 0n ? Tag.NegativeInt : Tag.Int);
        return this.bigint(constant.value < 0n ? -constant.value : constant.value);
      case 'float':
        bytes.byte(Tag.Float);
        return this.float(constant.value);
      case 'complex':
        bytes.byte(Tag.Complex);
        this.float(constant.real);
        return this.float(constant.imag);
      case 'str':
        bytes.byte(Tag.Str);
        return this.string(constant.value);
      case 'bytes':
        bytes.byte(Tag.Bytes);
        return bytes.block(constant.value);
      case 'tuple':
      case 'frozenset':
        bytes.byte(constant.type === 'tuple' ? Tag.Tuple : Tag.Frozenset);
        bytes.number(constant.items.length);
        for (const item of constant.items) this.constant(item);
        return;
      case 'code':
        bytes.byte(Tag.Code);
        return this.code(constant.code);
    }
  }

  code(code: CodeObject): void {
    const { bytes } = this;
    for (const value of [code.argcount, code.posonlyargcount, code.kwonlyargcount, code.stacksize, code.flags, code.firstlineno]) bytes.number(value);
    bytes.block(code.code);
    bytes.number(code.consts.length);
    for (const constant of code.consts) this.constant(constant);
    bytes.number(code.names.length);
    for (const name of code.names) this.string(name);
    bytes.number(code.localsplusnames.length);
    for (const name of code.localsplusnames) this.string(name);
    bytes.block(code.localspluskinds);
    for (const text of [code.filename, code.name, code.qualname]) this.string(text);
    bytes.block(code.linetable);
    bytes.block(code.exceptiontable);
  }
}

export function writeLibrary(entries: readonly LibraryEntry[]): Uint8Array {
  const codes = entries.map((entry) => {
    const writer = new CodeWriter();
    writer.code(entry.code);
    return writer.bytes.result();
  });
  const head = new ByteWriter();
  head.number(MAGIC);
  head.number(entries.length);
  entries.forEach((entry, index) => {
    head.block(Uint8Array.from(entry.name, (character) => character.charCodeAt(0)));
    head.byte(entry.isPackage ? 1 : 0);
    head.number((codes[index] as Uint8Array).length);
  });
  const start = head.result();
  const result = new Uint8Array(start.length + codes.reduce((sum, { length }) => sum + length, 0));
  result.set(start);
  let at = start.length;
  for (const code of codes) {
    result.set(code, at);
    at += code.length;
  }
  return result;
}

export class ByteReader {
  constructor(private readonly bytes: Uint8Array, private at = 0) {}

  get position(): number {
    return this.at;
  }

  byte(): number {
    return this.bytes[this.at++] as number;
  }

  number(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  }

  block(): Uint8Array {
    const length = this.number();
    this.at += length;
    return this.bytes.slice(this.at - length, this.at);
  }
}

class CodeReader {
  private readonly strings: string[] = [];

  constructor(private readonly bytes: ByteReader) {}

  string(): string {
    const reference = this.bytes.number();
    if (reference > 0) return this.strings[reference - 1] as string;
    const header = this.bytes.number();
    const isNarrow = header % 2 === 0;
    let text = '';
    for (let left = Math.floor(header / 2); left > 0; left--) {
      text += String.fromCharCode(isNarrow ? this.bytes.byte() : this.bytes.byte() | (this.bytes.byte() << 8));
    }
    this.strings.push(text);
    return text;
  }

  private float(): number {
    const raw = Uint8Array.from({ length: 8 }, () => this.bytes.byte());
    return new Float64Array(raw.buffer)[0] as number;
  }

  private constants(): CodeConstant[] {
    return Array.from({ length: this.bytes.number() }, () => this.constant());
  }

  private constant(): CodeConstant {
    switch (this.bytes.byte() as Tag) {
      case Tag.None: return { type: 'none' };
      case Tag.Ellipsis: return { type: 'ellipsis' };
      case Tag.True: return { type: 'bool', value: true };
      case Tag.False: return { type: 'bool', value: false };
      case Tag.Int: return { type: 'int', value: BigInt(`0x${this.string()}`) };
      case Tag.NegativeInt: return { type: 'int', value: -BigInt(`0x${this.string()}`) };
      case Tag.Float: return { type: 'float', value: this.float() };
      case Tag.Complex: return { type: 'complex', real: this.float(), imag: this.float() };
      case Tag.Str: return { type: 'str', value: this.string() };
      case Tag.Bytes: return { type: 'bytes', value: this.bytes.block() };
      case Tag.Tuple: return { type: 'tuple', items: this.constants() };
      case Tag.Frozenset: return { type: 'frozenset', items: this.constants() };
      case Tag.Code: return { type: 'code', code: this.code() };
    }
  }

  private texts(): string[] {
    return Array.from({ length: this.bytes.number() }, () => this.string());
  }

  code(): CodeObject {
    const { bytes } = this;
    const [argcount, posonlyargcount, kwonlyargcount, stacksize, flags, firstlineno] =
      Array.from({ length: 6 }, () => bytes.number()) as [number, number, number, number, number, number];
    const code = bytes.block();
    const consts = this.constants();
    const names = this.texts();
    const localsplusnames = this.texts();
    const localspluskinds = bytes.block();
    const filename = this.string();
    const name = this.string();
    const qualname = this.string();
    return {
      argcount, posonlyargcount, kwonlyargcount, stacksize, flags, firstlineno, code, consts, names, localsplusnames, localspluskinds,
      filename, name, qualname, linetable: bytes.block(), exceptiontable: bytes.block(),
    };
  }
}

/** Where each module's code is in the file. */
export interface LibraryIndexEntry {
  readonly isPackage: boolean;
  readonly start: number;
}

export function readLibraryIndex(bytes: Uint8Array): ReadonlyMap<string, LibraryIndexEntry> {
  const reader = new ByteReader(bytes);
  assert(reader.number() === MAGIC, 'not a library bundle of this version');
  const rows = Array.from({ length: reader.number() }, () => ({
    name: String.fromCharCode(...reader.block()), isPackage: reader.byte() === 1, length: reader.number(),
  }));
  const index = new Map<string, LibraryIndexEntry>();
  let start = reader.position;
  for (const { name, isPackage, length } of rows) {
    index.set(name, { isPackage, start });
    start += length;
  }
  return index;
}

export function readLibraryModule(bytes: Uint8Array, entry: LibraryIndexEntry): CodeObject {
  return new CodeReader(new ByteReader(bytes, entry.start)).code();
}
