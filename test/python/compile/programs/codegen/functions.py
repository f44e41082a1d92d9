def simple():
    pass


def arguments(a, b=1, /, c: int = 2, *args: 'x', d, e: str = 3, **kwargs: dict) -> float:
    """Doc."""
    return a


@first
@second(1)
def decorated(x: int, *, y=1): return x


def outer(a, b):
    c = a

    def inner(d, e=b):
        nonlocal c
        c = d

        def innermost():
            return a, c, d
        return innermost
    return inner, lambda x, y=a: (x, y, b)


def generator(n):
    while n:
        x = yield n
        yield
    yield from x
    return 1


async def coroutine(x):
    await x
    return lambda: (yield x)


async def async_generator(x):
    yield await x


def deletes(x):
    del x
    x = 1
    if x:
        y = 2
    return x, y


class C:
    def __private(self, *, __kw=1): return __kw


def star_annotation(*args: *Ts): ...


def global_names():
    global declared
    declared = 1
    return declared, undeclared


lambda: (yield)
lambda *, k=1: k
