"""Runs random programs one after the other and prints what each printed.

In: `programs`, a list of source texts, put in front of this file. Out: for each program a line
`== NUMBER`, then its output. Each program gets a namespace of its own with the classes below.
"""
import enum
import sys
import gc
from gc import get_referents


def namespace():
    class Point:
        def __init__(self, x, y):
            self.x, self.y = x, y
        __match_args__ = ('x', 'y')

        def __repr__(self):
            return f'Point({self.x!r}, {self.y!r})'

        def __add__(self, other):
            return Point(self.x + other.x, self.y + other.y)

        def __mul__(self, n):
            return Point(self.x * n, self.y * n)

        def __eq__(self, other):
            return isinstance(other, Point) and (self.x, self.y) == (other.x, other.y)

        def __hash__(self):
            return hash((self.x, self.y))

    class Stack:
        def __init__(self, items):
            self.items = list(items)

        def push(self, item):
            self.items.append(item)

        def __getitem__(self, index):
            return self.items[index]

        def __len__(self):
            return len(self.items)

        def __repr__(self):
            return f'Stack({self.items})'

    class Color(enum.Enum):
        RED = 1
        GREEN = 2

    class Manager:
        def __init__(self, name, swallow=False):
            self.name, self.swallow = name, swallow

        def __enter__(self):
            show('enter', self.name)
            return self.name

        def __exit__(self, kind, value, traceback):
            show('exit', self.name, kind and kind.__name__)
            return self.swallow

        async def __aenter__(self):
            return self.__enter__()

        async def __aexit__(self, *details):
            return self.__exit__(*details)

    class Base:
        def __init__(self, *args):
            self.args = args

    class Mixin:
        def method(self):
            return 'mixin'

    class Meta(type):
        def __call__(cls, *args):
            show('meta', cls.__name__)
            return super().__call__(*args)

    class Ready:
        def __init__(self, value):
            self.value = value

        def __await__(self):
            got = yield self.value
            return got

    async def ticks(n):
        for i in range(n):
            yield i
            await Ready(i)

    def drive(coroutine):
        sent = None
        for _ in range(20):
            try:
                sent = coroutine.send(sent)
            except StopIteration as stop:
                return stop.value
        coroutine.close()

    def numbers(n):
        for i in range(n):
            yield i
        return 'done'

    def yielder(n):
        yield n

    def args(*args, **kwargs):
        return args, kwargs

    def decorate(function):
        def wrapper(*args, **kwargs):
            show('calling')
            return function(*args, **kwargs)
        return wrapper

    def attempt(function):
        try:
            result = function()
        except Exception as error:
            report(error)
        else:
            show(result)
            return result

    return {'__name__': '__main__', **{k: v for k, v in locals().items()}, 'show': show, 'report': report,
            'getrefcount': sys.getrefcount, 'get_referents': get_referents, 'is_tracked': is_tracked, 'hash': hash_of}


LONG = 400
parts = []


def is_tracked(value):
    """Where it does not depend on when the compiler's own tuples were looked at by the collector."""
    if isinstance(value, dict) and any(isinstance(item, tuple) for item in [*value, *value.values()]):
        return None
    return gc.is_tracked(value)


def hash_of(value):
    """Where it is not an address."""
    return hash(value) if is_plain(value) else 0


ordered = (int, float, complex, str, bytes, type(None), range)


def is_plain(item):
    # Not a number: its hash is its address.
    return item == item if isinstance(item, (float, complex)) else isinstance(item, ordered)


def is_ordered_by_address(value, depth=0):
    """Whether a set in it has items whose hash is their address."""
    if isinstance(value, (set, frozenset)):
        return not all(is_plain(item) or isinstance(item, tuple) and all(map(is_plain, item)) for item in value)
    if depth < 4 and isinstance(value, (list, tuple)):
        return any(is_ordered_by_address(item, depth + 1) for item in value)
    if depth < 4 and isinstance(value, dict):
        return any(is_ordered_by_address(item, depth + 1) for item in [*value, *value.values()])
    return False


def text(value):
    if is_ordered_by_address(value):
        return '<in the order of addresses>'
    result = repr(value)
    if ' at 0x' in result or '<coroutine' in result or '<generator' in result:
        return '<' + type(value).__name__ + '>'
    return result if len(result) <= LONG else result[:LONG] + '... %d' % len(result)


def show(*values):
    parts.append(' '.join([text(value) for value in values]))


def report(error):
    lines = []
    traceback = error.__traceback__
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == '<program>':
            lines.append(traceback.tb_lineno)
        traceback = traceback.tb_next
    message = str(error)
    if ' at 0x' in message:
        message = '(address)'
    parts.append(f'{type(error).__name__}: {message[:LONG]} lines {lines}')
    if error.__cause__ is not None:
        parts.append('  cause ' + type(error.__cause__).__name__)
    elif error.__context__ is not None:
        parts.append('  context ' + type(error.__context__).__name__)
    for note in getattr(error, '__notes__', ()):
        parts.append('  note ' + note)


def run(number, source):
    parts.clear()
    try:
        code = compile(source, '<program>', 'exec')
    except SyntaxError as error:
        parts.append(f'SyntaxError: {error.msg} {error.lineno} {error.offset}')
    else:
        try:
            exec(code, namespace())
        except BaseException as error:
            report(error)
    # Lone surrogates are no text for a stream.
    sys.stdout.write('\n'.join(['== %d' % number, *parts, '']).encode('utf-8', 'backslashreplace').decode())
    sys.stdout.flush()


for number, source in programs:
    run(number, source)
