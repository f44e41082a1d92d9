"""importlib: specs, loaders, finders of a program's own, reload, code objects made by hand."""
import gc
import sys
import types

print(gc, sys, types.ModuleType('mine'), types.ModuleType('mine', 'text').__doc__)
print(gc.__spec__, gc.__loader__, sys.__spec__.name, sys.__spec__.origin)
import json
print(json.__spec__.name, json.__spec__.parent, json.__spec__.submodule_search_locations == json.__path__, type(json.__loader__).__name__)
import json.decoder
print(json.decoder.__spec__.name, json.decoder.__package__, json.decoder.__spec__.has_location)

import importlib
import importlib.util
import importlib.abc

print(importlib.import_module('textwrap').__name__, importlib.import_module('.decoder', 'json').__name__)
print(importlib.util.find_spec('nothing'), importlib.util.find_spec('string').name, importlib.util.find_spec('gc').loader)
module = importlib.import_module('colorsys')
module.extra = 1
print(importlib.reload(module) is module, module.extra, module.ONE_THIRD > 0)

for name in ('nothing', 'json.nothing', 'gc.nothing', ''):
    for load in (importlib.import_module, __import__):
        try:
            load(name)
        except Exception as error:
            print(type(error).__name__, error, getattr(error, 'name', None))
try:
    importlib.import_module('.x')
except TypeError as error:
    print(error)


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path, target=None):
        if name.startswith('virtual'):
            return importlib.util.spec_from_loader(name, self, is_package=name == 'virtual')

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        print('executing', module.__name__, module.__package__, module.__spec__._initializing)
        exec('answer = 42\ndef f(): return __name__', module.__dict__)

    def __repr__(self):
        return '<Finder>'


finder = Finder()
sys.meta_path.insert(0, finder)
import virtual
import virtual.inner as inner
from virtual import other
print(virtual, virtual.answer, inner.f(), other.f(), virtual.__path__)
import graphlib
print(graphlib.__name__, graphlib.__spec__.name)
try:
    import absent
except ModuleNotFoundError as error:
    print(error, error.name)
sys.meta_path.remove(finder)
try:
    import virtual.more
except ModuleNotFoundError as error:
    print(error, error.name)
del sys.modules['virtual.inner']
print('virtual.inner' in sys.modules, hasattr(virtual, 'inner'))

sys.modules['blocked'] = None
try:
    import blocked
except ModuleNotFoundError as error:
    print(error, error.name)


def function(a, b=2, *args, c, d=4, **rest):
    "text"
    local = a + b
    return [local for _ in range(2)], lambda: local


code = function.__code__
print(code == code.replace(), hash(code) == hash(code.replace()), code.replace(co_name='other') == code)
changed = code.replace(co_name='changed', co_firstlineno=1000, co_consts=code.co_consts)
print(changed.co_name, changed.co_firstlineno, changed.co_varnames == code.co_varnames, changed.co_cellvars)
made = types.FunctionType(changed, globals(), 'made', (7, 8))
made.__kwdefaults__ = {'c': 1, 'd': 2}
print(made.__name__, made.__doc__, made()[0], made.__defaults__)
answer = compile('a + 1', 'file', 'eval')
print(eval(answer.replace(co_consts=(41,)), {'a': 1}), eval(answer.replace(co_names=('b',)), {'b': 5}))
for changes in ({'co_argcount': -1}, {'co_code': b'x'}, {'co_varnames': ('a',)}, {'co_nlocals': 9}, {'co_names': (1,)}, {'co_consts': []}, {'unknown': 1}, {'co_name': 1}):
    try:
        code.replace(**changes)
        print('no error', changes)
    except Exception as error:
        print(type(error).__name__, error)
simple = types.CodeType(0, 0, 0, 0, 1, 0, answer.co_code, (1,), ('a',), (), 'f', 'n', 'q', 1, answer.co_linetable, answer.co_exceptiontable)
print(simple.co_name, simple.co_qualname, eval(simple, {'a': 10}))
