/** Formats of pickled arrays (CPython Modules/arraymodule.c mformat_descriptors): what each machine format code means. */

export interface MachineFormat {
  readonly size: number;
  readonly kind: 'int' | 'float' | 'utf16' | 'utf32';
  readonly signed: boolean;
  readonly littleEndian: boolean;
}

const int = (size: number, signed: boolean, littleEndian: boolean): MachineFormat => ({ size, kind: 'int', signed, littleEndian });
const other = (kind: 'float' | 'utf16' | 'utf32', size: number, littleEndian: boolean): MachineFormat => ({ size, kind, signed: false, littleEndian });

/** By code. */
export const machineFormats: readonly MachineFormat[] = [
  int(1, false, true), int(1, true, true), int(2, false, true), int(2, false, false), int(2, true, true), int(2, true, false),
  int(4, false, true), int(4, false, false), int(4, true, true), int(4, true, false), int(8, false, true), int(8, false, false),
  int(8, true, true), int(8, true, false), other('float', 4, true), other('float', 4, false), other('float', 8, true), other('float', 8, false),
  other('utf16', 4, true), other('utf16', 4, false), other('utf32', 8, true), other('utf32', 8, false),
];

/** typecode_to_mformat_code on 64-bit little endian machines. */
export const codeOfType: Readonly<Record<string, number>> = { b: 1, B: 0, u: 20, h: 4, H: 2, i: 8, I: 6, l: 12, L: 10, q: 12, Q: 10, f: 14, d: 16 };
