# Generators: send, throw, close, yield from, states and errors.
import inspect


def attempt(call):
    try:
        print(call())
    except BaseException as error:
        print(type(error).__name__ + ":", error)


def echo():
    received = None
    while True:
        try:
            received = yield received
        except ValueError as e:
            received = ("caught", str(e))


g = echo()
attempt(lambda: g.send(5))
print(next(g), g.send(1), g.send(2), g.throw(ValueError("x")), g.throw(ValueError("y")), g.send(3))
attempt(lambda: g.throw(KeyError("out")))
attempt(lambda: next(g))
attempt(lambda: g.send(1))
attempt(lambda: g.throw(KeyError("again")))
print(g.close())


def returns():
    yield 1
    return "value"


g = returns()
next(g)
try:
    next(g)
except StopIteration as stop:
    print(stop.value, stop.args)


def delegate():
    result = yield from returns()
    print("delegate got", result)
    result = yield from [10, 20]
    print("list gives", result)
    return (yield from echo())


g = delegate()
print(next(g), next(g), next(g), next(g), g.send("to echo"), g.throw(ValueError("through")), g.gi_yieldfrom.__name__)
attempt(lambda: g.throw(StopIteration("odd")))


def ignores_exit():
    while True:
        try:
            yield
        except GeneratorExit:
            pass


g = ignores_exit()
next(g)
attempt(g.close)
del g


def cleans():
    try:
        yield 1
    finally:
        print("cleanup")


g = cleans()
next(g)
g.close()
g.close()
g = cleans()
next(g)
del g
g = cleans()
del g


def raises_stop():
    yield 1
    raise StopIteration("inside")


attempt(lambda: list(raises_stop()))
attempt(lambda: next(x for x in [] if next(iter([]))))
attempt(lambda: [next(iter([])) for _ in range(2)])
attempt(lambda: list(next(iter([])) for _ in range(2)))


def reentrant():
    yield next(holder[0])


holder = [None]
holder[0] = reentrant()
attempt(lambda: next(holder[0]))

g = echo()
print(inspect.getgeneratorstate(g))
next(g)
print(inspect.getgeneratorstate(g), g.gi_frame.f_lineno, g.gi_running, g.gi_suspended, g.gi_code.co_name)
g.close()
print(inspect.getgeneratorstate(g), g.gi_frame)
attempt(lambda: g.throw(5))
attempt(lambda: g.throw())
attempt(lambda: type(g)())
g.__name__ = "renamed"
print(g.__name__, g.__qualname__)
attempt(lambda: setattr(g, "__name__", 5))


class Iterator:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 2:
            raise StopIteration("iterator value")
        return self.n

    def send(self, value):
        return ("sent", value)

    def throw(self, *args):
        return ("thrown", len(args), args[0] if isinstance(args[0], type) else type(args[0]).__name__)

    def close(self):
        print("closed iterator")


def over():
    print("value:", (yield from Iterator()))


g = over()
print(next(g), g.send("s"), g.throw(KeyError("t")), next(g))
attempt(lambda: next(g))
g = over()
next(g)
g.close()


def not_iterable():
    yield from 5


attempt(lambda: list(not_iterable()))


def plain_iter():
    yield from iter([1, 2])


g = plain_iter()
next(g)
attempt(lambda: g.send(5))


def throws_into():
    try:
        yield 1
    except KeyError as e:
        yield ("handled", e.args)
    finally:
        yield "in finally"


g = throws_into()
print(next(g), g.throw(KeyError("k")), next(g))
attempt(lambda: next(g))
unstarted = throws_into()
attempt(lambda: unstarted.throw(KeyError("unstarted")))
attempt(lambda: next(unstarted))


def context():
    try:
        raise ValueError("outer")
    except ValueError:
        yield 1
        raise KeyError("second")


g = context()
next(g)
try:
    raise TypeError("caller")
except TypeError:
    try:
        next(g)
    except KeyError as e:
        print(repr(e.__context__), repr(e.__context__.__context__))


def exception_state():
    import sys
    yield sys.exception()
    try:
        raise KeyError("mine")
    except KeyError:
        yield repr(sys.exception())
    yield repr(sys.exception())


try:
    raise ValueError("handled by caller")
except ValueError:
    print([str(x) for x in exception_state()])


def count(n):
    if n:
        yield n
        yield from count(n - 1)


print(list(count(5)), sum(x * y for x in range(3) for y in range(x)))
squares = (x * x for x in range(5))
print(next(squares), list(squares), list(squares))
a, *b = (c for c in "xyz")
print(a, b)
attempt(lambda: (x for x in 5))


def loop_break():
    g = (print("made", x) or x for x in range(5))
    for x in g:
        if x == 1:
            break
    return list(g)


print(loop_break())


def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


import itertools

print(list(itertools.islice(fib(), 10)))
print([x for x in itertools.takewhile(lambda v: v < 30, fib())])


def close_value():
    try:
        yield
    except GeneratorExit:
        return "returned at close"


g = close_value()
next(g)
print(g.close())


def close_raises():
    try:
        yield
    finally:
        raise RuntimeError("close failed")


g = close_raises()
next(g)
attempt(g.close)
