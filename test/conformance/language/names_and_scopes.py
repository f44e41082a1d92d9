# del, global, nonlocal, module attributes, name lookup, namespaces given to exec, imports into scopes.
import sys


def attempt(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__ + ":", error)


counter = 0


def increments():
    global counter, created
    counter += 1
    created = "by function"


increments()
increments()
print(counter, created)


def deletes():
    global created
    del created


deletes()
attempt(lambda: created)
attempt(deletes)


def local_delete():
    a = [1]
    b = a
    del a
    print(b)
    del b
    return b


attempt(local_delete)


def loop_delete():
    for i in range(2):
        pass
    del i
    return i


attempt(loop_delete)
d = {"a": 1, "b": 2}
l = [1, 2, 3, 4, 5]
del d["a"], l[0], l[1:3]
print(d, l)


def errors():
    for source in ("del x[0]", "del x['k']", "del x.attr", "del (1).real", "del len", "del None_", "x[5] = 1", "x['a'] = 1", "None_ = x.y", "del (x, y)"):
        try:
            exec(source, {"x": [], "y": 1})
        except Exception as error:
            print(source, "->", type(error).__name__ + ":", error)


errors()
for source in (
    "def f():\n  x = 1\n  global x", "def f():\n  nonlocal x", "nonlocal x", "def f(x):\n  global x", "def f():\n  def g():\n    nonlocal y",
    "return", "yield 1", "break", "continue", "class C:\n  return 1", "def f():\n  print(x)\n  global x", "f() = 1", "None = 1", "1 = x", "x + 1 = 2",
    "del f()", "*x", "*x = 1", "x, *y, *z = 1", "lambda: (yield)", "await x", "def f(): await x", "async with x: pass", "def f(a, a): pass",
    "def f(a=1, b): pass", "f(a=1, 2)", "f(**x, *y)", "f(a=1, a=2)", "for 1 in x: pass", "with x as 1: pass", "import a.b as c.d", "from x import *, y",
    "def f():\n  from os import *", "try: pass", "x = = 1", "if x = 1: pass", "(x for x in y, z)", "f(x for x in y, 1)", "[x := 1 for x in y]", "def f(*): pass",
    "def f(/): pass", "'a' b'b'", "0777", "1__0", "0x", "1e", "x = 'abc", "x = '''abc", "\tx = 1\n        y = 2", "f'{'", "f'{}'", "f'{x!z}'", "f'{a b}'", "else: pass",
    "class C(x for x in y): pass", "@\ndef f(): pass", "raise x from", "assert", "x++", "print 1", "exec 'x'", "a ? b", "a $ b", "é€ = 1", "match x:\n  case a: pass\n  case b: pass",
    "match x:\n  case a | b: pass", "from __future__ import nothing", "x = 1\nfrom __future__ import annotations", "True = 1", "def None(): pass", "x.None = 1", "(a, b) += 1", "a: int: str", "(a, b): int",
):
    try:
        exec(source, {})
        print(repr(source), "fine")
    except SyntaxError as error:
        print(repr(source), "->", type(error).__name__ + ":", error.msg, error.lineno, error.offset)
    except Exception as error:
        print(repr(source), "raises", type(error).__name__ + ":", error)

g = {}
exec("a = 1\nb = [a for _ in range(2)]", g)
print(g["b"], sorted(g.keys()))
l = {}
exec("c = a + 1\ndef h(): return a", g, l)
print(l["c"], l["h"](), "c" in g)
print(eval("a + c", g, l), eval(compile("a", "x", "eval"), g))
attempt(lambda: eval("a", 5))
attempt(lambda: exec(5))
attempt(lambda: eval("x = 1"))
attempt(lambda: eval("undefined", {}))
attempt(lambda: exec("a", {"__builtins__": {}}))
attempt(lambda: eval("len([])", {"__builtins__": {"len": lambda x: "mine"}}))


class Namespace(dict):
    def __missing__(self, key):
        if key == "len":
            raise KeyError(key)
        return "missing " + key


print(eval("something", {}, Namespace()), eval("len('abc')", {}, Namespace()))
import builtins

builtins.added_to_builtins = "builtin"
print(added_to_builtins)
added_to_builtins = "module"
print(added_to_builtins)
del added_to_builtins
print(added_to_builtins)
del builtins.added_to_builtins
attempt(lambda: added_to_builtins)
len_was, len = len, lambda x: "shadow"
print(len([]))
del len
print(len([]), __name__, __doc__, "__file__" in globals(), __builtins__ is builtins)
print(sorted(k for k in globals() if k.startswith("__")))
module = sys.modules[__name__]
module.set_from_outside = 1
print(set_from_outside, module.counter)
attempt(lambda: module.nothing)
attempt(lambda: delattr(module, "nothing"))
import math

attempt(lambda: math.nothing)
attempt(lambda: math.__dict__["nothing"])


def annotations(a: int, b: "str" = 1, *c: float, d: list = None, **e: dict) -> None:
    x: int
    y: str = "y"
    return y


print(annotations.__annotations__, annotations(1))


class A:
    x: int = 1
    y: str
    z = 2


print(A.__annotations__)
__private = 1


class Mangled:
    __name = "m"

    def get(self):
        self.__value = 1
        return self.__name, list(self.__dict__)

    def outer(self):
        return __private


print(Mangled().get(), [k for k in Mangled.__dict__ if "name" in k])
attempt(lambda: Mangled().outer())
print(dir() == sorted(globals()), [n for n in dir(A) if not n.startswith("__")], vars() is globals(), locals() is globals())
