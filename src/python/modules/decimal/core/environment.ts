/**
 * What an operation is carried out under: precision, exponent range, rounding, clamping; and the conditions
 * it raised. The numbers of the conditions are libmpdec's, because their order decides which is reported.
 */
export const Condition = {
  Clamped: 0x1, ConversionSyntax: 0x2, DivisionByZero: 0x4, DivisionImpossible: 0x8, DivisionUndefined: 0x10,
  Inexact: 0x40, InvalidContext: 0x80, InvalidOperation: 0x100, MemoryExhausted: 0x200, FloatOperation: 0x400,
  Overflow: 0x800, Rounded: 0x1000, Subnormal: 0x2000, Underflow: 0x4000,
} as const;

/** All conditions the signal InvalidOperation stands for (MPD_IEEE_Invalid_operation). */
export const INVALID = Condition.ConversionSyntax | Condition.DivisionImpossible | Condition.DivisionUndefined
  | Condition.InvalidContext | Condition.InvalidOperation | Condition.MemoryExhausted | 0x20;
/** What makes a result worthless (MPD_Errors). */
export const ERRORS = INVALID | Condition.DivisionByZero;

export const enum Rounding { Up, Down, Ceiling, Floor, HalfUp, HalfDown, HalfEven, ZeroFiveUp }

export const ROUNDING_NAMES = [
  'ROUND_UP', 'ROUND_DOWN', 'ROUND_CEILING', 'ROUND_FLOOR', 'ROUND_HALF_UP', 'ROUND_HALF_DOWN', 'ROUND_HALF_EVEN', 'ROUND_05UP',
] as const;

export const MAXIMUM_PRECISION = 999999999999999999n;
export const MAXIMUM_EXPONENT = 999999999999999999n;
export const MINIMUM_EXPONENT = -999999999999999999n;
export const MINIMUM_TINY = MINIMUM_EXPONENT - (MAXIMUM_PRECISION - 1n);

/** Where libmpdec keeps exponents that will overflow or underflow for certain. */
export const EXPONENT_OF_INFINITY = 2000000000000000001n;
export const EXPONENT_OF_NOTHING = -4000000000000000001n;

export class Environment {
  /** The precision for comparisons with numbers of digits; beyond 2**53 approximately. */
  precisionNumber: number;
  /** Called in long loops: may throw when a budget is used up. */
  checkpoint: (() => void) | null = null;
  /** Conditions raised so far. */
  status = 0;

  constructor(
    private digits: bigint,
    public emin: bigint,
    public emax: bigint,
    public rounding: Rounding = Rounding.HalfEven,
    public clamp = false,
  ) {
    this.precisionNumber = Number(digits);
  }

  get precision(): bigint {
    return this.digits;
  }

  set precision(value: bigint) {
    this.digits = value;
    this.precisionNumber = Number(value);
  }

  /** The smallest exponent of any number. */
  get etiny(): bigint {
    return this.emin - (this.digits - 1n);
  }

  /** The largest exponent of a number with all digits. */
  get etop(): bigint {
    return this.emax - (this.digits - 1n);
  }

  raise(condition: number): void {
    this.status |= condition;
  }

  /** The same settings, some changed, with no condition raised. */
  derived(changes: { precision?: bigint; emin?: bigint; emax?: bigint; rounding?: Rounding; clamp?: boolean }): Environment {
    const result = new Environment(
      changes.precision ?? this.digits, changes.emin ?? this.emin, changes.emax ?? this.emax,
      changes.rounding ?? this.rounding, changes.clamp ?? this.clamp,
    );
    result.checkpoint = this.checkpoint;
    return result;
  }

  /** The widest possible settings (mpd_maxcontext). */
  widest(precision: bigint = MAXIMUM_PRECISION): Environment {
    return this.derived({ precision, emin: MINIMUM_EXPONENT, emax: MAXIMUM_EXPONENT, rounding: Rounding.HalfEven, clamp: false });
  }
}
