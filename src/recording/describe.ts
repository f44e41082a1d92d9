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
import { ShapeKind, ValueKind, type EntityTable } from './entities';

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

export class Describer {
  // The last description; fields, not a new object each time, as every new object of a program is described.
  valueKind = ValueKind.None;
  value = 0;
  shape = ShapeKind.Other;
  typeName = 0;

  private readonly typeNames = new Map<PyType, number>();
  private readonly shapes: ReadonlyMap<PyType, ShapeKind>;

  constructor(
    private readonly rt: Runtime,
    private readonly strings: StringTable,
    private readonly entities: EntityTable,
    private readonly writer: TextWriter,
  ) {
    const { types } = rt;
    this.shapes = new Map<PyType, ShapeKind>([
      [types.list, ShapeKind.Sequence], [types.tuple, ShapeKind.Sequence],
      [types.dict, ShapeKind.Mapping], [types.set, ShapeKind.Set], [types.frozenset, ShapeKind.Set],
    ]);
  }

  /** Number of `type(x).__name__`. */
  private nameOfType(type: PyType): number {
    let name = this.typeNames.get(type);
    if (name === undefined) {
      name = this.strings.add(type.flags.heap ? type.name : type.name.slice(type.name.lastIndexOf('.') + 1));
      this.typeNames.set(type, name);
    }
    return name;
  }

  /** Sets `valueKind`, `value`, `shape` and `typeName`. */
  describe(object: PyObject): void {
    const type = object.type as PyType;
    const { types } = this.rt;
    this.typeName = this.nameOfType(type);
    this.valueKind = ValueKind.None;
    this.value = 0;
    const shape = this.shapes.get(type.layout);
    if (shape !== undefined) {
      this.shape = shape;
      return;
    }
    this.shape = ShapeKind.Atom;
    if (type === types.int) {
      const value = object.value as number | bigint;
      if (typeof value === 'number' && value >= -INT32_LIMIT && value < INT32_LIMIT) {
        this.valueKind = ValueKind.Integer;
        this.value = value;
        return;
      }
      // The digits of a huge number take long to write; its size is what matters then.
      this.setText(typeof value === 'bigint' && isHuge(value) ? 'a huge int' : String(value));
    } else if (type === types.str) {
      const value = object.value as string;
      this.setText(this.writer.str(value.length > TEXT_LIMIT ? value.slice(0, TEXT_LIMIT + 1) : value));
    } else if (type === types.float) {
      this.valueKind = ValueKind.Float;
      this.value = this.entities.floats.push(object.value as number);
    } else {
      this.describeOther(object, type);
    }
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
