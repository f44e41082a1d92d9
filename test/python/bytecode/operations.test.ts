/** The texts of arguments against CPython's `opcode` and `dis` modules. */
import { describe, expect, it } from 'vitest';
import {
  BinaryOperation, Intrinsic1, Intrinsic2, binaryOperationSymbols, comparisonSymbols, functionFlagNames, intrinsic1Names,
  intrinsic2Names,
} from '../../../src/python/bytecode';
import { recordedInstructions as recorded } from './recordedTables';

describe('argument texts', () => {
  it('are CPython\'s', () => {
    expect(binaryOperationSymbols).toEqual(recorded.binary);
    expect(comparisonSymbols).toEqual(recorded.comparisons);
    expect(intrinsic1Names).toEqual(recorded.intrinsics1);
    expect(intrinsic2Names).toEqual(recorded.intrinsics2);
    expect(functionFlagNames).toEqual(recorded.functionFlags);
  });

  it('stand where the numbers say', () => {
    expect(binaryOperationSymbols[BinaryOperation.Power]).toBe('**');
    expect(binaryOperationSymbols[BinaryOperation.Power + BinaryOperation.Inplace]).toBe('**=');
    expect(intrinsic1Names[Intrinsic1.ListToTuple]).toBe('INTRINSIC_LIST_TO_TUPLE');
    expect(intrinsic2Names[Intrinsic2.SetFunctionTypeParams]).toBe('INTRINSIC_SET_FUNCTION_TYPE_PARAMS');
  });
});
