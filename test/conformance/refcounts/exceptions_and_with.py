# Counts around exceptions, tracebacks, with, finally and frames.
import sys
from sys import getrefcount


class Box:
    pass


def raiser(x):
    local = x
    raise ValueError(x)


def caught():
    x = Box()
    try:
        raiser(x)
    except ValueError as e:
        print("in handler", getrefcount(x), getrefcount(e), getrefcount(e.args), getrefcount(e.__traceback__), getrefcount(sys.exception()))
    print("after handler", getrefcount(x))
    try:
        raiser(x)
    except ValueError:
        print("unnamed", getrefcount(x))
    print("after", getrefcount(x))
    try:
        raise KeyError(x)
    except (ValueError, KeyError) as e:
        kept = e
        print("kept", getrefcount(kept), getrefcount(x))
    print("outside", getrefcount(kept), getrefcount(x))
    tb = kept.__traceback__
    print("traceback", getrefcount(tb), getrefcount(kept))
    del tb
    kept.__traceback__ = None
    print("no traceback", getrefcount(kept), getrefcount(x))
    del kept
    print("gone", getrefcount(x))
    try:
        try:
            raiser(x)
        finally:
            print("finally", getrefcount(x))
    except ValueError:
        print("after finally", getrefcount(x))
    try:
        try:
            raiser(x)
        except ValueError as e:
            raise KeyError(x) from e
    except KeyError as e:
        print("chained", getrefcount(x), getrefcount(e), getrefcount(e.__cause__), getrefcount(e.__context__))
    print("end", getrefcount(x))


for _ in range(3):
    caught()


def in_frame():
    x = Box()
    frame = sys._getframe()
    print(getrefcount(x), getrefcount(frame))
    f_locals = frame.f_locals
    print(getrefcount(x), getrefcount(f_locals), getrefcount(frame))
    del f_locals, frame
    print(getrefcount(x))


in_frame()
in_frame()


class Manager:
    def __enter__(self):
        self.counts = [getrefcount(self)]
        return self

    def __exit__(self, kind, value, tb):
        self.counts.append(getrefcount(self))
        if value is not None:
            self.counts += [getrefcount(value), getrefcount(tb)]
        return True


def managed():
    m = Manager()
    with m:
        inside = getrefcount(m)
    print(m.counts, inside, getrefcount(m))
    with m as n:
        inside = getrefcount(m)
    print(m.counts, inside, getrefcount(m))
    with Manager() as k:
        inside = getrefcount(k)
    print(k.counts, inside, getrefcount(k))
    with m:
        raise ValueError(1)
    print(m.counts, getrefcount(m))
    with m, k:
        raise ValueError(getrefcount(m))
    print(m.counts, k.counts)
    for _ in range(2):
        with m:
            continue
    print(m.counts)
    return early(m)


def early(m):
    with m:
        return getrefcount(m)


for _ in range(3):
    print(managed())


def reraise():
    x = Box()
    try:
        try:
            raise ValueError(x)
        except ValueError:
            print("before raise", getrefcount(x))
            raise
    except ValueError as e:
        print("reraised", getrefcount(e), getrefcount(x))


reraise()
reraise()


def returned_exception():
    try:
        raise ValueError
    except ValueError as e:
        return e


e = returned_exception()
print(getrefcount(e), getrefcount(e.__traceback__), getrefcount(e.__traceback__.tb_frame))
print(e.__traceback__.tb_frame.f_locals, getrefcount(e))
e = e.with_traceback(None)
print(getrefcount(e))


def groups():
    x = Box()
    try:
        raise ExceptionGroup("g", [ValueError(x), KeyError(x)])
    except* ValueError as g:
        print(getrefcount(x), getrefcount(g), getrefcount(g.exceptions), getrefcount(g.exceptions[0]))
    except* KeyError as g:
        print(getrefcount(x), getrefcount(g))
    print(getrefcount(x))


groups()
groups()


def assertion(x):
    try:
        assert x is None, x
    except AssertionError as e:
        return getrefcount(x), getrefcount(e.args[0]), getrefcount(e)


print(assertion(Box()), assertion(Box()))


def loop():
    for i in range(3):
        try:
            raise ValueError(i)
        except ValueError as e:
            yield getrefcount(e)


print(list(loop()))
handler = ValueError("module level")
try:
    raise handler
except ValueError as h:
    print(getrefcount(handler), getrefcount(h))
print(getrefcount(handler))
try:
    raise handler
except ValueError:
    pass
print(getrefcount(handler), handler.__traceback__.tb_next is None)
