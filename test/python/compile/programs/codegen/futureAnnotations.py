from __future__ import annotations


def f(a: int | None, *b: tuple[int, ...], c: (lambda x, /, y=1, *z, w: x) = 1, **d: 'str') -> {'a': 1, **b}:
    x: not evaluated
    return a


g: [x for x in y if x if not x] = 1
h: Callable[[int, *Ts], -1 ** 2 + (3 - 4) * 5]
i: (a if b else (c, d), e)
j: f'{x!r:>{y}} {{}}' 'b'
k: await_
l: x[1:2, ::3, ...][None](a, *b, k=1, **c)
m: (a < b is not c in d, (not e) or f and g)
n: (1.5e300 * 1e400, 1 .real, b'x', u'y', {1, 2}, (), (1,), {**x}, {k: v for k, v in z})
o: (yield_, lambda: 0, lambda *a: 1)
p.q: never


class C:
    attribute: Final[__private]
