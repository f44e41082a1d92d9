# Coroutines driven without an event loop; await, async for, async with, and their errors.
import types, sys


def attempt(call):
    try:
        print(call())
    except BaseException as error:
        print(type(error).__name__ + ":", error)


class Wait:
    def __init__(self, name):
        self.name = name

    def __await__(self):
        result = yield self.name
        return result


async def simple():
    return 5


def run(coroutine, *values):
    sent = [None, *values]
    try:
        for value in sent:
            print("yielded", coroutine.send(value))
    except StopIteration as stop:
        print("result", stop.value)


run(simple())


async def waits():
    a = await Wait("one")
    b = await Wait("two")
    return a, b


run(waits(), 1, 2)


async def nested():
    x = await waits()
    y = await simple()
    return x, y


c = nested()
print(c.cr_running, c.cr_await, c.__name__)
print(c.send(None), type(c.cr_await).__name__)
print(c.send("a"))
attempt(lambda: c.send("b"))
attempt(lambda: c.send("c"))


async def awaits_wrong():
    await 5


attempt(lambda: awaits_wrong().send(None))


class BadAwait:
    def __await__(self):
        return 5


async def awaits_bad():
    await BadAwait()


attempt(lambda: awaits_bad().send(None))


class Manager:
    async def __aenter__(self):
        await Wait("enter")
        return "entered"

    async def __aexit__(self, kind, value, tb):
        await Wait("exit")
        print("exit", kind and kind.__name__)
        return True


async def with_manager():
    async with Manager() as m:
        print(m)
        raise ValueError("inside")
    return "after"


run(with_manager(), None, None)


class Aiter:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        return await Wait(f"item {self.n}")


async def loops():
    got = []
    async for x in Aiter(2):
        got.append(x)
    else:
        got.append("else")
    return got


run(loops(), "x", "y")


async def comprehends():
    return [x async for x in Aiter(2)], {x: 1 async for x in Aiter(1)}, [await Wait("in") for _ in range(1)]


run(comprehends(), 1, 2, 3, 4)


async def for_wrong():
    async for x in [1]:
        pass


attempt(lambda: for_wrong().send(None))


async def with_wrong():
    async with 5:
        pass


attempt(lambda: with_wrong().send(None))


class NotAwaitableEnter:
    def __aenter__(self):
        return 1

    def __aexit__(self, *a):
        return 1


async def with_not_awaitable():
    async with NotAwaitableEnter():
        pass


attempt(lambda: with_not_awaitable().send(None))


async def throws():
    try:
        await Wait("w")
    except KeyError as e:
        return "caught " + str(e)


c = throws()
c.send(None)
attempt(lambda: c.throw(KeyError("k")))
c = throws()
c.send(None)
attempt(lambda: c.throw(ValueError("v")))


async def closes():
    try:
        await Wait("w")
    finally:
        print("closing")


c = closes()
c.send(None)
c.close()
attempt(lambda: c.send(None))
c = simple()
c.close()


@types.coroutine
def generator_based():
    x = yield "from generator"
    return x


async def uses_generator_based():
    return await generator_based()


run(uses_generator_based(), "value")


async def twice():
    c = simple()
    await c
    await c


attempt(lambda: twice().send(None))
shared = waits()


async def awaits_shared():
    await shared


first, second = awaits_shared(), awaits_shared()
first.send(None)
attempt(lambda: second.send(None))
first.close()
attempt(lambda: iter(simple_object))
simple_object = simple()
attempt(lambda: iter(simple_object))
attempt(lambda: next(simple_object))
attempt(lambda: list(simple_object))
attempt(lambda: simple_object.send(1))
w = simple_object.__await__()
print(type(w).__name__)
attempt(lambda: next(w))


def stops():
    async def f():
        raise StopIteration("s")

    f().send(None)


attempt(stops)
sys.stdout.flush()


print(simple.__code__.co_flags & 128, generator_based.__code__.co_flags & 256)
