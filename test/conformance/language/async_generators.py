"""Asynchronous generators: values, exceptions, hooks, counts."""
import sys, gc, types
async def ag(n):
    for i in range(n):
        got = yield i
        if got: print('got', got)
async def main():
    async for x in ag(3): print(x)
    print([x async for x in ag(4) if x % 2])
    print({x: y async for x in ag(3) for y in 'ab'})
    g = ag(3)
    print(await anext(g), await g.asend('hey'))
    try: print(await g.athrow(ValueError('x')))
    except ValueError as e: print('ve', e, g.ag_running, g.ag_frame)
    try: await anext(g)
    except StopAsyncIteration as e: print('stop', repr(e))
    await g.aclose()
    print(await anext(g, 'default'))
    g = ag(2)
    print(await anext(g, 'default'), aiter(g) is g)
    await g.aclose()
    return 'done'
def run(c):
    try:
        c.send(None)
    except StopIteration as e: return e.value
    return 'suspended'
print(run(main()))
async def bad():
    yield 1
    raise StopAsyncIteration
async def bad2():
    yield 1
    raise StopIteration
async def m2():
    for b in bad, bad2:
        try:
            async for x in b(): print(x)
        except RuntimeError as e: print(repr(e), repr(e.__cause__))
run(m2())
async def ign():
    try: yield 1
    except GeneratorExit: yield 2
async def m3():
    g = ign(); await anext(g)
    try: await g.aclose()
    except RuntimeError as e: print(e)
    try: await anext(g)
    except StopAsyncIteration: print('over')
    g = ign(); s = g.asend(None)
    print(type(s), type(g.aclose()), type(g), g.ag_code.co_name, g.__name__, g.__qualname__)
    try: s.send(None)
    except StopIteration as e: print('val', e.value)
    try: s.send(None)
    except RuntimeError as e: print(e)
run(m3())
@types.coroutine
def aw(v): return (yield v)
async def susp():
    x = await aw('s1'); print('x', x)
    yield 1
    y = await aw('s2'); print('y', y)
    yield 2
async def m4():
    async for v in susp(): print('v', v)
c = m4()
print(c.send(None), c.send('A'))
try: c.send('B')
except StopIteration: print('end')
print(sys.set_asyncgen_hooks(lambda x: print('first', x.__name__), finalizer=lambda x: print('fin', x.__name__)), sys.get_asyncgen_hooks().finalizer is not None)
g = ag(3)
try: g.__anext__().send(None)
except StopIteration as e: print(e.value)
del g
sys.set_asyncgen_hooks(None, None)
gc.collect()
def counts():
    g = ag(3)
    a = gc.get_count()[0]
    s = g.__anext__()
    b = gc.get_count()[0]
    try: s.send(None)
    except StopIteration: pass
    c = gc.get_count()[0]
    s = g.__anext__()
    d = gc.get_count()[0]
    print(b-a, c-b, d-c)
    t = g.aclose(); print(gc.get_count()[0]-d)
counts(); counts()
sys.set_coroutine_origin_tracking_depth(2)
def mk(): return m4()
k = mk(); print([(l, n) for f, l, n in k.cr_origin]); k.close()
