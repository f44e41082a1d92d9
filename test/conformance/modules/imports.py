# Modules written in Python on top of the native ones, and what an import that fails says.
import importlib, inspect, json, pprint, queue, string, textwrap, threading, traceback, warnings
print(json.dumps({'a': [1, 2.5, None, True, 'é"\n'], 'b': {}}), json.loads('{"x": [1, -2.5e3, "\\u00e9", null, false]}'), json.dumps([1, {'a': 2}], indent=2))
try: json.loads('{"x": }')
except json.JSONDecodeError as e: print(e)
print(string.capwords('hello world'), string.Template('$a ${b}').substitute(a=1, b=2), string.Formatter().format('{0!r:>5} {x.real} {y[0]}', 'a', x=3, y=[7]))
print(textwrap.fill('the quick brown fox jumps over the lazy dog', 20)); print(textwrap.dedent('  a\n   b\n'), textwrap.shorten('hello big world', 9))
q = queue.Queue(); q.put(1); q.put(2); print(q.get(), q.qsize(), q.empty())
print(threading.current_thread().name, threading.Lock().acquire(), threading.active_count(), threading.local() is not None)
def f(a, b=2, *args, c, d: int = 4, **kw) -> str: "Doc."; return a
print(inspect.signature(f), inspect.getdoc(f), inspect.isfunction(f), inspect.getfullargspec(f).kwonlyargs)
pprint.pprint({'long key number %d' % i: list(range(8)) for i in range(4)})
try: 1 / 0
except ZeroDivisionError as e: print(traceback.format_exception_only(e), traceback.extract_tb(e.__traceback__)[0].lineno)
print(importlib.import_module('collections.abc').__name__)
for statement in ('import no_such', 'import json.nope', 'from json import nope', 'import no_such.sub', 'from . import x', 'from no_such import y', 'import os.path.x'):
    try: exec(statement)
    except ImportError as e: print(statement, '->', type(e).__name__, e, '|', e.name)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always'); warnings.warn('careful', DeprecationWarning); print(caught[0].message, caught[0].category.__name__)
