"""decimal: every operation with random operands under random contexts, results and flags; texts, errors, contexts."""
import copy
import decimal
import pickle
import random
from decimal import *
from fractions import Fraction

rng = random.Random(20)
ROUNDINGS = [ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP]


def operand():
    kind = rng.random()
    sign = rng.choice(['', '-'])
    if kind < 0.04:
        return Decimal(sign + rng.choice(['Infinity', 'NaN', 'sNaN', 'NaN123', '0', '0E+5', '0.000']))
    digits = rng.choice(['1', '10', '100', '9' * rng.randint(1, 12), str(rng.getrandbits(rng.randint(1, 60)))])
    return Decimal(f'{sign}{digits}E{rng.randint(-12, 12)}')


def context():
    return Context(prec=rng.randint(1, 16), Emin=-rng.randint(0, 30), Emax=rng.randint(0, 30), rounding=rng.choice(ROUNDINGS),
                   clamp=rng.randint(0, 1), capitals=rng.randint(0, 1), traps=[], flags=[])


def flags(ctx):
    return ' '.join(signal.__name__ for signal, raised in ctx.flags.items() if raised)


UNARY = ['abs', 'exp', 'ln', 'log10', 'logb', 'logical_invert', 'minus', 'next_minus', 'next_plus', 'normalize', 'number_class', 'plus', 'sqrt',
         'to_eng_string', 'to_integral_exact', 'to_integral_value', 'to_sci_string', 'is_normal', 'is_subnormal', 'copy_abs', 'copy_negate']
BINARY = ['add', 'compare', 'compare_signal', 'compare_total', 'compare_total_mag', 'copy_sign', 'divide', 'divide_int', 'divmod', 'logical_and',
          'logical_or', 'logical_xor', 'max', 'max_mag', 'min', 'min_mag', 'multiply', 'next_toward', 'power', 'quantize', 'remainder',
          'remainder_near', 'rotate', 'same_quantum', 'scaleb', 'shift', 'subtract']
for name in UNARY:
    for _ in range(12):
        ctx, a = context(), operand()
        print(name, a, getattr(ctx, name)(a), flags(ctx))
for name in BINARY:
    for _ in range(14):
        ctx, a, b = context(), operand(), operand()
        if name in ('rotate', 'shift', 'scaleb'):
            b = Decimal(rng.randint(-20, 20))
        if name.startswith('logical'):
            a, b = (Decimal(bin(rng.getrandbits(14))[2:]) for _ in 'ab')
        print(name, a, b, getattr(ctx, name)(a, b), flags(ctx))
for _ in range(20):
    ctx, a, b, c = context(), operand(), operand(), operand()
    print('fma', a, b, c, ctx.fma(a, b, c), flags(ctx))
    n, e, m = (Decimal(rng.randint(-50, 50)) for _ in 'nem')
    ctx = context()
    print('power', n, e, m, ctx.power(n, e, m), flags(ctx))

print('operators')
for _ in range(60):
    a, b = operand(), operand()
    setcontext(context())
    for operation in (lambda: a + b, lambda: a - b, lambda: a * b, lambda: a / b, lambda: a // b, lambda: a % b, lambda: -a, lambda: abs(b), lambda: a == b,
                      lambda: hash(a) if not a.is_nan() else 0, lambda: round(a, 2), lambda: f'{a:.3e}', lambda: bool(a), lambda: str(a)):
        print(operation(), end=' ')
    print(flags(getcontext()))
setcontext(Context(prec=28))

print('large precision')
with localcontext(prec=120):
    print(Decimal(2).sqrt(), Decimal(1).exp(), Decimal(10).ln(), Decimal(7).log10(), Decimal(2) ** Decimal('0.1'), sep='\n')

print('text')
for text in ['1', ' 1.5 ', '1_000', '.5', '5.', '1e5', '1E-5', '-0', '+Inf', 'nan', 'sNaN77', '\u0663\u0664', '1E+1000000', '0E-30', '', 'x', '1 2', '--1', '1e', 'Inf1', '1e99999999999999999999']:
    try:
        d = Decimal(text)
        print(repr(text), repr(d), d.as_tuple(), d.to_eng_string(), d.adjusted())
    except DecimalException as error:
        print(repr(text), type(error).__name__, error.args)
for spec in ['', '.2f', ',', ',.3f', '010,.1f', '+.1e', '%', '.1%', '>12', '^12', '*<12', '=+12', 'g', 'G', '.0f', 'z.0f', 'n', '.10', '020', 'x', '.', '0=5', '10.3E', '_>8.2f']:
    row = []
    for value in ('1234567.891', '-0.004', '0', '1E+20', 'NaN', '-Infinity', '1.5E-10'):
        try:
            row.append(format(Decimal(value), spec))
        except ValueError as error:
            row.append(str(error))
    print(repr(spec), row)

print('conversions')
print(Decimal(0.1), Decimal.from_float(-2.5), Decimal((1, (1, 2, 3), -1)), Decimal(10 ** 40), Decimal(True))
print(int(Decimal('-12.9')), float(Decimal('1e-400')), complex(Decimal('2.5')), Decimal('3.25').as_integer_ratio(), round(Decimal('2.5')), Decimal('7.5').__floor__())
print(Decimal('0.5') == 0.5, Decimal('0.1') == 0.1, Decimal('0.5') == Fraction(1, 2), Decimal('0.5') < Fraction(2, 3), Decimal(3) == 3 + 0j, hash(Decimal('0.5')) == hash(0.5), Decimal(1) < 2)
for bad in [lambda: Decimal(1) + 1.5, lambda: Decimal([1, 2]), lambda: Decimal((2, (1,), 0)), lambda: Decimal((0, (10,), 0)), lambda: Decimal(None), lambda: Decimal('1') / 0,
            lambda: Decimal(0) / 0, lambda: Decimal('sNaN') + 1, lambda: int(Decimal('NaN')), lambda: int(Decimal('Infinity')), lambda: Decimal(1) < 'a', lambda: Decimal('9E+999999') * 10,
            lambda: hash(Decimal('sNaN')), lambda: Decimal(-1).sqrt(), lambda: Decimal('1').quantize(Decimal('1e-50')), lambda: Decimal(1).compare(2.5), lambda: Decimal(1, 2, 3),
            lambda: Decimal(foo=1), lambda: Decimal(1).exp(context=3), lambda: Decimal('NaN') < 1, lambda: Context(prec=0), lambda: Context(rounding='x'), lambda: Context(traps=5),
            lambda: setcontext(3), lambda: getcontext().flags['x'], lambda: Context(clamp=2), lambda: delattr(Context(), 'prec'), lambda: Context().create_decimal('z'), lambda: Decimal.from_float('a')]:
    try:
        print(bad())
    except Exception as error:
        print(type(error).__mro__[:2], error)

print('contexts')
print(DefaultContext, BasicContext, ExtendedContext, sep='\n')
with localcontext(Context(prec=5, rounding=ROUND_UP)) as ctx:
    print(getcontext() is ctx, Decimal(1) / 3, ctx.flags[Inexact], ctx)
    with localcontext(prec=2) as inner:
        print(Decimal(2) / 3, inner.prec)
    print(Decimal(2) / 3)
ctx = Context(prec=7)
print(ctx.Etiny(), ctx.Etop(), ctx.copy().prec, copy.copy(ctx).traps == ctx.traps, pickle.loads(pickle.dumps(ctx)), ctx.radix())
ctx.traps[Inexact] = True
try:
    ctx.divide(1, 3)
except Inexact as error:
    print(repr(error), ctx.flags)
ctx.clear_flags()
ctx.clear_traps()
print(ctx.create_decimal('1.23456789'), ctx.create_decimal_from_float(0.1), flags(ctx), ctx.flags == Context().flags, len(ctx.flags))


class Money(Decimal):
    pass


m = Money('1.10')
m.note = 'x'
print(type(m), type(m + 1), m.note, repr(m), isinstance(m, decimal.Decimal), Money.from_float(0.5), copy.deepcopy(m) is m)
print(sorted(name for name in dir(decimal) if not name.startswith('_')))
print(sorted(name for name in dir(Decimal) if name not in dir(object)))
print(sorted(name for name in dir(Context) if name not in dir(object)))
