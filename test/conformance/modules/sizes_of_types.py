"""What sys.getsizeof and __sizeof__ tell of instances of every type, and of the types."""
import _md5, _sha1, _sha2, _sha3, _blake2
import abc, array, ast, asyncio, builtins, collections, collections.abc, contextlib, contextvars, copy, csv, dataclasses
import datetime, decimal, enum, fractions, functools, gc, heapq, io, itertools, json, operator, pathlib, pickle
import queue, random, re, select, socket, statistics, string, struct, sys, threading, time, tracemalloc, types, typing, unicodedata
import uuid, warnings, weakref


def size(name, thing):
    print(f'{name:34} {type(thing).__name__:26} {sys.getsizeof(thing):6}', end='')
    basic = type(thing).__basicsize__, type(thing).__itemsize__
    print(f'  basic {basic[0]:4} items {basic[1]:3} dict {type(thing).__dictoffset__:3} weak {type(thing).__weakrefoffset__:4}')


def sizes(group, things):
    print(f'-- {group}')
    for name, thing in things.items():
        size(name, thing)


def evaluated(group, expressions, scope):
    print(f'-- {group}')
    for expression in expressions.strip().splitlines():
        expression = expression.strip()
        try:
            thing = eval(expression, globals(), scope)
        except Exception as error:
            print(f'{expression:34} {type(error).__name__}: {error}')
            continue
        size(expression, thing)


evaluated('numbers', '''
    0
    1
    -1
    2**30 - 1
    2**30
    2**60
    -2**90
    10**1000
    True
    1.5
    2j
    None
    ...
    NotImplemented
    range(10)
    slice(1, 2, 3)
''', {})

evaluated('text', '''
    ''
    'a'
    'abc'
    'é'
    'éa'
    '€'
    'a€'
    '\\U0001f600'
    'a' * 1000
    '€' * 1000
    '\\U0001f600' * 1000
    'abc'.encode().decode()
    b''
    b'abc'
    bytearray()
    bytearray(b'abc')
    bytearray(10)
    bytearray(b'abc').__iter__()
    memoryview(b'abc')
    memoryview(memoryview(b'abcd').cast('H'))
    memoryview(b'abcdef').cast('B', (2, 3))
    iter('abc')
    iter('é')
    iter(b'abc')
    iter(memoryview(b'abc'))
    str.maketrans('a', 'b')
    'abc'.join
    'a b c'.split()
    'a b c'.partition(' ')
    string.Template('$x')
    string.Formatter()
''', {})

evaluated('containers', '''
    ()
    (1,)
    (1, 2, 3)
    tuple(range(100))
    []
    [1]
    [1, 2, 3]
    [x for x in range(10)]
    list(range(100))
    list((1, 2, 3))
    [0] * 7
    [1, 2, 3][:]
    {}
    {1: 2}
    {'a': 1}
    {x: x for x in range(6)}
    {x: x for x in range(100)}
    {str(x): x for x in range(100)}
    dict(a=1, b=2)
    dict.fromkeys(range(20))
    dict.fromkeys('abcdefghij')
    dict({x: x for x in range(10)})
    {**{'a': 1}, 'b': 2}
    {1: 2}.keys()
    {1: 2}.values()
    {1: 2}.items()
    iter({1: 2})
    iter({1: 2}.values())
    iter({1: 2}.items())
    reversed({1: 2})
    reversed({1: 2}.values())
    reversed({1: 2}.items())
    set()
    {1}
    {1, 2, 3, 4, 5}
    set(range(100))
    set('abc').copy()
    frozenset()
    frozenset({1, 2})
    frozenset(range(100))
    iter({1})
    iter(())
    iter([])
    reversed([])
    iter(range(5))
    iter(range(2**70))
    reversed(range(5))
    iter(iter, None)
    reversed((1, 2))
    enumerate([])
    zip([], [])
    zip([], [], strict=True)
    map(str, [])
    filter(None, [])
    types.MappingProxyType({})
    types.SimpleNamespace()
    types.SimpleNamespace(a=1)
''', {})

evaluated('collections', '''
    collections.deque()
    collections.deque(range(10))
    collections.deque(range(64))
    collections.deque(range(65))
    collections.deque(range(200))
    collections.deque(maxlen=3)
    iter(collections.deque())
    reversed(collections.deque())
    collections.defaultdict(list)
    collections.defaultdict(list, a=1)
    collections.OrderedDict()
    collections.OrderedDict(a=1)
    collections.OrderedDict.fromkeys(range(10))
    collections.OrderedDict(a=1).keys()
    collections.OrderedDict(a=1).values()
    collections.OrderedDict(a=1).items()
    iter(collections.OrderedDict(a=1))
    collections.Counter()
    collections.Counter('abracadabra')
    collections.ChainMap()
    collections.UserDict()
    collections.UserList()
    collections.UserString('')
    collections.namedtuple('P', 'x y')(1, 2)
    collections.namedtuple('P', 'x y')
    collections.namedtuple('P', 'x y').x
    queue.Queue()
    queue.SimpleQueue()
    queue.PriorityQueue()
    array.array('b')
    array.array('i', [1, 2, 3])
    array.array('d', range(10))
    array.array('u', 'abc')
    iter(array.array('b'))
    weakref.WeakValueDictionary()
    weakref.WeakKeyDictionary()
    weakref.WeakSet()
''', {})

evaluated('itertools', '''
    itertools.accumulate([])
    itertools.batched([], 2)
    itertools.chain([], [])
    itertools.combinations([1, 2, 3], 2)
    itertools.combinations_with_replacement([1, 2, 3], 2)
    itertools.compress([], [])
    itertools.count()
    itertools.count(1.5)
    itertools.cycle([])
    itertools.dropwhile(bool, [])
    itertools.filterfalse(bool, [])
    itertools.groupby([])
    itertools.groupby([1]).__next__()[1]
    itertools.islice([], 2)
    itertools.pairwise([])
    itertools.permutations([1, 2, 3], 2)
    itertools.product([1, 2], [3, 4])
    itertools.repeat(1)
    itertools.starmap(pow, [])
    itertools.takewhile(bool, [])
    itertools.tee([])[0]
    itertools.zip_longest([], [])
''', {})


def plain(a, b=2, *rest, c=3, **more):
    def inner():
        return a, inner
    return inner


def generate():
    x = yield 1
    y = [z for z in range(3)]
    yield x, y


async def coroutine():
    await asyncio.sleep(0)


async def asynchronous():
    yield 1


def closures():
    a = 1
    return lambda: a


evaluated('functools and operator', '''
    functools.partial(print)
    functools.partial(print, 1, end='')
    functools.partialmethod(print)
    functools.lru_cache(plain)
    functools.lru_cache(maxsize=None)(plain)
    functools.lru_cache(plain).cache_info()
    functools.cmp_to_key(plain)
    functools.cmp_to_key(plain)(1)
    functools.cached_property(plain)
    functools.singledispatch(plain)
    operator.itemgetter(1)
    operator.itemgetter(1, 2)
    operator.attrgetter('a')
    operator.attrgetter('a.b', 'c')
    operator.methodcaller('a', 1)
''', {})


class Plain:
    def method(self):
        return self

    @property
    def prop(self):
        return 1

    @classmethod
    def make(cls):
        return cls

    @staticmethod
    def static():
        return 1


class Full:
    def __init__(self):
        self.a = self.b = self.c = 1


class Slots:
    __slots__ = 'a', 'b'


class SlotsWeak:
    __slots__ = 'a', '__weakref__'


class SlotsDict:
    __slots__ = 'a', '__dict__'


class EmptySlots:
    __slots__ = ()


class Many(Slots):
    pass


class IntSub(int):
    pass


class IntSlots(int):
    __slots__ = ()


class StrSub(str):
    pass


class BytesSub(bytes):
    pass


class TupleSub(tuple):
    pass


class TupleSlots(tuple):
    __slots__ = ()


class FloatSub(float):
    pass


class ComplexSub(complex):
    pass


class ListSub(list):
    pass


class ListSlots(list):
    __slots__ = 'x', 'y'


class DictSub(dict):
    pass


class SetSub(set):
    pass


class FrozensetSub(frozenset):
    pass


class BytearraySub(bytearray):
    pass


class ErrorSub(Exception):
    pass


class ErrorSlots(Exception):
    __slots__ = 'x',


class OsErrorSub(OSError):
    pass


class TypeSub(type):
    pass


class Meta(metaclass=TypeSub):
    pass


class Abstract(abc.ABC):
    @abc.abstractmethod
    def f(self):
        pass


class Color(enum.Enum):
    RED = 1


class Flags(enum.Flag):
    A = 1


class IntColor(enum.IntEnum):
    RED = 1


@dataclasses.dataclass
class Data:
    a: int
    b: int = 2


@dataclasses.dataclass(slots=True, frozen=True)
class SlottedData:
    a: int
    b: int = 2


class Named(typing.NamedTuple):
    a: int
    b: int = 3


class Typed(typing.TypedDict):
    a: int


class Proto(typing.Protocol):
    def f(self): ...


class ModuleSub(types.ModuleType):
    pass


class DequeSub(collections.deque):
    pass


class DefaultSub(collections.defaultdict):
    pass


class PropertySub(property):
    pass


class RefSub(weakref.ref):
    pass


class PartialSub(functools.partial):
    pass


class RandomSub(random.Random):
    pass


class ThreadSub(threading.Thread):
    pass


evaluated('instances', '''
    object()
    Plain()
    Plain().__dict__
    Full()
    Full().__dict__
    Slots()
    SlotsWeak()
    SlotsDict()
    EmptySlots()
    Many()
    IntSub(5)
    IntSub(2**70)
    IntSlots(5)
    StrSub('abc')
    StrSub('€')
    BytesSub(b'abc')
    TupleSub((1, 2))
    TupleSlots((1, 2))
    FloatSub(1.5)
    ComplexSub(1)
    ListSub([1, 2])
    ListSlots()
    DictSub(a=1)
    SetSub({1})
    FrozensetSub({1})
    BytearraySub(b'abc')
    ErrorSub('a')
    ErrorSlots()
    OsErrorSub(1, 'x')
    Color.RED
    Flags.A
    Flags(0)
    IntColor.RED
    Data(1)
    SlottedData(1)
    Named(1)
    Typed(a=1)
    ModuleSub('m')
    DequeSub()
    DefaultSub()
    PropertySub()
    RefSub(Plain)
    PartialSub(print)
    RandomSub()
    ThreadSub()
''', {})

evaluated('classes', '''
    object
    type
    int
    str
    dict
    BaseException
    Plain
    Full
    Slots
    SlotsWeak
    SlotsDict
    EmptySlots
    Many
    IntSub
    StrSub
    TupleSub
    ListSlots
    DictSub
    ErrorSub
    TypeSub
    Meta
    Abstract
    Color
    Flags
    Data
    SlottedData
    Named
    Typed
    Proto
    Plain.__dict__
    Plain.__dict__['__dict__']
    Plain.__dict__['__weakref__']
    Plain.__dict__['make']
    Plain.__dict__['static']
    Plain.prop
    Plain.method
    Plain().method
    Plain.make
    Slots.a
    object.__init__
    object().__init__
    object.__new__
    object.__subclasshook__
    int.real
    int.__add__
    (1).__add__
    str.join
    ''.join
    dict.fromkeys
    dict.__dict__['fromkeys']
    type.__dict__['__dict__']
    types.FunctionType.__code__
    types.FunctionType.__dict__['__globals__']
    len
    [].append
    super(Many, Many())
    property()
    property(plain)
    classmethod(plain)
    staticmethod(plain)
    types.MethodType(plain, 1)
    list[int]
    dict[str, int]
    int | str
    typing.List[int]
    typing.Optional[int]
    typing.TypeVar('T')
    typing.ParamSpec('P')
    typing.TypeVarTuple('Ts')
    typing.ParamSpec('P').args
    typing.ParamSpec('P').kwargs
    typing.TypeAliasType('A', int)
    typing.NewType('N', int)
    typing.Any
    typing.Union
    typing.Generic
    typing.ForwardRef('x')
    weakref.ref(Plain)
    weakref.ref(Plain, print)
    weakref.proxy(Plain)
    weakref.proxy(len.__self__)
    weakref.WeakMethod(Plain.make)
    weakref.finalize(Plain, print)
''', {})

generator = generate()
started = generate()
next(started)
waiting = coroutine()
asyncgen = asynchronous()
frame = sys._getframe()


def in_frame(depth):
    x, y, z = 1, 2, 3
    return sys._getframe(), [x, y, z]


def tracebacks():
    try:
        raise ValueError('x')
    except ValueError as error:
        return error


evaluated('functions, code, frames', '''
    plain
    closures()
    closures().__closure__
    closures().__closure__[0]
    types.CellType()
    lambda: 0
    plain.__code__
    generate.__code__
    coroutine.__code__
    closures.__code__
    (lambda: 0).__code__
    in_frame.__code__
    tracebacks.__code__
    compile('', 'f', 'exec')
    compile('x = 1', 'f', 'exec')
    compile('x + y * z', 'f', 'eval')
    plain.__code__.co_code
    plain.__code__.co_linetable
    plain.__code__.co_exceptiontable
    tracebacks.__code__.co_exceptiontable
    generator
    started
    generator.gi_frame
    started.gi_frame
    (x for x in [])
    (x for x in []).gi_frame
    waiting
    waiting.cr_frame
    waiting.__await__()
    asyncgen
    asyncgen.__anext__()
    asyncgen.asend(None)
    asyncgen.athrow(ValueError)
    asyncgen.aclose()
    anext(asyncgen, 1)
    aiter(asyncgen)
    frame
    in_frame(1)[0]
    frame.f_globals is globals()
    tracebacks()
    tracebacks().__traceback__
    tracebacks().__traceback__.tb_frame
    tracebacks().args
    types.TracebackType(None, frame, 1, 1)
    types.ModuleType('m')
    types.ModuleType('m').__dict__
    sys
    sys.version_info
    sys.flags
    sys.float_info
    sys.int_info
    sys.hash_info
    sys.thread_info
    sys.implementation
    sys.implementation.cache_tag
    sys.getsizeof
    types.DynamicClassAttribute()
    types.GenericAlias(list, int)
    types.coroutine(generate)
''', {})
waiting.close()

evaluated('exceptions', '''
    BaseException()
    Exception('x')
    StopIteration(1)
    StopAsyncIteration()
    SystemExit(1)
    KeyboardInterrupt()
    GeneratorExit()
    ImportError('x', name='y')
    ModuleNotFoundError()
    OSError(1, 'x')
    FileNotFoundError()
    BlockingIOError()
    KeyError(1)
    IndexError(1)
    AttributeError('x', name='y', obj=1)
    NameError('x')
    UnboundLocalError('x')
    SyntaxError('x')
    IndentationError('x')
    UnicodeEncodeError('utf8', 'x', 0, 1, 'y')
    UnicodeDecodeError('utf8', b'x', 0, 1, 'y')
    UnicodeTranslateError('x', 0, 1, 'y')
    MemoryError()
    RecursionError()
    ExceptionGroup('x', [ValueError()])
    BaseExceptionGroup('x', [KeyboardInterrupt()])
    Warning()
    json.JSONDecodeError('x', 'y', 0)
    asyncio.CancelledError()
    decimal.InvalidOperation()
    struct.error()
''', {})

evaluated('text and data modules', '''
    re.compile('a')
    re.compile('(a)(?P<b>b)*[a-z]+')
    re.compile(b'a')
    re.match('a', 'a')
    re.match('(a)(b)?', 'a')
    re.finditer('a', 'a')
    re.compile('a').scanner('a')
    struct.Struct('i')
    struct.Struct('iqd4s')
    struct.iter_unpack('i', bytes(4))
    datetime.date(2020, 1, 1)
    datetime.time()
    datetime.time(tzinfo=datetime.UTC)
    datetime.datetime(2020, 1, 1)
    datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    datetime.timedelta(1)
    datetime.timezone.utc
    datetime.timezone(datetime.timedelta(hours=1))
    datetime.tzinfo()
    datetime.date(2020, 1, 1).isocalendar()
    time.gmtime(0)
    time.get_clock_info('time')
    decimal.Decimal(1)
    decimal.Decimal('1.5')
    decimal.Decimal(10**50)
    decimal.Decimal(10**100)
    decimal.Decimal(10**1000)
    decimal.Decimal('NaN')
    decimal.Context()
    decimal.getcontext().flags
    decimal.localcontext()
    decimal.Decimal(1).as_tuple()
    fractions.Fraction(1, 2)
    random.Random()
    random.SystemRandom()
    uuid.UUID(int=1)
    statistics.NormalDist()
    csv.reader([])
    csv.writer(io.StringIO())
    csv.get_dialect('excel')
    json.JSONEncoder()
    json.JSONDecoder()
    json.decoder.scanner.c_make_scanner(json.JSONDecoder())
    pickle.Pickler(io.BytesIO())
    pickle.Unpickler(io.BytesIO())
    pickle.PickleBuffer(b'')
    _md5.md5()
    _sha1.sha1()
    _sha2.sha256()
    _sha2.sha512()
    _sha3.sha3_256()
    _sha3.shake_128()
    _blake2.blake2b()
    _blake2.blake2s()
    unicodedata.ucd_3_2_0
    ast.parse('x')
    ast.parse('x').body[0]
    ast.Name('x')
    ast.Load()
    pathlib.PurePath('a/b')
''', {})

evaluated('streams', '''
    io.StringIO()
    io.StringIO('abc')
    io.BytesIO()
    io.BytesIO(b'abc')
    io.BytesIO(b'abc').getbuffer()
    io.BufferedReader(io.BytesIO())
    io.BufferedWriter(io.BytesIO())
    io.BufferedRandom(io.BytesIO())
    io.BufferedRWPair(io.BytesIO(), io.BytesIO())
    io.BufferedReader(io.BytesIO(), 100)
    io.TextIOWrapper(io.BytesIO())
    io.IncrementalNewlineDecoder(None, True)
    io.RawIOBase()
    io.BufferedIOBase()
    io.TextIOBase()
    io.IOBase()
    sys.stdout
    contextlib.nullcontext()
    contextlib.ExitStack()
    contextlib.suppress()
    contextlib.redirect_stdout(None)
    contextlib.contextmanager(generate)()
    contextlib.closing(None)
''', {})

evaluated('threads, contexts, tasks', '''
    threading.Lock()
    threading.RLock()
    threading._RLock()
    threading.local()
    threading.Condition()
    threading.Event()
    threading.Semaphore()
    threading.Barrier(2)
    threading.Timer(1, print)
    threading.current_thread()
    contextvars.Context()
    contextvars.copy_context()
    contextvars.ContextVar('x')
    contextvars.ContextVar('x').set(1)
    contextvars.Token.MISSING
    asyncio.Future
    asyncio.Task
    asyncio.Queue
    socket.socket
    select.select
    gc.get_stats()
    gc.callbacks
    tracemalloc.Filter(True, 'x')
    warnings.catch_warnings()
    builtins
''', {})


async def tasks():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    task = loop.create_task(coroutine())
    sizes('tasks', {
        'future': future, 'task': task, 'future iterator': iter(future), 'lock': asyncio.Lock(), 'event': asyncio.Event(),
        'queue': asyncio.Queue(), 'semaphore': asyncio.Semaphore(), 'handle': loop.call_soon(int), 'timer': loop.call_later(0, int),
    })
    future.cancel()
    await task

asyncio.run(tasks())

print('-- types of the builtins')
for name in sorted(vars(builtins)):
    thing = vars(builtins)[name]
    if isinstance(thing, type):
        print(f'{name:30} size {sys.getsizeof(thing):5} basic {thing.__basicsize__:4} items {thing.__itemsize__:3}',
              f'dict {thing.__dictoffset__:4} weak {thing.__weakrefoffset__:4}')

print('-- types of modules')
for module in (collections, contextvars, datetime, decimal, functools, io, itertools, operator, queue, re, struct, types, typing, weakref, array,
               socket, threading, random, pickle, json, string, fractions, asyncio):
    for name in sorted(vars(module)):
        thing = vars(module)[name]
        if isinstance(thing, type) and not name.startswith('_') and getattr(builtins, name, None) is not thing:
            print(f'{module.__name__}.{name:30} size {sys.getsizeof(thing):5} basic {thing.__basicsize__:4} items {thing.__itemsize__:3}',
                  f'dict {thing.__dictoffset__:4} weak {thing.__weakrefoffset__:4} managed {thing.__flags__ >> 3 & 3}')
