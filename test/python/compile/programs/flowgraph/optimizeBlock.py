def f(a, b):
    a, b = b, a
    (a,) = (b,)
    x = 1, 2, (3, 4), [5]
    y = ((), (1,), (a, 2))
    if a is None:
        return
    if not (b is not None):
        return None
    if a is not None or b is None:
        return 1
    return len(x), print(y)


def g(a):
    while 1:
        if not 0:
            if 1 and a:
                continue
        break
    return a or 1, 0 and a, a if 1 else 2
