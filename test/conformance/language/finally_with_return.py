# The interplay of try, finally, with, loops and return.
log = []


def f1():
    try:
        return "try"
    finally:
        log.append("finally")


def f2():
    try:
        return "try"
    finally:
        return "finally"


def f3():
    try:
        raise ValueError
    finally:
        return "swallowed"


def f4():
    for i in range(3):
        try:
            continue
        finally:
            log.append(i)
    return "done"


def f5():
    for i in range(3):
        try:
            break
        finally:
            log.append(("break", i))
    else:
        log.append("else")
    return i


def f6():
    while True:
        try:
            return 1
        finally:
            break
    return 2


def f7():
    try:
        pass
    except ValueError:
        log.append("except")
    else:
        log.append("else")
        return "from else"
    finally:
        log.append("finally")


def f8():
    try:
        try:
            raise KeyError("a")
        except KeyError as e:
            raise ValueError("b") from e
        finally:
            log.append("inner")
    except ValueError as e:
        return repr(e), repr(e.__cause__)
    finally:
        log.append("outer")


def f9():
    x = 1
    try:
        return x
    finally:
        x = 2


def f10():
    result = []
    for i in range(4):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            result.append(i)
        except Exception:
            result.append("never")
        else:
            result.append("else")
        finally:
            result.append("finally")
    return result


def f11():
    def g():
        try:
            yield 1
            yield 2
        finally:
            log.append("generator closed")

    for x in g():
        return x


class Manager:
    def __init__(self, name, swallow=False, fail_enter=False):
        self.name, self.swallow, self.fail_enter = name, swallow, fail_enter

    def __enter__(self):
        log.append("enter " + self.name)
        if self.fail_enter:
            raise RuntimeError("enter failed")
        return self.name

    def __exit__(self, kind, value, tb):
        log.append(("exit " + self.name, kind.__name__ if kind else None, tb is not None))
        return self.swallow


def w1():
    with Manager("a") as a, Manager("b") as b:
        return a + b


def w2():
    with Manager("a", swallow=True):
        raise ValueError
    return "after"


def w3():
    with Manager("a", True):
        with Manager("b"):
            raise KeyError
    return "outer swallowed"


def w4():
    for i in range(3):
        with Manager(str(i)):
            if i == 1:
                break
    return i


def w5():
    try:
        with Manager("a"), Manager("b", fail_enter=True):
            log.append("never")
    except RuntimeError as e:
        return repr(e)


def w6():
    with (Manager("p") as x, Manager("q") as y,):
        pass
    return x, y


def w7():
    with Manager("t") as (a):
        try:
            return a
        finally:
            log.append("finally inside with")


def w8():
    try:
        with 5:
            pass
    except TypeError as e:
        print(e)

    class NoExit:
        def __enter__(self):
            pass

    class NoEnter:
        def __exit__(self, *a):
            pass

    for m in (NoExit, NoEnter):
        try:
            with m():
                pass
        except TypeError as e:
            print(e)


class BadBool:
    def __bool__(self):
        raise RuntimeError("bad bool")


class ExitReturnsBad(Manager):
    def __exit__(self, *a):
        return BadBool()


def w9():
    try:
        with ExitReturnsBad("x"):
            raise ValueError("v")
    except RuntimeError as e:
        return repr(e), repr(e.__context__)


def w10():
    try:
        with Manager("a") as undefined.attribute:
            pass
    except NameError as e:
        return str(e)


def unwinds():
    for i in (1, 2):
        for j in (1, 2):
            with Manager(f"{i}{j}", swallow=True):
                try:
                    if j == 2:
                        raise ValueError
                    continue
                finally:
                    log.append("f")
    return "ok"


for f in (f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, unwinds):
    log.clear()
    print(f.__name__, f(), log)

import contextlib


@contextlib.contextmanager
def managed(name):
    print("start", name)
    try:
        yield name.upper()
    except ValueError as e:
        print("caught", e)
    finally:
        print("end", name)


with managed("m") as m:
    print(m)
    raise ValueError("inside")
with contextlib.suppress(KeyError, ValueError):
    {}["x"]
try:
    with managed("n"):
        raise KeyError("through")
except KeyError as e:
    print(repr(e))
with contextlib.ExitStack() as stack:
    for n in "ab":
        stack.enter_context(managed(n))
    stack.callback(print, "callback", end="!\n")


@managed("decorating")
def decorated():
    return "result"


print(decorated())
with contextlib.redirect_stdout(__import__("io").StringIO()) as captured:
    print("hidden")
print(repr(captured.getvalue()))
with contextlib.closing(open.__class__ and __import__("io").StringIO("x")) as s:
    print(s.read())
with contextlib.nullcontext(5) as five:
    print(five)
