"""int: arithmetic of any size, powers, text and its limits; floats and complex numbers at their edges."""
import math
import random
import sys

rng = random.Random(4)
for _ in range(150):
    b = rng.choice([rng.randint(-20, 20), rng.getrandbits(70) << rng.randint(0, 70), -rng.getrandbits(40), 2 ** rng.randint(0, 40), -2 ** rng.randint(0, 40)])
    e, m = rng.randint(0, 60), rng.choice([rng.getrandbits(80) + 1, -rng.getrandbits(30) - 1, 1, -1, 7])
    r = b ** e
    row = [b, e, (r.bit_length(), r % 1000003, r.bit_count())]
    for power in (lambda: pow(b, e, m), lambda: pow(b, -e, m)):
        try:
            row.append(power())
        except ValueError as error:
            row.append(str(error))
    print(*row)
for _ in range(150):
    a = rng.getrandbits(rng.randint(1, 120)) - rng.getrandbits(rng.randint(1, 120))
    b = rng.getrandbits(rng.randint(1, 90)) - rng.getrandbits(rng.randint(1, 90)) or 1
    print(a & b, a | b, a ^ b, ~a, a * b, a - b, a + b, a >> rng.randint(0, 60), a << rng.randint(0, 60), a // b, a % b, divmod(a, b), a / b, math.gcd(a, b), math.isqrt(abs(a)))
edge = 9007199254740991
for x in (edge, edge + 1, -edge, -edge - 1, -edge - 2):
    print(x & -2, x | 1, x ^ -1, ~x, -x, abs(x), x + 1, x - 1, x * -1, x // 2, x % 3, x >> 1, x << 1, float(x), hash(x), x == float(x), bin(x), x.to_bytes(9, 'big', signed=True))
print(sys.get_int_max_str_digits())
for text in (lambda: str(10 ** 4300), lambda: int('1' * 4301), lambda: sys.set_int_max_str_digits(5), lambda: sys.set_int_max_str_digits('x')):
    try:
        print(text())
    except Exception as error:
        print(type(error).__name__, error)
sys.set_int_max_str_digits(640)
try:
    print(10 ** 640)
except ValueError as error:
    print(error)
print(len(hex(10 ** 5000)), int('7' * 640) % 997)
sys.set_int_max_str_digits(0)
print(len(str(3 ** 20000)), int('9' * 10000) % 10007)
for bomb in (lambda: 1 << 10 ** 12, lambda: 'x' * 10 ** 18, lambda: 3 << (1 << 63)):
    try:
        print(type(bomb()))
    except (MemoryError, OverflowError) as error:
        print(type(error).__name__)
for value in (0.5, 1e300, 5e-324, -0.0, 123456789.125, float('inf'), float('nan')):
    row = []
    for operation in (lambda: value.hex(), lambda: value.as_integer_ratio(), lambda: round(value, 2), lambda: round(value, -400), lambda: round(value, 10 ** 20), lambda: value // 3, lambda: value % -3,
                      lambda: divmod(value, 0.1), lambda: f'{value:.3e} {value:,.2f} {value:%} {value:g} {value:#.3g} {value:010.2f} {value:+}', lambda: value ** -2, lambda: (-2.0) ** value, lambda: int(value)):
        try:
            row.append(operation())
        except Exception as error:
            row.append(str(error))
    print(*row)
for z in (1 + 2j, -0j, complex(1e308, 1e308), complex('inf'), 3j, complex(-1, -0.0)):
    row = []
    for operation in (lambda: z * z, lambda: z / (1 - 1j), lambda: z ** 3, lambda: z ** 0.5, lambda: abs(z), lambda: z.conjugate(), lambda: f'{z:.2f} {z:e} {z:>20}', lambda: z / 0, lambda: 0j ** z, lambda: hash(z)):
        try:
            row.append(operation())
        except Exception as error:
            row.append(f'{type(error).__name__}: {error}')
    print(*row)
for text in ('1_000', ' 12 ', '0x1f', '1__0', '', '0b2', '\u0661\u0662', '+-1'):
    for base in (10, 0, 16):
        try:
            print(repr(text), base, int(text, base), end='; ')
        except ValueError as error:
            print(error, end='; ')
print()
