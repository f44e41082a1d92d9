# raise, causes, contexts, groups, notes, errors in handlers; ends with printed tracebacks.
import sys
import traceback


def show(exception, depth=0):
    print("  " * depth + type(exception).__name__, exception.args, "suppress" if exception.__suppress_context__ else "")
    if exception.__cause__ is not None:
        print("  " * depth + "cause:")
        show(exception.__cause__, depth + 1)
    if exception.__context__ is not None:
        print("  " * depth + "context:")
        show(exception.__context__, depth + 1)


def attempt(call):
    try:
        print(call())
    except BaseException as error:
        show(error)


def implicit():
    try:
        raise ZeroDivisionError("d")
    except ZeroDivisionError:
        {}["missing"]


def explicit():
    try:
        raise ZeroDivisionError("d")
    except ZeroDivisionError as error:
        raise ValueError("v") from error


def suppressed():
    try:
        raise ZeroDivisionError("d")
    except ZeroDivisionError:
        raise ValueError("v") from None


def in_finally():
    try:
        raise KeyError("k")
    finally:
        raise ValueError("f")


def nested():
    try:
        try:
            raise KeyError(1)
        except KeyError:
            raise ValueError(2)
    except ValueError:
        try:
            raise TypeError(3)
        except TypeError:
            pass
        raise


def bare():
    raise


def not_an_exception():
    raise 5


def class_not_exception():
    raise int


def cause_not_exception():
    raise ValueError from 5


def cause_class():
    raise ValueError("x") from KeyError


def catch_not_exception():
    try:
        raise ValueError("original")
    except 5:
        pass


def catch_tuple_with_wrong():
    try:
        raise ValueError("original")
    except (KeyError, "x"):
        pass


class Strange(Exception):
    def __new__(cls, *args):
        return 5


def strange():
    raise Strange


class FailsInInit(Exception):
    def __init__(self):
        raise RuntimeError("in init")


def fails():
    raise FailsInInit


def same_again():
    e = ValueError("same")
    try:
        raise e
    except ValueError:
        raise e


def cycle_of_contexts():
    a, b = ValueError("a"), KeyError("b")
    try:
        try:
            raise a
        except ValueError:
            raise b
    except KeyError:
        raise a


for call in (implicit, explicit, suppressed, in_finally, nested, bare, not_an_exception, class_not_exception, cause_not_exception,
             cause_class, catch_not_exception, catch_tuple_with_wrong, strange, fails, same_again, cycle_of_contexts):
    print("--", call.__name__)
    attempt(call)

print(sys.exc_info(), sys.exception())
try:
    raise ValueError("now")
except ValueError:
    print(sys.exc_info()[:2], repr(sys.exception()))

    def inner():
        print("inner sees", repr(sys.exception()))
        try:
            raise KeyError
        except KeyError:
            print("innermost", repr(sys.exception()))
        print("after", repr(sys.exception()))

    inner()
print(sys.exception())


class Custom(Exception):
    def __init__(self, code, message="default"):
        super().__init__(message)
        self.code = code

    def __str__(self):
        return f"[{self.code}] {self.args[0]}"


try:
    raise Custom(5)
except Custom as error:
    print(error, repr(error), error.code, error.args)

for error in (
    ValueError(), ValueError(1), ValueError(1, "two"), KeyError("k"), KeyError(), OSError(2, "No such file"), OSError(2, "No", "name"),
    OSError("only"), StopIteration(5), SystemExit(3), SystemExit(), UnicodeDecodeError("utf-8", b"abc", 1, 2, "why"),
    UnicodeEncodeError("ascii", "aé", 1, 2, "why"), ImportError("no", name="n", path="p"), AttributeError("a", name="x", obj=1),
    NameError("n", name="q"), SyntaxError("bad", ("f", 1, 2, "text", 1, 3)), ExceptionGroup("g", [ValueError(1)]), AssertionError("a"),
):
    print(repr(error), "|", str(error), "|", error.args)
print(StopIteration(5).value, SystemExit(3).code, OSError(2, "x").errno, type(OSError(2, "x")).__name__, type(OSError(13, "x")).__name__)
print(ImportError("no", name="n").name, AttributeError("a", name="x", obj=1).obj, SyntaxError("m", ("f", 1, 2, "t")).lineno)

attempt(lambda: ValueError(x=1))
attempt(lambda: UnicodeDecodeError(1))
attempt(lambda: ExceptionGroup("x", []))
attempt(lambda: ExceptionGroup("x", [5]))
attempt(lambda: ValueError("a").with_traceback(5))
attempt(lambda: setattr(ValueError(), "__cause__", 5))
attempt(lambda: setattr(ValueError(), "args", 5))
attempt(lambda: setattr(ValueError(), "__traceback__", 5))
noted = ValueError("n")
noted.add_note("first")
noted.add_note("second")
print(noted.__notes__)
attempt(lambda: noted.add_note(5))

state = ValueError("x")
state.extra = 1
print(state.__reduce__(), state.__dict__)
print(issubclass(KeyError, LookupError), BaseExceptionGroup.__mro__, IOError is OSError)

# Context set by raising while handling in a called function.
def cleanup():
    try:
        raise KeyError("inside cleanup")
    except KeyError:
        pass


try:
    try:
        raise ValueError("body")
    except ValueError:
        cleanup()
        raise TypeError("after cleanup")
except TypeError as error:
    show(error)

print("-- tracebacks")


def deep(n):
    if n == 0:
        raise ZeroDivisionError("bottom")
    return deep(n - 1)


try:
    deep(3)
except ZeroDivisionError as error:
    traceback.print_exc(file=sys.stdout)
    print([(f.name, f.lineno) for f in traceback.extract_tb(error.__traceback__)])

try:
    try:
        explicit()
    except ValueError as error:
        error.add_note("a note\nin two lines")
        raise RuntimeError("outer") from error
except RuntimeError:
    traceback.print_exc(file=sys.stdout)

try:
    raise ExceptionGroup("group", [ValueError("one"), ExceptionGroup("sub", [KeyError("two"), TypeError("three")])])
except ExceptionGroup:
    traceback.print_exc(file=sys.stdout)

sys.stdout.flush()


def raiser(values):
    total = sum(
        values[name]
        for name in ("a", "b", "missing")
    )
    return total


try:
    deep(1)
except ZeroDivisionError:
    raiser({"a": 1, "b": 2})
