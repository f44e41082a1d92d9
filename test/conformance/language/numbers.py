# int, float, bool and complex arithmetic at the edges.
import math


def attempt(call):
    try:
        print(repr(call()))
    except Exception as error:
        print(type(error).__name__ + ":", error)


for a in (7, -7):
    for b in (3, -3):
        print(a, b, a // b, a % b, divmod(a, b), a / b, float(a) // b, float(a) % b, divmod(float(a), b), math.fmod(a, b))
print(2**100, (-2) ** 3, 2**-1, 0**0, (-8) ** (1 / 3), pow(3, 200, 13), pow(3, -1, 7), pow(-3, 5, 7), pow(2, 5, -7), 10**30 // 7, -(10**30) // 7, 10**30 % -7)
print(1 << 100, -1 >> 10, -5 >> 1, 5 & -2, 5 | -8, 5 ^ -1, ~5, (1 << 64) - 1 & 0xFF, -(1 << 70) >> 3, (1 << 70) ^ (1 << 69), -1 << 3, 2**53 + 1, 9007199254740993 * 3)
print(0.1 + 0.2, 1e308 * 10, -1e308 * 10, 1e308 * 10 - 1e308 * 10, 5e-324 / 2, 0.0 == -0.0, 1 / 3, 2 / 3, 1e16 + 1, 123456789 * 1.1, 3 * 0.1, 1e-320)
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234, -2), round(1250, -2), round(1.5), round(5e15 + 0.5), round(0.5), round(1e300, 2), round(15, -1), round(25, -1), round(-0.4), round(2.5, 0), round(True))
print(int(3.99), int(-3.99), int(1e20), math.floor(-0.5), math.ceil(-0.5), math.trunc(-1.5), (0.5).as_integer_ratio(), (1e-5).hex(), float.fromhex("0x1.8p3"), (3.0).is_integer(), (10).bit_length(), (-10).bit_count(), (5).as_integer_ratio())
print((1000).to_bytes(2, "big"), (-2).to_bytes(2, "little", signed=True), int.from_bytes(b"\xff\xfe", "big", signed=True), int.from_bytes(b"\x01\x02", "little"), (255).to_bytes(), int.from_bytes([1, 2]))
print(True + True, True == 1, hash(True) == hash(1), isinstance(True, int), True & False, True | 2, ~True if False else -2, bool(0.0), bool("0"), -True, True / 2, {True: "a", 1: "b", 1.0: "c"})
print(1 == 1.0, hash(1) == hash(1.0), 2**53 == float(2**53), 2**53 + 1 == float(2**53), 10**400 > 1e308, 1 < float("inf"), float("nan") == float("nan"), 10**23 == 1e23, 1e23 < 10**23, hash(float("inf")), hash(2**61 - 1), hash(-1), hash(2**61), hash(0.5), hash(-0.0), hash(1e300))
print((1 + 2j) * (3 - 1j), (1 + 2j) / (3 - 1j), abs(3 + 4j), (1j) ** 2, (1 + 2j).conjugate(), 1j == 1j, complex(1), complex("1-2j"), -1j, 0j, -0j, complex(-0.0, -0.0), 1e100j, (1 + 2j) ** 0.5, hash(1 + 0j) == hash(1), complex(1, 2).real)
print(10**20, -(10**20), 10**20 * 10**20, 10**40 // 10**20, 10**40 / 10**20, int("9" * 30) + 1, 3**50 % 1000, -(3**50) % 1000, (10**20) ** 2, 10**20 - 10**20, (2**64) & (2**32 - 1), 2**64 | 1)
print(0xFF, 0o17, 0b101, 1_000_000, 1e3, 1.5e-3, .5, 5., 1_0.0_1, 0xdead_beef, 1E5, 100000000000000000000000)
print(bin(-5), oct(8), hex(-255), bin(2**70), abs(-5), abs(-0.0), min(1, 2.0), max(1, 1.0), min([3, 1, 2], key=lambda v: -v), sum([0.1] * 10), sum([1, 2.5]), sum([], 5), math.fsum([0.1] * 10))
for call in (
    lambda: 1 / 0, lambda: 1 // 0, lambda: 1 % 0, lambda: 1.0 / 0, lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: divmod(1, 0), lambda: divmod(1.0, 0), lambda: 0 ** -1, lambda: 0.0 ** -1, lambda: 1j / 0, lambda: 2.0 ** 10000,
    lambda: 1 << -1, lambda: 1 >> -1, lambda: 1.5 << 1, lambda: 1 & 1.5, lambda: ~1.5, lambda: -"a", lambda: +[], lambda: 1 + None, lambda: None + 1, lambda: 1 < "a", lambda: 1j < 1j, lambda: 1j // 1, lambda: 1j % 1, lambda: int(1j), lambda: float(1j),
    lambda: 10**400 * 1.0, lambda: float(10**400), lambda: 10**400 / 3, lambda: 10**400 / 10**399, lambda: pow(2, -1, 4), lambda: pow(2, 3, 0), lambda: pow(2.0, 3, 5), lambda: round(1.5, "a"), lambda: round("a"), lambda: round(float("inf")), lambda: round(float("nan")),
    lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.factorial(-1), lambda: math.factorial(1.5), lambda: (300).to_bytes(1, "big"), lambda: (-1).to_bytes(1, "big"), lambda: (1).to_bytes(1, "middle"), lambda: int.from_bytes(["a"]), lambda: [1] * 1.5,
    lambda: chr(1.5), lambda: range(1.5), lambda: range(0, 5, 0), lambda: bin(1.5), lambda: hex("a"), lambda: complex("1 + 2j"), lambda: complex(1, "2"), lambda: float("1e"), lambda: 1 @ 2, lambda: divmod("a", 1), lambda: "a" % 1 % 2, lambda: pow("a", 2), lambda: abs(None), lambda: sum(["a"]), lambda: sum([[1]], 0),
    lambda: math.gcd(1.5), lambda: math.isqrt(-1), lambda: math.comb(5, -1), lambda: math.exp(1000), lambda: math.pow(0, -1), lambda: float.fromhex("x"), lambda: math.floor("a"), lambda: int("12", 40),
):
    attempt(call)


class Left:
    def __add__(self, o):
        return ("Left.add", o if not isinstance(o, Left) else "Left")

    def __radd__(self, o):
        return ("Left.radd", o)

    def __lt__(self, o):
        return "lt"

    def __pow__(self, a, b=None):
        return ("pow", a, b)

    def __rpow__(self, a, b=None):
        return ("rpow", a, b)

    def __divmod__(self, o):
        return "divmod"

    def __rdivmod__(self, o):
        return "rdivmod"

    def __neg__(self):
        return "neg"

    def __abs__(self):
        return "abs"

    def __invert__(self):
        return "invert"

    def __round__(self, n=None):
        return ("round", n)

    def __trunc__(self):
        return 7

    def __floor__(self):
        return "floor"

    def __index__(self):
        return 3

    def __float__(self):
        return 2.5

    def __complex__(self):
        return 1j

    def __matmul__(self, o):
        return "matmul"

    def __rmatmul__(self, o):
        return "rmatmul"


x = Left()
print(x + 1, 1 + x, x + x, x < 1, 1 > x, x**2, 2**x, pow(x, 2, 3), divmod(x, 1), divmod(1, x), -x, abs(x), ~x, round(x), round(x, 2), math.trunc(x), math.floor(x), [1, 2, 3, 4][x], float(x), complex(x), x @ 1, 1 @ x, int(x), bin(x), range(x))


class BadFloat:
    def __float__(self):
        return 5

    def __int__(self):
        return "x"

    def __index__(self):
        return 1.5

    def __bool__(self):
        return 1

    def __hash__(self):
        return "h"

    def __complex__(self):
        return 5


bad = BadFloat()
for call in (lambda: float(bad), lambda: int(bad), lambda: [1][bad], lambda: bool(bad), lambda: hash(bad), lambda: complex(bad), lambda: math.sqrt(bad), lambda: range(bad)):
    attempt(call)


class Sub(int):
    pass


class SubF(float):
    def __repr__(self):
        return "SubF"


print(type(Sub(1) + 1).__name__, Sub(5), repr(SubF(1.5)), SubF(1.5), SubF(1) + 1, type(+Sub(1)).__name__, Sub(3) == 3, {3: "x"}[Sub(3)], isinstance(Sub(1), int), Sub("12") * 2, type(int(Sub(1))).__name__, f"{SubF(2.5)}", f"{SubF(2.5):.1f}", "%s %d" % (SubF(1), Sub(2)))
