# operators by special methods
class N:
    def __init__(s, v): s.v = v
    def __repr__(s): return f'N({s.v})'
for op in 'add sub mul truediv floordiv mod pow lshift rshift and or xor matmul divmod'.split():
    exec(f"def __{op}__(s, o, *m): return ('{op}', s, o, *m)", ns := {}); setattr(N, f'__{op}__', ns[f'__{op}__'])
    exec(f"def __r{op}__(s, o, *m): return ('r{op}', s, o, *m)", ns := {}); setattr(N, f'__r{op}__', ns[f'__r{op}__'])
a = N(1)
print(a + 1, 1 + a, a - 1, 1 - a, a * 2, 2 * a, [1] * 2, a / 2, 2 / a, a // 2, 2 // a, a % 2, 2 % a, a ** 2, 2 ** a, a << 1, 1 << a, a >> 1, 1 >> a, a & 1, 1 & a, a | 1, 1 | a, a ^ 1, 1 ^ a, a @ 1, 1 @ a, divmod(a, 1), divmod(1, a))
print(pow(a, 2, 3))
try: pow(2, a, 3)
except TypeError as e: print(e)
try: pow(2, 'x')
except TypeError as e: print(e)
try: pow(2, 'x', 3)
except TypeError as e: print(e)
class M(N):
    def __radd__(s, o): return ('M.radd', o)
print(a + M(2), M(2) + a, 'x' + a)
class O(N): pass
print(a + O(3))
b = a; b += 5; print(b)
class I:
    def __iadd__(s, o): return ('iadd', o)
    def __imul__(s, o): return NotImplemented
i = I(); i += 3; print(i)
i = I()
try: i *= 3
except TypeError as e: print(e)
try: i -= 3
except TypeError as e: print(e)
class U:
    def __neg__(s): return 'neg'
    def __pos__(s): return 'pos'
    def __invert__(s): return 'inv'
    def __abs__(s): return 'abs'
    def __int__(s): return 42
    def __float__(s): return 2.5
    def __index__(s): return 3
    def __complex__(s): return 1j
    def __round__(s, n=None): return ('round', n)
    def __trunc__(s): return 7
    def __floor__(s): return 8
    def __hash__(s): return 2**70
    def __bool__(s): return False
    def __len__(s): return 5
    def __str__(s): return 'str!'
    def __format__(s, f): return 'fmt:' + f
    def __bytes__(s): return b'bytes'
    def __reversed__(s): return 'rev'
    def __length_hint__(s): return 3
    def __dir__(s): return ['b', 'a']
    def __sizeof__(s): return 100
    def __eq__(s, o): return 'eq'
    def __lt__(s, o): return NotImplemented
    def __contains__(s, x): return 'yes'
u = U()
print(-u, +u, ~u, abs(u), int(u), float(u), [1,2,3,4][u], complex(u), round(u), round(u, 2), hash(u), bool(u), len(u), str(u), f'{u:x}', format(u), bytes(u), reversed(u), dir(u), u == 1, u != 1, 5 in u)
import operator, math
print(operator.index(u), math.trunc(u), math.floor(u), operator.length_hint(u), not u)
for t in ('u < 1', 'u < u', '-"a"', '+[]', '~1.5', 'abs("x")', '1 < "a"', '[] < {}', 'object() < object()', 'len(5)', 'del_()', '{}[[]]', 'int[0]', 'list[0]', 'iter(5)', 'next(5)', '3 in 5', '"a" * "b"', '[] + ()', '"a" + 1', '1 @ 2', 'None.x', 'N.zz', 'type(5).zz', 'divmod(1, "a")', '1 >> "a"', 'print >> 1', 'u[0]', 'hash([])', 'hash({})', 'hash(set())', 'int([])', 'float([])', 'isinstance(1, 1)', 'issubclass(1, int)', 'issubclass(int, 1)', 'isinstance(1, (int, 1))', 'isinstance("", (int, (1,)))', 'range("a")', 'reversed(5)', 'round("a")', 'sum(["a"])', 'bool(B())', 'len(B())', 'str(B())', 'repr(B())', 'hash(B())', 'int(B())', 'iter(B())', 'B()[0]', '[][B()]', 'float(B())', 'format(B())', 'dir(B())', 'bytes(B())'):
    class B:
        def __bool__(s): return 1
        def __len__(s): return -1
        def __str__(s): return 1
        def __repr__(s): return 2
        def __hash__(s): return 'a'
        def __int__(s): return 'i'
        def __iter__(s): return 5
        def __index__(s): return 'x'
        def __float__(s): return 1
        def __format__(s, f): return 5
        def __dir__(s): return 5
        def __bytes__(s): return 5
        def __getitem__(s, i): raise IndexError(i)
    try: print(t, '->', eval(t))
    except Exception as e: print(t, '->', type(e).__name__, e)
class Seq:
    def __getitem__(s, i):
        if i > 3: raise IndexError
        return i * 10
print(list(Seq()), 20 in Seq(), 25 in Seq(), [*Seq()], max(Seq()), tuple(reversed([1])))
class It:
    def __init__(s): s.n = 0
    def __iter__(s): return s
    def __next__(s):
        s.n += 1
        if s.n > 3: raise StopIteration('done')
        return s.n
print(list(It()), sum(It()), sorted(It(), reverse=True), dict(zip('abc', It())))
it = It()
for x in it: pass
try: next(it)
except StopIteration as e: print('stop', e.value)
class NoIter:
    __iter__ = None
    __contains__ = None
    __hash__ = None
    __radd__ = None
for t in ('iter(NoIter())', '1 in NoIter()', 'hash(NoIter())', '1 + NoIter()'):
    try: print(eval(t))
    except TypeError as e: print(t, e)
class Cmp:
    def __init__(s, n): s.n = n
    def __eq__(s, o): print('eq', s.n); return NotImplemented
    def __lt__(s, o): print('lt', s.n); return NotImplemented
    def __gt__(s, o): print('gt', s.n); return True
print(Cmp(1) == Cmp(2), Cmp(1) != Cmp(2), Cmp(1) < Cmp(2))
class Sub(Cmp):
    def __eq__(s, o): print('sub eq', s.n); return True
print(Cmp(1) == Sub(2))
class Call:
    def __call__(self, *a, **k): return a, k
print(Call()(1, 2, x=3), Call()(*[1], **{'y': 2}), callable(Call()), callable(5), callable(Call))
class Hashy:
    def __init__(s, n): s.n = n
    def __eq__(s, o): return s.n == o.n
    def __hash__(s): return hash(s.n)
print(len({Hashy(1), Hashy(1), Hashy(2)}), {Hashy(1): 'a'}[Hashy(1)])
class Bool0:
    def __len__(self): return 0
print(bool(Bool0()), bool(object()))
class D(dict):
    def __missing__(s, k): return k * 2
print(D()[4], D(a=1)['a'], D().get(5))
class IntSub(int):
    def __add__(s, o): return 'added'
    def __index__(s): return 1
print(IntSub(5) + 1, 1 + IntSub(5), IntSub(5) * 2, [0,1,2,3,4,5][IntSub(5)], IntSub(7) == 7, hash(IntSub(7)), {7: 'x'}[IntSub(7)])
class StrSub(str):
    def __eq__(s, o): return True
    def __hash__(s): return 1
print(StrSub('a') == 'b', 'b' == StrSub('a'), StrSub('x') + 'y', type(StrSub('x') + 'y'))
class L(list):
    def __len__(s): return 99
    def append(s, x): super().append(x * 2)
l = L([1, 2]); l.append(3); print(len(l), l, list(l), bool(L()))
