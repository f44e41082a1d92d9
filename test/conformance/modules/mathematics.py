# math: exact results and error texts.
import math
print([math.floor(x) for x in (1.5, -1.5, 3)], [math.ceil(x) for x in (1.5, -1.5)], math.trunc(-2.7), math.sqrt(2), math.isqrt(10 ** 30))
print(math.factorial(20), math.factorial(30), math.comb(50, 6), math.comb(5, 9), math.perm(10, 3), math.perm(4), math.gcd(12, 18, 30), math.gcd(), math.lcm(4, 6), math.lcm())
print(math.fsum([.1] * 10), math.fsum([1e100, 1, -1e100]), math.prod([1, 2, 3.5]), math.prod([], start=4), math.sumprod([1, 2], [3, 4]), math.dist((0, 0), (3, 4)), math.hypot(3, 4), math.hypot())
print(math.log(8, 2), math.log2(8), math.log10(1000), math.log(10 ** 400), math.log1p(0), math.exp(0), math.exp2(10), math.expm1(0))
print(math.pow(2, 0.5), math.fmod(-7, 3), math.remainder(7, 4), math.copysign(3, -0.0), math.fabs(-3), math.modf(-2.5), math.frexp(10), math.frexp(0.0), math.ldexp(0.5, 5), math.frexp(5e-324))
print(math.isclose(1, 1 + 1e-10), math.isclose(1, 2), math.isinf(math.inf), math.isnan(math.nan), math.isfinite(1), math.pi, math.e, math.tau)
print(math.degrees(math.pi), math.radians(180), math.sin(0), math.cos(0), math.atan2(1, 1), math.acos(1), math.sinh(0), math.tanh(0))
print(math.gamma(5), math.lgamma(1), math.erf(0), math.erfc(0), round(math.erf(1), 12), round(math.gamma(0.5), 12))
for f, args in ((math.sqrt, (-1,)), (math.log, (0,)), (math.log, (-1,)), (math.factorial, (-1,)), (math.factorial, (1.5,)), (math.exp, (1000,)), (math.floor, ('a',)), (math.floor, (math.inf,)),
                (math.floor, (math.nan,)), (math.acos, (2,)), (math.gcd, (1.5,)), (math.comb, (-1, 2)), (math.isqrt, (-1,)), (math.pow, (0, -1)), (math.fmod, (1, 0)), (math.trunc, ('a',)),
                (math.log, (1, 1)), (math.sqrt, ()), (math.dist, ((1,), (1, 2))), (math.ldexp, (1, 5000)), (math.gamma, (-1,)), (math.log10, (0,)), (math.sqrt, ('x',))):
    try:
        print(f.__name__, args, f(*args))
    except Exception as e:
        print(f.__name__, args, type(e).__name__, e)
