/**
 * What an object is called in the picture, decided once, when the recording first meets it: the name of its type and, for
 * what never changes (numbers, texts, functions, classes, modules), a short text. Containers have no text of their own; theirs
 * follows from their slots at the moment shown.
 *
 * It reads JavaScript fields only: no Python code runs, no count changes.
 */
import type { StringTable } from '../base';
import type { PyObject } from '../python/memory';
import type {
  BuiltinFunctionData, CodeData, FunctionData, ModuleData, PyType, Runtime,
} from '../python/objects';
import { EntityKind, entityWord, ShapeKind, ValueKind, type EntityTable } from './entities';

/** Texts the runtime knows how to write; handed in, as the recording takes only types from it. */
export interface TextWriter {
  /** `repr` of a float. */
  float(value: number): string;
  /** `repr` of a str. */
  str(value: string): string;
  /** `repr` of a bytes object. */
  bytes(value: Uint8Array): string;
}

/** UTF-16 units of a text before it is cut. */
export const TEXT_LIMIT = 40;

const INT32_LIMIT = 2 ** 31;

export function cutText(text: string): string {
  if (text.length <= TEXT_LIMIT) return text;
  const last = text.charCodeAt(TEXT_LIMIT - 2);
  const inPair = last >= 0xd800 && last < 0xdc00;
  return `${text.slice(0, inPair ? TEXT_LIMIT - 2 : TEXT_LIMIT - 1)}…`;
}

/** What all objects of a type have in common. */
interface TypeRecord {
  /** Number of `type(x).__name__`. */
  readonly name: number;
  readonly kind: Kind;
  /** Of a container: what is the same for all. */
  readonly word: number;
  /** Bytes if all are equally large, else -1. */
  size: number;
}

const enum Kind { Int, Float, Str, Atom, Container, Other }

const INT_WORD = entityWord(EntityKind.Object, ValueKind.Integer, ShapeKind.Atom);
const WIDE_WORD = entityWord(EntityKind.Object, ValueKind.WideInteger, ShapeKind.Atom);
const FLOAT_WORD = entityWord(EntityKind.Object, ValueKind.Float, ShapeKind.Atom);
const TEXT_WORD = entityWord(EntityKind.Object, ValueKind.Text, ShapeKind.Atom);
/** An int of one digit: 28 bytes. */
const DIGIT_LIMIT = 2 ** 30;
const SMALL_INT_BYTES = 28;

export class Describer {
  // The last description; fields, not a new object each time, as every new object of a program is described.
  /** Kind, kind of value and shape in one (`entityWord`). */
  word = 0;
  value = 0;
  typeName = 0;
  /** Bytes if they can never change, else -1. */
  size = 0;
  /** It has no references at all. */
  holdsNothing = false;
  private valueKind = ValueKind.None;
  private shape = ShapeKind.Other;

  private readonly records = new Map<PyType, TypeRecord>();
  private lastType: PyType | null = null;
  private lastRecord!: TypeRecord;
  private readonly shapes: ReadonlyMap<PyType, ShapeKind>;
  /** Numbers of the texts of short strings. */
  private readonly strTexts = new Map<string, number>();

  constructor(
    private readonly rt: Runtime,
    private readonly strings: StringTable,
    private readonly entities: EntityTable,
    private readonly writer: TextWriter,
    private readonly sizeOf: (object: PyObject) => number,
  ) {
    const { types } = rt;
    this.shapes = new Map<PyType, ShapeKind>([
      [types.list, ShapeKind.Sequence], [types.tuple, ShapeKind.Sequence],
      [types.dict, ShapeKind.Mapping], [types.set, ShapeKind.Set], [types.frozenset, ShapeKind.Set],
    ]);
  }

  private recordOf(type: PyType, object: PyObject): TypeRecord {
    let record = this.records.get(type);
    if (record === undefined) {
      const { types } = this.rt;
      const shape = this.shapes.get(type.layout);
      const atoms: readonly PyType[] = [types.bool, types.NoneType, types.ellipsis, types.NotImplementedType, types.bytes, types.complex];
      const kind = type === types.int ? Kind.Int : type === types.float ? Kind.Float : type === types.str ? Kind.Str
        : shape !== undefined ? Kind.Container : atoms.includes(type) ? Kind.Atom : Kind.Other;
      record = {
        name: this.strings.add(type.flags.heap ? type.name : type.name.slice(type.name.lastIndexOf('.') + 1)),
        kind,
        word: entityWord(EntityKind.Object, ValueKind.None, shape ?? ShapeKind.Atom),
        size: type.sizeof === null && type.itemsize === 0 && type.layout !== types.type ? this.sizeOf(object) : -1,
      };
      this.records.set(type, record);
    }
    this.lastType = type;
    this.lastRecord = record;
    return record;
  }

  /** Sets the fields. */
  describe(object: PyObject): void {
    const type = object.type as PyType;
    const record = type === this.lastType ? this.lastRecord : this.recordOf(type, object);
    this.typeName = record.name;
    this.size = record.size;
    switch (record.kind) {
      case Kind.Int: {
        this.holdsNothing = true;
        const value = object.value as number | bigint;
        if (typeof value === 'number' && value >= -INT32_LIMIT && value < INT32_LIMIT) {
          this.word = INT_WORD;
          this.value = value;
          this.size = value < DIGIT_LIMIT && value > -DIGIT_LIMIT ? SMALL_INT_BYTES : this.sizeOf(object);
          return;
        }
        if (typeof value === 'number') {
          this.word = WIDE_WORD;
          this.value = this.entities.floats.push(value);
          this.size = this.sizeOf(object);
          return;
        }
        // The digits of a huge number take long to write; its size is what matters then.
        this.setText(isHuge(value) ? 'a huge int' : String(value));
        this.word = TEXT_WORD;
        this.size = this.sizeOf(object);
        return;
      }
      case Kind.Float:
        this.holdsNothing = true;
        this.word = FLOAT_WORD;
        this.value = this.entities.floats.push(object.value as number);
        return;
      case Kind.Str:
        this.holdsNothing = true;
        this.word = TEXT_WORD;
        this.value = this.strText(object.value as string);
        this.size = this.sizeOf(object);
        return;
      case Kind.Container:
        this.holdsNothing = false;
        this.word = record.word;
        this.value = 0;
        return;
      case Kind.Atom:
      case Kind.Other:
        this.holdsNothing = record.kind === Kind.Atom;
        this.valueKind = ValueKind.None;
        this.value = 0;
        this.shape = ShapeKind.Atom;
        this.describeOther(object, type);
        this.word = entityWord(EntityKind.Object, this.valueKind, this.shape);
    }
  }

  private strText(text: string): number {
    const isShort = text.length <= TEXT_LIMIT;
    if (isShort) {
      const known = this.strTexts.get(text);
      if (known !== undefined) return known;
    }
    const id = this.strings.add(cutText(this.writer.str(isShort ? text : text.slice(0, TEXT_LIMIT + 1))));
    if (isShort) this.strTexts.set(text, id);
    return id;
  }

  private describeOther(object: PyObject, type: PyType): void {
    const atom = this.atomText(object, type);
    if (atom !== null) {
      this.setText(atom);
      return;
    }
    const named = this.nameOf(object, type);
    if (named !== null) this.setText(named);
    this.shape = named === null && type.flags.heap ? ShapeKind.Instance : ShapeKind.Other;
  }

  private setText(text: string): void {
    this.valueKind = ValueKind.Text;
    this.value = this.strings.add(cutText(text));
  }

  private atomText(object: PyObject, type: PyType): string | null {
    const { types } = this.rt;
    switch (type) {
      case types.bool: return object === this.rt.true ? 'True' : 'False';
      case types.NoneType: return 'None';
      case types.ellipsis: return 'Ellipsis';
      case types.NotImplementedType: return 'NotImplemented';
      case types.bytes: return this.writer.bytes((object.value as Uint8Array).subarray(0, TEXT_LIMIT));
      case types.complex: {
        const { real, imag } = object.value as { real: number; imag: number };
        return `(${this.writer.float(real)}${imag < 0 || Object.is(imag, -0) ? '' : '+'}${this.writer.float(imag)}j)`;
      }
      default: return null;
    }
  }

  private nameOf(object: PyObject, type: PyType): string | null {
    const { types } = this.rt;
    switch (type.layout) {
      case types.type: return `<class ${(object.value as PyType).name}>`;
      case types.function: return `<function ${String((object.value as FunctionData).qualname.value)}>`;
      case types.module: return `<module ${(object.value as ModuleData).name}>`;
      case types.builtinFunction: return `<built-in ${(object.value as BuiltinFunctionData).definition.name}>`;
      case types.code: return `<code ${(object.value as CodeData).name.value}>`;
      default: return null;
    }
  }
}

/** More than about a thousand digits. */
function isHuge(value: bigint): boolean {
  return BigInt.asIntN(4096, value) !== value;
}
