# except*, splitting and merging of groups.
import traceback, sys


def run(raiser):
    try:
        try:
            raiser()
        except* ValueError as group:
            print("  values", repr(group))
        except* (KeyError, TypeError) as group:
            print("  keys", repr(group))
    except BaseException as rest:
        print("  rest", repr(rest))


def plain():
    raise ValueError("plain")


def group():
    raise ExceptionGroup("g", [ValueError(1), KeyError(2), OSError(3), ExceptionGroup("n", [ValueError(4), TypeError(5)])])


def nothing():
    pass


def other():
    raise OSError("o")


def only_values():
    raise ExceptionGroup("g", [ValueError(1), ValueError(2)])


def base_group():
    raise BaseExceptionGroup("b", [KeyboardInterrupt(), ValueError(1)])


for raiser in (plain, group, nothing, other, only_values, base_group):
    print(raiser.__name__)
    run(raiser)


def raising_in_handlers():
    try:
        raise ExceptionGroup("g", [ValueError(1), KeyError(2), OSError(3)])
    except* ValueError:
        raise RuntimeError("from values")
    except* KeyError as e:
        raise
    finally:
        print("finally")


try:
    raising_in_handlers()
except BaseException as e:
    print(repr(e), [repr(x) for x in e.exceptions])
    traceback.print_exc(file=sys.stdout)

try:
    try:
        raise ValueError("naked")
    except* ValueError as g:
        print(repr(g), g.exceptions[0].__context__, repr(g.__context__))
        raise
except BaseException as e:
    print(repr(e))

try:
    try:
        raise ValueError("x")
    except* ExceptionGroup:
        pass
except TypeError as e:
    print(e)
try:
    try:
        raise ValueError("x")
    except* 5:
        pass
except TypeError as e:
    print(e)

g = ExceptionGroup("top", [ValueError("a"), ExceptionGroup("inner", [TypeError("b"), ValueError("c")]), KeyError("d")])
match, rest = g.split(ValueError)
print(repr(match), repr(rest))
print(repr(g.subgroup(lambda e: isinstance(e, KeyError))), g.subgroup(OSError), g.split(ExceptionGroup)[1])
print(g.derive([OSError(1)]), g.message, len(g.exceptions))


class MyGroup(ExceptionGroup):
    def derive(self, excs):
        return MyGroup(self.message + " derived", excs)


m = MyGroup("mine", [ValueError(1), KeyError(2)])
try:
    raise m
except* ValueError as e:
    print(repr(e), type(e).__name__)
except* KeyError as e:
    print(repr(e))


def loop():
    for i in range(3):
        try:
            if i == 1:
                raise ExceptionGroup("x", [ValueError(i)])
        except* ValueError as e:
            print("in loop", e.exceptions)
        else:
            print("else", i)


loop()


def function_with_else():
    try:
        pass
    except* ValueError:
        pass
    else:
        return "else value"
    finally:
        print("finally")


print(function_with_else())
print(BaseExceptionGroup("x", [ValueError()]).__class__.__name__, BaseExceptionGroup("x", [KeyboardInterrupt()]).__class__.__name__)
try:
    ExceptionGroup("x", [KeyboardInterrupt()])
except TypeError as e:
    print(e)
