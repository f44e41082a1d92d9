squares = [x * x for x in range(10)]
pairs = {(x, y): z for x in a for y in b if x if y for z in [x + y]}
unique = {x for x in squares if x > 1 or x < 0}
lazy = (x for x in squares)
nested = [[y for y in x] for x in a]
walrus = [last := x for x in a]


def f(x, items):
    inner = [x for x in items if x]
    cells = [lambda: y for y in items]
    both = [(x, [x for x in items]) for x in items]
    more = [(i, j) for i in items for j in (i, i + 1)]
    try:
        return [x / y for y in items]
    except ZeroDivisionError:
        return {k: v for k, v in items}, inner, cells, both, more, x


def g(free):
    def inner():
        return [free for _ in free], {free: i for i in free}
    return inner


class C:
    base = 1
    values = [base for base in range(3)]
    table = {k: base for k in values}
    functions = [lambda: i for i in values]

    def method(self):
        return [__class__ for _ in self], (self.__x for self in self)


async def h(source):
    a = [x async for x in source]
    b = {await x for x in source}
    c = (x async for x in source if await x)
    d = {k: v async for k in source async for v in k}
    e = [[y async for y in x] for x in source]
    async for f in source:
        yield f, a, b, c, d, e


def generator_in_generator(x):
    return sum(y for y in (z for z in x if z))
