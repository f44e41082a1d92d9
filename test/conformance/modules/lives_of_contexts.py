"""How long contexts, tasks and what futures of an own class hold live."""
import asyncio, contextvars, gc, sys, weakref
refs=[]
async def inner():
    await asyncio.sleep(0)
    refs.append(weakref.ref(contextvars.copy_context()))
async def main():
    t=[asyncio.create_task(inner()) for _ in range(3)]
    await asyncio.gather(*t)
    fut=asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_soon(fut.set_result, 1)
    await fut
    try:
        await asyncio.wait_for(asyncio.sleep(1), 0)
    except TimeoutError: pass
def contexts(): return [o for o in gc.get_objects() if type(o) is contextvars.Context]
print(len(contexts()))
for i in range(3):
    asyncio.run(main())
    c=contexts()
    print(len(c), [sys.getrefcount(x) for x in c], [r() is None for r in refs]); del c
gc.collect()
c=contexts(); print(len(c), [sys.getrefcount(x) for x in c]); del c
ctx=contextvars.copy_context()
print(sys.getrefcount(ctx))
v=contextvars.ContextVar('v')
def f():
    v.set(1); return sys.getrefcount(contextvars.copy_context()), sys.getrefcount(ctx)
print(ctx.run(f), sys.getrefcount(ctx))
async def co(): pass
with asyncio.Runner() as r:
    print(len(contexts()))
    r.run(co()); print(len(contexts()), [sys.getrefcount(x) for x in contexts()])
print(len(contexts()))
r=weakref.ref(ctx); del ctx; print(r())
class F(asyncio.Future): pass
class O: pass
class F2(asyncio.Future):
    def __init__(self, ch, *, loop):
        super().__init__(loop=loop)
        self.ch = ch
        self.flag = False
async def attributes():
    l=[O()]
    f=F(); f.x=l; print(sys.getrefcount(l)); del f; print('F', sys.getrefcount(l))
    f=F2(l, loop=asyncio.get_running_loop()); print(sys.getrefcount(l), sys.getrefcount(f)); f.set_result(1); print(sys.getrefcount(l)); del f; print('F2', sys.getrefcount(l))
    f=F2(l, loop=asyncio.get_running_loop()); f.set_result(1); await f; del f; print('F2', sys.getrefcount(l))
    f=asyncio.tasks._GatheringFuture(l, loop=asyncio.get_running_loop()); print(sys.getrefcount(l)); del f; print('G', sys.getrefcount(l))
    f=asyncio.Future(); f.x=l; print(sys.getrefcount(l)); del f; print('Fu', sys.getrefcount(l))
    f=F(); f.x=l;f.me=f; del f; gc.collect(); print('cyc', sys.getrefcount(l))
    f=asyncio.tasks._GatheringFuture(l, loop=asyncio.get_running_loop()); f.me=f; print(sys.getrefcount(l)); del f; gc.collect(); print('Gcyc', sys.getrefcount(l))
asyncio.run(attributes())
