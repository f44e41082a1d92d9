def f(a, b, *args, c, **kwargs):
    d = e = 1
    def g():
        return b, c, d, args
    return g, lambda: kwargs


def h(x):
    def i(y):
        def j():
            return x, y, z
        z = 1
        return j
    return [lambda: w for w in x], i


class C:
    [x for x in y]
    def m(self):
        return super()


[v for v in u]


async def k(a):
    def l():
        yield a
    yield l
