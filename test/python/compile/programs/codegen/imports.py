import a
import a.b.c
import a.b.c as d, e as f, g
from a import b, c as d
from . import x
from ..pkg.mod import (y,
                       z as w)
from a.b import *


def f():
    import a.b
    from a import b as c
    global g
    import g
    return a, c


class C:
    import __private
    from __hidden import __name as __other
