# No call of a native function keeps or loses a reference, whether it works or fails: each is called five times, then the
# counts of the objects it was given are what they were.
import sys, gc, functools, itertools, operator, collections, math, re, io, weakref, atexit, contextvars, copy
rc = sys.getrefcount
class O:
    def __call__(self, *a, **k): return None
    def __eq__(self, other): return self is other
    def __hash__(self): return 1
    def __lt__(self, other): return False
def check(label, function, *sentinels):
    for _ in range(3):
        try: function()
        except Exception: pass
    before = [rc(s) for s in sentinels]; objects = len(gc.get_objects())
    for _ in range(5):
        try: function()
        except Exception: pass
    after = [rc(s) for s in sentinels]; grown = len(gc.get_objects()) - objects
    if before != after or grown > 2: print('LEAK', label, [b - a for a, b in zip(before, after)], grown)
o, p = O(), O(); l = [o, p]; t = (o, p); d = {'o': o, 'p': p}; e = ValueError(o)
S = (o, p, l, t, d, e, O, None if False else l)
gc.disable()
calls = {
 'max': lambda: max(o, p), 'max key': lambda: max(l, key=id), 'max key error': lambda: max(l, key=lambda x: 1 / 0), 'max default': lambda: max([], default=o), 'min': lambda: min(l), 'min iter error': lambda: min(3),
 'sorted': lambda: sorted(l), 'sorted key': lambda: sorted(l, key=id), 'sorted error': lambda: sorted([o, 1, 'a']), 'sum': lambda: sum([[o], [p]], []), 'sum error': lambda: sum([o, p]), 'sum start': lambda: sum([], o),
 'any': lambda: any(l), 'all': lambda: all(l), 'iter': lambda: iter(o, p), 'next default': lambda: next(iter([]), o), 'next error': lambda: next(o), 'getattr default': lambda: getattr(o, 'nope', p), 'getattr error': lambda: getattr(o, 'nope'),
 'hasattr': lambda: hasattr(o, 'nope'), 'setattr': lambda: (setattr(o, 'x', p), delattr(o, 'x')), 'setattr error': lambda: setattr(1, 'x', o), 'isinstance': lambda: isinstance(o, (int, O)), 'isinstance error': lambda: isinstance(o, p),
 'vars': lambda: vars(p), 'dir': lambda: dir(o), 'repr': lambda: repr(l), 'format error': lambda: format(o, 'x'), 'pow error': lambda: pow(o, p), 'divmod error': lambda: divmod(o, p), 'round error': lambda: round(o), 'len error': lambda: len(o),
 'hash': lambda: hash(t), 'zip': lambda: list(zip(l, t)), 'zip strict': lambda: list(zip(l, [1], strict=True)), 'map': lambda: list(map(lambda x: x, l)), 'filter': lambda: list(filter(None, l)), 'enumerate': lambda: list(enumerate(l)), 'reversed': lambda: list(reversed(l)),
 'print error': lambda: print(o, file=p), 'print sep': lambda: print(o, sep=p), 'exec': lambda: exec('x = o', {'o': o}), 'eval': lambda: eval('o', {'o': o}), 'eval error': lambda: eval('o.nope', {'o': o}), 'compile error': lambda: compile('1 +', 'f', 'eval'), 'import error': lambda: __import__('no_such_module'),
 'open error': lambda: open(o), 'chr error': lambda: chr(o), 'ord error': lambda: ord(o), 'type': lambda: type('T', (O,), {'a': o}), 'super error': lambda: super(O, 3), 'dict': lambda: dict(d, z=o), 'dict error': lambda: dict([o]), 'set': lambda: set(l), 'slice': lambda: slice(o, p),
 'chain': lambda: list(itertools.chain(l, t)), 'chain error': lambda: list(itertools.chain(l, 3)), 'cycle': lambda: list(itertools.islice(itertools.cycle(l), 5)), 'product': lambda: list(itertools.product(l, t)), 'combinations': lambda: list(itertools.combinations(l, 2)), 'permutations': lambda: next(itertools.permutations(l)),
 'groupby': lambda: [list(g) for k, g in itertools.groupby(l)], 'groupby part': lambda: next(itertools.groupby(l)), 'tee': lambda: list(itertools.tee(l)[1]), 'accumulate': lambda: list(itertools.accumulate(l, lambda a, b: b)), 'accumulate error': lambda: list(itertools.accumulate(l)), 'pairwise': lambda: list(itertools.pairwise(l)),
 'zip_longest': lambda: list(itertools.zip_longest(l, [], fillvalue=o)), 'starmap': lambda: list(itertools.starmap(lambda *a: a, [t])), 'repeat': lambda: list(itertools.repeat(o, 3)), 'count error': lambda: itertools.count(o), 'dropwhile': lambda: list(itertools.dropwhile(lambda x: False, l)), 'takewhile': lambda: list(itertools.takewhile(lambda x: False, l)),
 'batched': lambda: list(itertools.batched(l, 2)), 'compress': lambda: list(itertools.compress(l, [1, 0])), 'filterfalse': lambda: list(itertools.filterfalse(lambda x: 0, l)), 'islice error': lambda: itertools.islice(l, o),
 'reduce': lambda: functools.reduce(lambda a, b: b, l), 'reduce error': lambda: functools.reduce(o, 3), 'partial': lambda: functools.partial(o, p, k=l)(o, k=p), 'partial error': lambda: functools.partial(p, 1)(*3), 'cmp_to_key': lambda: sorted(l, key=functools.cmp_to_key(lambda a, b: 0)), 'lru': lambda: functools.lru_cache(2)(lambda x: x)(o), 'lru error': lambda: functools.lru_cache(2)(lambda x: x)([]),
 'itemgetter': lambda: operator.itemgetter(0, 1)(l), 'itemgetter error': lambda: operator.itemgetter(0, 9)(l), 'attrgetter': lambda: operator.attrgetter('__class__', '__class__.__name__')(o), 'attrgetter error': lambda: operator.attrgetter('__class__.x')(o), 'methodcaller': lambda: operator.methodcaller('__eq__', p)(o), 'operator': lambda: operator.iadd(l[:], [o]), 'operator error': lambda: operator.add(o, p),
 'deque': lambda: collections.deque(l, 1), 'deque ops': lambda: (lambda q: (q.append(o), q.appendleft(p), q.rotate(), q.pop(), q.popleft(), q.insert(0, o), q.remove(o), q.extend(l), q.clear()))(collections.deque(l)), 'deque error': lambda: collections.deque(l).remove(3), 'deque index': lambda: collections.deque(l)[5], 'deque copy': lambda: collections.deque(l).copy() + collections.deque(t),
 'defaultdict': lambda: collections.defaultdict(lambda: o)[p], 'defaultdict error': lambda: collections.defaultdict(o, l), 'defaultdict missing': lambda: collections.defaultdict(None)[o], 'Counter': lambda: collections.Counter(l), 'namedtuple': lambda: N(o, p)._replace(a=p), 'OrderedDict': lambda: collections.OrderedDict(d).popitem(),
 'math error': lambda: math.floor(o), 'math gcd error': lambda: math.gcd(o), 'prod': lambda: math.prod([o]), 're sub': lambda: re.sub('a', lambda m: 1 / 0, 'aa'), 're groups': lambda: re.match('(a)(b)?', 'a').groups(o), 're error': lambda: re.sub('a', 'b', o), 're iter': lambda: list(re.finditer('a', 'aa')), 're split': lambda: re.split('(a)', 'bab'),
 'StringIO error': lambda: io.StringIO().write(o), 'weakref': lambda: weakref.ref(o), 'weakref callback': lambda: weakref.ref(o, p), 'weakref error': lambda: weakref.ref(3, o), 'proxy': lambda: weakref.proxy(o).nope, 'getweakrefs': lambda: weakref.getweakrefs(o), 'contextvar': lambda: V.reset(V.set(o)), 'context run': lambda: contextvars.copy_context().run(o, p), 'contextvar error': lambda: contextvars.ContextVar(o),
 'getsizeof': lambda: sys.getsizeof(o), 'getsizeof error': lambda: sys.getsizeof(), 'intern error': lambda: sys.intern(o), 'exc_info': lambda: sys.exc_info(), 'getframe': lambda: sys._getframe(), 'getframe error': lambda: sys._getframe(99999), 'gc referents': lambda: gc.get_referents(l, t), 'gc referrers': lambda: gc.get_referrers(o), 'gc objects': lambda: gc.get_objects(1), 'gc error': lambda: gc.collect(9), 'gc stats': lambda: gc.get_stats(), 'is_tracked': lambda: gc.is_tracked(o), 'copy': lambda: copy.copy(o), 'deepcopy': lambda: copy.deepcopy(l),
 'raise': lambda: (_ for _ in ()).throw(e), 'exception args': lambda: ValueError(o, p), 'exception repr': lambda: repr(e), 'exception keyword': lambda: ValueError(x=o), 'AttributeError': lambda: AttributeError(o, name=p, obj=l), 'AttributeError keyword': lambda: AttributeError(o, foo=p), 'OSError': lambda: OSError(2, 'a', o, None, p), 'SyntaxError': lambda: SyntaxError('a', (o, 1, 2, p)), 'SyntaxError error': lambda: SyntaxError('a', (o, p)), 'StopIteration': lambda: StopIteration(o), 'KeyError': lambda: {}[o], 'KeyError tuple': lambda: {}[t],
 'group': lambda: ExceptionGroup('g', [e]).split(ValueError), 'group subgroup': lambda: ExceptionGroup('g', [e, ExceptionGroup('h', [e])]).subgroup(lambda x: True), 'group error': lambda: ExceptionGroup('g', [e, o]), 'with_traceback': lambda: e.with_traceback(None), 'add_note': lambda: ValueError().add_note(o), 'setargs': lambda: setattr(ValueError(o), 'args', l), 'cause': lambda: setattr(ValueError(), '__cause__', e), 'context error': lambda: setattr(ValueError(), '__context__', o), 'UnicodeError': lambda: UnicodeDecodeError('a', o, 1, 2, 'x'),
}
N = collections.namedtuple('N', 'a b'); V = contextvars.ContextVar('V')
for label, function in calls.items(): check(label, function, *S)
def chained():
    try:
        try: raise e
        except ValueError: raise KeyError(o) from e
    except KeyError: pass
def starred():
    try: raise ExceptionGroup('g', [ValueError(o), TypeError(p)])
    except* ValueError: pass
    except* TypeError: pass
def finalizer():
    class D:
        def __del__(self): raise KeyError(o)
    sys.unraisablehook, old = (lambda a: None), sys.unraisablehook
    D(); sys.unraisablehook = old
for f in (chained, starred, finalizer):
    e.__context__ = None; e.__traceback__ = None
    check(f.__name__, f, o, p, l)
print('checked', len(calls) + 3)
