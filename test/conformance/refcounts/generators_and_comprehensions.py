# Counts inside generators, coroutines, comprehensions and what they hold while suspended.
from sys import getrefcount


class Box:
    pass


def gen(x):
    yield getrefcount(x)
    y = x
    yield getrefcount(x)
    z = yield getrefcount(x)
    yield getrefcount(x), getrefcount(z)
    return x


def run():
    x = Box()
    g = gen(x)
    print("gen", getrefcount(x), next(g), next(g), getrefcount(x), next(g), g.send(x), g.send(x) if False else None, getrefcount(x), getrefcount(g))
    try:
        next(g)
    except StopIteration as stop:
        print("stop", getrefcount(x), getrefcount(stop.value), getrefcount(stop))
    print("after", getrefcount(x))
    del g
    print("deleted", getrefcount(x))
    g = gen(x)
    next(g)
    print("suspended", getrefcount(x))
    g.close()
    print("closed", getrefcount(x), getrefcount(g))
    g = gen(x)
    try:
        g.throw(KeyError(x))
    except KeyError as e:
        print("thrown", getrefcount(x), getrefcount(e), getrefcount(e.args))
    print("after throw", getrefcount(x))
    print("comprehensions", [getrefcount(v) for v in [x]], {getrefcount(v) for v in [x]}, {1: getrefcount(v) for v in [x]}, list(getrefcount(v) for v in [x]), [getrefcount(x) for _ in range(2)])
    print("iteration", [getrefcount(v) for v in [Box()]], [getrefcount(v) for v in (Box(),)], [getrefcount(v) for v in {Box()}], [getrefcount(v) for v in {1: Box()}.values()], [getrefcount(v) for v in iter([Box()])])
    print("nested", [[getrefcount(v) for v in [w]] for w in [x]], [getrefcount(v) for w in [[x]] for v in w], [getrefcount(w) for w in [[x]] for v in w])
    print("conditions", [1 for v in [x] if print(getrefcount(v)) is None], [v for v in [x] if v is x] == [x], getrefcount(x))
    e = (v for v in [x])
    print("expression", getrefcount(x), getrefcount(e), next(e) is x, getrefcount(x))
    del e
    print(getrefcount(x), any(getrefcount(v) == 99 for v in [x]), sum(getrefcount(v) for v in [x, x]), max(getrefcount(v) for v in (x,)))


for _ in range(3):
    run()


def delegating(x):
    r = yield from inner(x)
    yield getrefcount(x), getrefcount(r)


def inner(x):
    yield getrefcount(x)
    yield getrefcount(x)
    return x


def delegate():
    x = Box()
    g = delegating(x)
    print(next(g), getrefcount(x), next(g), next(g), getrefcount(x), getrefcount(g))
    print(list(delegating(x)), list(delegating(Box())), [*delegating(x)], getrefcount(x))
    for v in delegating(x):
        print(v, end=" ")
    print(getrefcount(x))


for _ in range(3):
    delegate()


def for_generator(items):
    for item in items:
        yield item


def consume():
    x = Box()
    for v in for_generator([x, Box()]):
        print(getrefcount(v), getrefcount(x), end=" ")
    for v in for_generator(for_generator([x])):
        print(getrefcount(v), end=" ")
    print([getrefcount(v) for v in for_generator([x])], list(map(getrefcount, for_generator([x]))), getrefcount(x), [getrefcount(v) for v in for_generator((Box(),))])


for _ in range(3):
    consume()


async def co(x):
    return getrefcount(x)


async def outer(x):
    a = await co(x)
    b = await co(Box())
    return a, b, getrefcount(x)


def drive():
    x = Box()
    c = outer(x)
    before = getrefcount(x), getrefcount(c)
    try:
        c.send(None)
    except StopIteration as s:
        print(before, s.value, getrefcount(x))
    print(getrefcount(x))


for _ in range(3):
    drive()


class Iterator:
    def __init__(self, x):
        self.x = x

    def __iter__(self):
        return self

    def __next__(self):
        if self.x is None:
            raise StopIteration
        x, self.x = self.x, None
        return x


def custom():
    print([getrefcount(v) for v in Iterator(Box())])
    for v in Iterator(Box()):
        print(getrefcount(v))
    print(list(map(getrefcount, Iterator(Box()))), [*map(getrefcount, Iterator(Box()))], next(Iterator(5)), list(zip(Iterator(1), Iterator(2))))
    i = Iterator(Box())
    print(getrefcount(i), getrefcount(iter(i)), getrefcount(next(i)), getrefcount(i))


for _ in range(3):
    custom()
