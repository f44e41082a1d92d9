def a():
    x = yield
    y = yield 1, 2
    z = yield from x
    return (yield z)


def b():
    try:
        yield 1
    finally:
        yield 2
    with c as d:
        yield d


async def c():
    await a
    x = await (await b)
    return [await y for y in x]


async def d():
    try:
        yield 1
    except E:
        await f()
    yield (yield)


def e():
    return [(yield_) for yield_ in (yield)], lambda: (yield from g)
