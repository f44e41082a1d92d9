def f(items):
    for i in items:
        if i:
            continue
        for j in [1, 2, i]:
            if j:
                break
        else:
            return j
    else:
        x = i
    while i:
        i -= 1
        if i == 2:
            break
        if i == 3:
            continue
    else:
        return
    for (a, b), *c in items: pass
    while True:
        pass


async def g(items):
    async for i in items:
        if i:
            continue
        if not i:
            break
        return i
    else:
        await i
    async for a, b in items: await a


def h(x):
    if x:
        return 1
    elif x.y: return (
        2
    )
    else:
        return x
    return


def i(x):
    for a in {1, 2, 3}:
        for b in (x, 1):
            for c in 'abc':
                return a, b, c


for k in range(3):
    if k: pass
