/**
 * What the arguments of BINARY_OP, COMPARE_OP, CALL_INTRINSIC_1/2, FORMAT_VALUE and MAKE_FUNCTION stand for.
 *
 * In: nothing. Out: the numbers, and the texts the disassembler shows for them.
 * After CPython Lib/opcode.py and Include/internal/pycore_intrinsics.h.
 */

/** Argument of BINARY_OP; the in-place forms are 13 higher. */
export const enum BinaryOperation {
  Add = 0, And = 1, FloorDivide = 2, LeftShift = 3, MatrixMultiply = 4, Multiply = 5, Remainder = 6,
  Or = 7, Power = 8, RightShift = 9, Subtract = 10, TrueDivide = 11, Xor = 12,
  /** Added to one of the above. */
  Inplace = 13,
}

/** For each `BinaryOperation`, plain and then in-place. */
export const binaryOperationSymbols: readonly string[] = [
  '+', '&', '//', '<<', '@', '*', '%', '|', '**', '>>', '-', '/', '^',
  '+=', '&=', '//=', '<<=', '@=', '*=', '%=', '|=', '**=', '>>=', '-=', '/=', '^=',
];

/** Upper bits (from bit 4) of COMPARE_OP's argument. */
export const enum Comparison { Less = 0, LessEqual = 1, Equal = 2, NotEqual = 3, Greater = 4, GreaterEqual = 5 }

/** For each `Comparison`. */
export const comparisonSymbols: readonly string[] = ['<', '<=', '==', '!=', '>', '>='];

/** Low bits of COMPARE_OP's argument: which outcomes of a three-way comparison count as true. */
export const enum ComparisonMask { Unordered = 1, Less = 2, Greater = 4, Equal = 8, NotEqual = 1 | 2 | 4 }

/** Argument of CALL_INTRINSIC_1. */
export const enum Intrinsic1 {
  Print = 1, ImportStar = 2, StopIterationError = 3, AsyncGenWrap = 4, UnaryPositive = 5, ListToTuple = 6,
  TypeVar = 7, ParamSpec = 8, TypeVarTuple = 9, SubscriptGeneric = 10, TypeAlias = 11,
}

/** For each `Intrinsic1`. */
export const intrinsic1Names: readonly string[] = [
  'INTRINSIC_1_INVALID', 'INTRINSIC_PRINT', 'INTRINSIC_IMPORT_STAR', 'INTRINSIC_STOPITERATION_ERROR',
  'INTRINSIC_ASYNC_GEN_WRAP', 'INTRINSIC_UNARY_POSITIVE', 'INTRINSIC_LIST_TO_TUPLE', 'INTRINSIC_TYPEVAR',
  'INTRINSIC_PARAMSPEC', 'INTRINSIC_TYPEVARTUPLE', 'INTRINSIC_SUBSCRIPT_GENERIC', 'INTRINSIC_TYPEALIAS',
];

/** Argument of CALL_INTRINSIC_2. */
export const enum Intrinsic2 {
  PrepReraiseStar = 1, TypeVarWithBound = 2, TypeVarWithConstraints = 3, SetFunctionTypeParams = 4,
}

/** For each `Intrinsic2`. */
export const intrinsic2Names: readonly string[] = [
  'INTRINSIC_2_INVALID', 'INTRINSIC_PREP_RERAISE_STAR', 'INTRINSIC_TYPEVAR_WITH_BOUND',
  'INTRINSIC_TYPEVAR_WITH_CONSTRAINTS', 'INTRINSIC_SET_FUNCTION_TYPE_PARAMS',
];

/** Argument of FORMAT_VALUE: a conversion in the low two bits. */
export const enum FormatConversion { None = 0, Str = 1, Repr = 2, Ascii = 3, HaveSpec = 4 }

/** For each conversion. */
export const formatConversionNames: readonly string[] = ['', 'str', 'repr', 'ascii'];

/** Argument bits of MAKE_FUNCTION: what lies on the stack below the code object. */
export const enum FunctionFlags { Defaults = 1, KeywordDefaults = 2, Annotations = 4, Closure = 8 }

/** For each bit of `FunctionFlags`. */
export const functionFlagNames: readonly string[] = ['defaults', 'kwdefaults', 'annotations', 'closure'];
