# Functions of the builtins module: results and error texts.
def show(label, function, *args, **kwargs):
    try:
        print(label, repr(function(*args, **kwargs)))
    except BaseException as e:
        print(label, type(e).__name__, e)

for f, argument_lists in {
    abs: [(-3,), (-2.5,), (3 + 4j,), ('a',), (), (1, 2)],
    all: [([],), ([1, 0],), ([1, 'a'],), (3,)],
    any: [([],), ([1, 0],), ([0, ''],), (3,)],
    ascii: [('é€😀',), ('plain',)],
    bin: [(5,), (-10,), (1.5,), (True,)],
    callable: [(print,), (3,), (int,), (lambda: 0,)],
    chr: [(97,), (8364,), (-1,), (0x110000,), ('a',), (2 ** 70,)],
    divmod: [(7, 2), (-7, 2), (7.5, 2), (1, 0), (1, 'a'), (1,)],
    format: [(3.14159, '.2f'), (255, '#x'), ('a', '>5'), (1, 2), ([], 'x')],
    getattr: [(1, 'real'), (1, 'nope'), (1, 'nope', 5), (1, 2), (1,)],
    hasattr: [(1, 'real'), (1, 'nope'), (1, 2)],
    hash: [(1,), ('',), (1.5,), (2 ** 61 - 1,), ([],), ((),), (-1,), (1e300,)],
    hex: [(255,), (-255,), ('a',)],
    isinstance: [(1, int), (1, (str, int)), (1, int | str), (1, 2), (1,), (True, int)],
    issubclass: [(bool, int), (int, (str, bool)), (1, int), (int, 2)],
    iter: [(3,), (len, 1), (3, 4), ()],
    len: [([1],), ('abc',), (3,), (range(10),), ()],
    max: [(1, 2, 3), ([3, 1],), ('abc',), ([],), (), (1, 'a'), (5,)],
    min: [(1, 2, 3), ([3, 1],), ([],), ()],
    next: [(iter([1]),), (iter([]),), (iter([]), 'd'), ([],)],
    oct: [(8,), (-8,), (1.0,)],
    ord: [('a',), ('€',), (b'x',), ('ab',), (1,), ('',)],
    pow: [(2, 10), (2, -1), (2, 10, 1000), (2, -1, 7), (2, 3, 0), (2.0, 3), (1,), ('a', 2)],
    repr: [('a\n',), ([1, 'x'],)],
    round: [(2.5,), (3.5,), (2.675, 2), (1234, -2), (-0.5,), ('a',), (1.5, None), (2.5, 0)],
    sorted: [([3, 1, 2],), ('hello',), ([1, 'a'],), (), (3,)],
    sum: [([1, 2, 3],), ([0.1] * 10,), ([[1], [2]], []), ([1, 2.5, 3],), (['a'],), ([b'a'], b''), (['a'], 'b'), ([True, 2],), ([2 ** 60, 2 ** 60],), ([1e308, 1e308, -1e308],)],
    vars: [(1,), ()],
    dir: [(1, 2)],
    compile: [('1 +', 'f', 'eval'), ('x', 'f', 'wrong'), (1, 'f', 'exec'), ('a\0', 'f', 'exec')],
    eval: [('1 + 1',), ('  2',), ('x', {'x': 5}), ('x',), ('a b',), (1,), ('x', [])],
    exec: [('1 + 1',), (1,), ('x', 3)],
    zip: [(3,)],
    enumerate: [(3,)],
    range: [(1, 2, 0), ('a',)],
    open: [('no such file',), ('x', 'zz'), (3.5,)],
    __import__: [(), (3,), ('no_such_module',)],
    input: [(1, 2)],
    print: [],
    id: [()],
}.items():
    for args in argument_lists:
        if f is vars and not args:
            continue
        show(f'{f.__name__}{args}' if '0x' not in repr(args) else f.__name__, f, *args)

for kwargs in ({'foo': 1}, {'sep': 3}, {'end': b''}, {'file': 3}):
    show(f'print {kwargs}', print, 'x', **kwargs)
show('sorted key', sorted, [3, -1, 2], key=abs)
show('sorted reverse', sorted, [3, -1, 2], reverse=True)
show('sorted foo', sorted, [], foo=1)
show('max key', max, ['aa', 'b'], key=len)
show('max default', max, [], default=4)
show('max default 2', max, 1, 2, default=4)
show('min foo', min, 1, 2, foo=3)
show('sum start', sum, [1], start=10)
show('sum foo', sum, [1], foo=10)
show('round names', round, number=2.567, ndigits=1)
show('pow names', pow, base=2, exp=3, mod=5)
show('pow missing', pow, 2)
show('len keyword', len, obj=1)
show('int', int, 'zz', 36)
print('a', 'b', sep='-', end='!\n')
print(*range(3), sep=', ')
print()
import builtins
print(builtins.__name__, len is builtins.len, len, [].append.__name__)
def scope():
    inner = 1
    return sorted(locals()), dir(), eval('inner + 1')
print(scope())
namespace = {}
exec('a = 1\ndef f(): return a', namespace)
print(namespace['f'](), sorted(k for k in namespace if not k.startswith('__')))
code = compile('x * 2', 'file', 'eval')
print(eval(code, {'x': 4}), code.co_names, code.co_filename)
class Rounded:
    def __round__(self, n=None): return ('rounded', n)
    def __abs__(self): return 'abs'
    def __format__(self, spec): return f'<{spec}>'
    def __dir__(self): return ['b', 'a']
    def __len__(self): return -1
    def __index__(self): return 5
r = Rounded()
print(round(r), round(r, 2), abs(r), format(r, 'x'), dir(r), bin(r), f'{r:y}')
show('negative len', len, r)
print(list(iter(lambda values=[1, 2, 3]: values.pop(), 1)))
