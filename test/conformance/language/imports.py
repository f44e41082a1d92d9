# Imports from the bundled library, and errors of imports.
import sys


def attempt(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__ + ":", error, getattr(error, "name", None), getattr(error, "path", None) is None)


def run(source):
    def call():
        names = {}
        exec(source, names)
        return sorted(k for k in names if k != "__builtins__")

    print(source.replace("\n", "; "), end=" -> ")
    attempt(call)


for source in (
    "import math", "import math as m", "from math import pi", "from math import pi as p, tau", "import collections.abc", "import collections.abc as c", "from collections import abc", "from collections import OrderedDict, deque",
    "import no_such_module", "import no.such.module", "import math.nothing", "import collections.nothing", "from sys import nothing", "from collections import nothing", "from no_such import x", "from . import x", "from .x import y", "from .. import x",
    "import string\nimport string", "from string import digits, ascii_letters", "from functools import *", "import json.decoder", "from json import decoder as d, loads", "__import__('math')", "__import__('')", "__import__(5)", "__import__('math', level=1)", "__import__('math', level=-1)",
    "import heapq, bisect, keyword as r", "from __future__ import annotations", "import keyword", "from collections.abc import Mapping", "from collections.abc import Nothing",
):
    run(source)

import collections.abc
import math

print(math is sys.modules["math"], type(math).__name__, math.__name__, collections.abc.__name__, collections.__name__, "collections" in sys.modules)
print(__import__("collections.abc").__name__, __import__("collections.abc", fromlist=["x"]).__name__, __import__("math", None, None, ()).pi)
import importlib

print(importlib.import_module("string").digits, importlib.import_module("collections.abc").__name__)
attempt(lambda: importlib.import_module("no_such_module"))
attempt(lambda: importlib.import_module(".x"))
sys.modules["fake"] = type(sys)("fake")
sys.modules["fake"].value = 5
import fake
from fake import value

print(fake.value, value, fake)
run("from fake import other")
run("import fake.sub")
sys.modules["blocked"] = None
run("import blocked")
sys.modules["odd"] = 5
run("import odd")
run("from odd import real")
run("from odd import nothing")


def in_function():
    import string as s
    from math import floor, ceil

    return s.digits, floor(1.5), ceil(1.5)


print(in_function())


class InClass:
    from math import pi
    import math as m


print(InClass.pi == math.pi, InClass.m is math)


def lazily(name):
    try:
        module = __import__(name)
    except ImportError as e:
        return type(e).__name__, e.name, e.msg
    return module.__name__


print(lazily("string"), lazily("nope"))
module = type(math)("made", "documentation")
print(module.__name__, module.__doc__, module.__dict__.keys(), module)
exec("x = 1\ndef f(): return x", module.__dict__)
print(module.f(), module.x, [n for n in dir(module) if not n.startswith("__")])
attempt(lambda: module.missing)


def module_getattr(name):
    if name == "dynamic":
        return "dynamic value"
    raise AttributeError(f"no {name} here")


module.__getattr__ = module_getattr
print(module.dynamic)
attempt(lambda: module.other)
sys.modules["made"] = module
from made import dynamic

print(dynamic)
run("from made import absent")
module.__all__ = ["x", "dynamic"]
run("from made import *")
module.__all__ = ["x", "absent"]
run("from made import *")
module.__all__ = [5]
run("from made import *")
del module.__all__
run("from made import *")
builtin_import = __builtins__.__import__


def noisy(name, globals=None, locals=None, fromlist=(), level=0):
    print("importing", name, fromlist, level)
    return builtin_import(name, globals, locals, fromlist, level)


__builtins__.__import__ = noisy
import math as again
from string import digits
import collections.abc as more

__builtins__.__import__ = builtin_import
print(again is math, digits, more.__name__)
