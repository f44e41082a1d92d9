def f(a, b):
    with a:
        pass
    with a as x, b as (y, z):
        return x
    with (
        a as x,
        b,
    ):
        x = y


def g(items):
    for item in items:
        with item:
            if item.a:
                continue
            if item.b:
                break
            return item.c
    with a, b:
        with c:
            return 1


async def h(a):
    async with a as x, a:
        await x
    async with a:
        return x
    for i in a:
        async with i:
            break
