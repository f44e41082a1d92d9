'not' ' a' + ' docstring'
a = 1 + 2 * 3 - -4
b = not x is y, not x in y, not x == y, not (x < y < z), not x is not y, not x not in y
for c in [1, 2, x]: pass
for d in {1, 2}: pass
e = [f for f in [1, 2, 3] if f in {1, 2, 1.0} if f not in [x, y] for g in [*x]]
h = __debug__, (1, 2)[0], 'abc'[-1], b'abc'[1], (1,)[1], 'abc'[True]
i = (1, (2, (3, x)), (4, (5,)))


def f(j: 1 + 2 = 3 + 4, *k: (1, 2)) -> 5 + 6:
    return 7 * 8 if not __debug__ else -9


@(1 + 2)
class C(1 + 2, k=3 + 4):
    x: 5 + 6 = 7 + 8


async def g():
    async for l in [1, 2]: pass
    with 1 + 2 as m, (3 + 4): pass
    del n[1 + 2]
    return [o async for o in [1, 2]]

match 1 + 2:
    case -1 | -2.5 | 1 - 2j | {-3: -4}: pass
    case C(-5, x=-6) if 1 + 2: pass

type T[S: 1 + 2] = 3 + 4
