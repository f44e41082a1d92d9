/** Entry of `python/bytecode`: what other areas may import. */
export { CodeFlags, LocalKind } from './codeObject';
export type { CodeConstant, CodeObject } from './codeObject';
export {
  Opcode, MIN_PSEUDO_OPCODE, opcodeTable, opcodeInfo, opcodeName, cacheCount, hasArgument, stackEffect,
} from './opcodes';
export type { ArgumentKind, OpcodeInfo } from './opcodes';
export {
  BinaryOperation, Comparison, ComparisonMask, FormatConversion, FunctionFlags, Intrinsic1, Intrinsic2,
  binaryOperationSymbols, comparisonSymbols, formatConversionNames, functionFlagNames, intrinsic1Names, intrinsic2Names,
} from './operations';
export { LineTableWriter, codeLines, codePositions, lineStarts } from './lineTable';
export type { CodePosition, LineRange, SourceRange } from './lineTable';
export { decodeExceptionTable, encodeExceptionTable } from './exceptionTable';
export type { ExceptionTableEntry } from './exceptionTable';
export { bytesRepr, codeRepr, constantRepr, floatRepr, stringRepr } from './constantRepr';
export type { AddressOf } from './constantRepr';
export { decodeInstructions, disassemble, jumpTarget } from './disassemble';
export type { DecodedInstruction, DisassembleOptions } from './disassemble';
