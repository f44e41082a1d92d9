"""Documentation and signatures of what CPython writes in C."""
import gc
import inspect
import itertools

import operator
import sys
import types
import weakref

import _collections
import _functools


def first_line(text):
    return text.split('\n')[0] if isinstance(text, str) else text


def signature(thing):
    try:
        return inspect.signature(thing)
    except ValueError as error:
        return type(error).__name__
    except TypeError as error:
        return type(error).__name__


builtins = vars(__import__('builtins'))
for name in sorted(builtins):
    thing = builtins[name]
    if name.startswith('_') or name in ('copyright', 'credits', 'exit', 'help', 'license', 'quit', 'open'):
        continue
    if isinstance(thing, type):
        print(name, first_line(thing.__doc__), thing.__text_signature__)
    elif isinstance(thing, types.BuiltinFunctionType):
        print(name, signature(thing), first_line(thing.__doc__), thing.__self__, thing.__module__)

for kind in (int, str, list, dict, set, tuple, bytes, float, type, object, property, super, slice):
    for name in sorted(vars(kind)):
        member = vars(kind)[name]
        text = first_line(getattr(member, '__doc__', None)) if name != '__doc__' else ''
        print(kind.__name__, name, type(member).__name__, getattr(member, '__text_signature__', None), text)

for module in (gc, itertools, operator, weakref, _collections, _functools):
    for name in sorted(vars(module)):
        thing = vars(module)[name]
        if isinstance(thing, types.BuiltinFunctionType):
            print(module.__name__, name, signature(thing), first_line(thing.__doc__))

print(inspect.signature([].append), inspect.signature(list.append), inspect.signature(dict.fromkeys))
print([].append.__doc__, ''.join.__text_signature__, (1).__add__.__doc__, int.__add__.__text_signature__, object().__init__.__text_signature__)
print(inspect.getdoc(list.sort))


class Plain:
    "a class"


class Derived(list):
    pass


print(Plain.__doc__, Plain.__text_signature__, Derived.__doc__, Derived.__text_signature__, Derived.append.__doc__)
print(inspect.signature(Plain), inspect.signature(Plain.__init__), signature(Derived))
