# Tracebacks as the interpreter prints them: carets, repeated lines, chained, syntax errors.
import sys
import traceback


def report(call):
    try:
        call()
    except BaseException:
        sys.excepthook(*sys.exc_info())
    print("-" * 20, file=sys.stderr)


class Thing:
    def __init__(self):
        self.value = None
        self.items = {"a": [1, 2]}

    def method(self, x):
        return self.value.attribute + x


t = Thing()
report(lambda: t.method(1))
report(lambda: t.items["a"][5])
report(lambda: t.items["b"]["c"])
report(lambda: (1 + 2) * (3 / 0) + 4)
report(lambda: [x for x in 5])
report(lambda: t.method())
report(lambda: t.missing.more)
report(lambda: undefined + 1)
report(lambda: int("x" * 3, base=10))
report(lambda: "e" * 2 + 1)
report(lambda: ("abc" + 1) if t else None)


def multi_line():
    return t.method(
        1
    ) + t.items[
        "zzz"
    ]


report(multi_line)


def recursive(n):
    if n:
        recursive(n - 1)
    else:
        raise ValueError("bottom")


report(lambda: recursive(10))


def mutual_a(n):
    mutual_b(n)


def mutual_b(n):
    if n == 0:
        raise KeyError("mutual")
    mutual_a(n - 1)


report(lambda: mutual_a(3))


def with_finally():
    try:
        1 / 0
    finally:
        t.items["in finally"]


report(with_finally)


def assertion():
    x = 3
    assert x == 4, f"x is {x}"


report(assertion)


def generator():
    yield 1
    yield t.items["gen"]


report(lambda: list(generator()))
report(lambda: sorted([3, "a", 2]))
report(lambda: max([], default=None) + 1)
report(lambda: eval("1 + * 2"))
report(lambda: eval("a b"))
report(lambda: exec("def f(:\n  pass"))
report(lambda: exec("if True:\nx = 1"))
report(lambda: exec("x = 1\n  y = 2"))
report(lambda: compile("return 5", "name.py", "exec"))
report(lambda: compile("x = (1,\n", "name.py", "exec"))
report(lambda: compile("'abc", "name.py", "exec"))
report(lambda: exec("1/0"))
report(lambda: exec(compile("def f():\n    return 1/0\nf()", "<made>", "exec")))


class Managed:
    def __enter__(self):
        return self

    def __exit__(self, *args):
        raise RuntimeError("exit failed")


def managed():
    with Managed() as m:
        raise ValueError("body")


report(managed)


class Prop:
    @property
    def p(self):
        return self.q

    @property
    def q(self):
        raise TypeError("deep in a property")


report(lambda: Prop().p)


def call_with_star(*args):
    return recursive(*args)


report(lambda: call_with_star(1, 2))


def decorated(f):
    def wrapper(*a):
        return f(*a)

    return wrapper


@decorated
@decorated
def target():
    x = {}
    x["k"] += 1


report(target)
try:
    recursive(1)
except ValueError as error:
    tb = error.__traceback__
    while tb is not None:
        print(tb.tb_lineno, tb.tb_frame.f_code.co_name, tb.tb_frame.f_lineno)
        tb = tb.tb_next
    print(traceback.format_exception_only(error))
    print(traceback.format_list(traceback.extract_tb(error.__traceback__, limit=1)))
print("".join(traceback.format_stack(limit=1)))


def raise_again():
    try:
        recursive(1)
    except ValueError as error:
        caught = error
    raise caught


report(raise_again)
report(lambda: (_ for _ in ()).throw(KeyError("thrown")))
report(lambda: sys.exit("leaving"))
sys.stdout.flush()
recursive(0)
