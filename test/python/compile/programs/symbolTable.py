def outer():
    a = b = c = 1

    class C:
        a = a
        nonlocal b
        b = 2

        def m(self):
            nonlocal c
            c = a
            return b, __class__

    def f():
        global a
        a = 2

        def g():
            return a
        return g
    return C, f, [(d := a) for e in c], d


def shadows(x):
    [x for x in x]
    [[x for x in x] for x in x]
    [(lambda: x)() for x in x]
    return lambda: [y for y in x], [lambda: [z for _ in x] for z in x]


def conditional():
    import os.path as p, sys
    try: pass
    except E as e: pass
    with a as b: pass
    for c, d in e: pass
    def f(): return p, sys, e, b, c, d
    return f


class K:
    x = 1
    y = [x for _ in range(3)]
    z = [[x for _ in w] for w in range(x)]
    def f(self): return [self.v for v in (x for x in self)]
