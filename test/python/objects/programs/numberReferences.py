# No operation on numbers and text keeps or loses a reference to an operand, whether it fails or not.
import sys
getref = sys.getrefcount
class Sub(str): pass
class SubI(int): pass
class Idx:
    def __index__(self): return 3
class Bad:
    def __index__(self): raise KeyError('x')
    def __str__(self): raise KeyError('y')
    def __repr__(self): raise KeyError('z')
    def __float__(self): raise KeyError('f')
    def __format__(self, s): raise KeyError('g')
    def __bytes__(self): raise KeyError('g')
def pool():
    return [int('1000'), int('-5000'), 10**30 + int('1'), float('2.5'), float('-0.0'), complex('1+2j'), ''.join(['hello',' world']), ''.join(['caf\xe9','x']), ''.join(['a\U0001f600','b']),
     ''.join(['utf','-8']), ''.join(['str','ict']), bytes([104,101,108,108,111]), bytearray(b'hel,lo'), Sub('subtext'), SubI(777), range(1000, 5000, 700), slice(1000, 2000, 300), Idx(), Bad(),
     [1000, 'x', 2.5], (b'abc', 'def', 1000), {'a': 1000, 'hello': 'x'}, memoryview(b'hello'), None, ''.join(['>','20']), ''.join(['.2','f']), ''.join(['{0} {a',']}'])]
skip = {'__pow__','__rpow__','__lshift__','__rlshift__','__mul__','__rmul__','__class__','__init_subclass__','__subclasshook__','__new__','__init__','__dir__','__doc__','__setattr__','__delattr__','__reduce__','__reduce_ex__','__getattribute__','__getstate__','release','extend','append','insert','clear','pop','remove','reverse','__setitem__','__delitem__','__iadd__','__imul__','__dict__','__weakref__','__module__','__class_getitem__','update','setdefault','popitem','sort'}
objs = pool()
count = 0
def run(label, f, args):
    global count
    count += 1
    before = [getref(o) for o in objs]
    for _ in range(2):
        try:
            f(*args)
        except Exception:
            pass
    after = [getref(o) for o in objs]
    if before != after:
        print('LEAK', label, [(type(o).__name__, a - b) for o, a, b in zip(objs, after, before) if a != b])
targets = [o for o in objs if type(o) in (int, float, complex, str, bytes, bytearray, range, slice, Sub, SubI)]
for o in targets:
    for name in dir(type(o)):
        if name in skip: continue
        m = getattr(o, name)
        if not callable(m): continue
        run((type(o).__name__, name), m, ())
        for a in objs[::3]:
            run((type(o).__name__, name, type(a).__name__), m, (a,))
        for a in objs[6::11]:
            for b in objs[1::11]:
                run((type(o).__name__, name, type(a).__name__, type(b).__name__), m, (a, b))
for T in (int, float, complex, str, bytes, bytearray, range, slice, bool, memoryview, type(None)):
    for a in objs:
        run((T.__name__, type(a).__name__), T, (a,))
        for b in objs:
            run((T.__name__, type(a).__name__, type(b).__name__), T, (a, b))
import operator
for op in (operator.add, operator.sub, operator.mul, operator.truediv, operator.floordiv, operator.mod, operator.rshift, operator.and_, operator.or_, operator.xor, operator.lt, operator.eq, operator.ge, operator.contains, operator.getitem, divmod, format, round):
    for a in objs:
        for b in objs:
            if op in (operator.lshift, operator.pow, operator.mul) and isinstance(b, int) and abs(b) > 1000: continue
            if op is operator.mul and isinstance(a, int) and abs(a) > 1000: continue
            run((op.__name__, type(a).__name__, type(b).__name__), op, (a, b))
for a in objs:
    for f in (repr, str, ascii, hash, abs, len, iter, list, bool, float, int, chr, ord, bin, hex):
        if f is list and isinstance(a, int): continue
        run((f.__name__, type(a).__name__), f, (a,))
    for spec in ('%s', '%r', '%d', '%x', '%5.1f', '%c', '%(a)s', '%*d', '%s %s', '%a'):
        run((spec, type(a).__name__), lambda: spec % a, ())
        run((spec, 'tuple', type(a).__name__), lambda: spec % (a,), ())
    for spec in ('{}', '{0!r:>10}', '{0[0]}', '{0.real}', '{:{}}', '{a}', '{0[a]}', '{:.2f}', '{!a}'):
        run((spec, type(a).__name__), lambda: spec.format(a, 5, a=a), ())
        run((spec, type(a).__name__), lambda: spec.format_map(a), ())
print('done', count)
