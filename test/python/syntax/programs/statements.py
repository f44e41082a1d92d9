"""Every kind of statement."""
from __future__ import annotations
import os, sys as system, os.path as path
from . import sibling
from .. import parent as p
from ...far.away import (one, two as zwei,)
from package import *

x = y = z = 1
a, *b = 1, 2, 3
(a), [b, (c, *d)] = 1, (2, (3, 4))
x += 1; y -= 2; z *= 3
x /= 1; x //= 2; x %= 3; x **= 4; x @= m
x >>= 1; x <<= 2; x &= 3; x |= 4; x ^= 5
n: int
n: int = 3
(n): int = 4
obj.attr: str = 'x'
obj[0]: list[int] = []
t: tuple = 1, *rest
del x, (y), [z], (a, b), obj.attr, obj[1:2]
pass
assert x
assert x, 'message'
global_name = None


def everything(a, b: int, /, c=1, d: str = '', *args: int, e, f=2, g: 'list', **kwargs: dict) -> None:
    global global_name, other
    for i in range(3):
        if i:
            continue
        break
    else:
        return
    while (chunk := read()) and True:
        pass
    else:
        x = yield
    y = yield x, 1
    yield from y
    return *args, e


def only_keywords(*, a, b=1): return a
def only_positional(a, b=1, /): return a
def nothing(): ...
def inner():
    value = 1
    def innermost():
        nonlocal value
        value += 1
    return innermost


@decorator
@package.decorator(1, key='v')
@(lambda f: f)
class Child(Base, Mixin, metaclass=Meta, **options):
    """Doc."""
    attribute = 1; other = 2
    def method(self): return super().method()
    @property
    def prop(self):
        return self._prop
    @prop.setter
    def prop(self, value): self._prop = value

class Bare: pass
class Empty(): pass

if a:
    pass
elif b:
    pass
elif c: pass
else:
    if d: pass
    else: pass

try:
    risky()
except ValueError:
    pass
except (TypeError, KeyError) as error:
    raise
except:
    raise RuntimeError('x') from None
else:
    pass
finally:
    done()

try: pass
finally: pass

try:
    pass
except* OSError as group:
    pass
except* (A, B): pass

with open('f') as f: pass
with a, b as c, d as (e, f), g as h[0], i as j.k: pass
with (a): pass
with (a as b): pass
with (a, b): pass
with (a, b) as c: pass
with (
    open('one') as one,
    open('two') as two,
): pass
with (yield): pass
with (a), (b): pass

for x, in y: pass
for x, *y in z: pass
for (x, y), z in a, *b: pass
for x.y[0] in z: pass

async def coroutine():
    async with a as b, c: pass
    async for x in y:
        await x
    else:
        await (yield)
    return [await z async for z in w if await z]

lambda: 0
if x: pass;
print >> f, x
print
exec
