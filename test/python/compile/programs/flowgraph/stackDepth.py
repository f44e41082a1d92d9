def f(a):
    return [a, [a, [a, (a, a, {a: a, **a}), f(a, a(a, a), *a)]]]


def g():
    try:
        with a, b, c:
            return [x for x in (y for y in z)]
    except E as e:
        yield from e
