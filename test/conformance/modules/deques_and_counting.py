"""deque, defaultdict, Counter's helper, named tuples' fields: errors, copies, states, sizes."""
from collections import deque
import _collections
d=deque([1,2,3])
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class E:
    def __eq__(s,o): d.clear(); return True
class S(deque): pass
t(lambda: d.remove(9)); t(lambda: d.index(9)); t(lambda: deque([E()]).remove(1))
t(lambda: type(S([1])+deque([2]))); t(lambda: type(S([1])*2)); t(lambda: type(deque([1])+S([2]))); t(lambda: S([1,2],3).copy().maxlen); t(lambda: type(S([1])[0:1]) )
t(lambda: iter(deque([1,2])).__reduce__()); t(lambda: reversed(deque([1,2])).__reduce__())
it=iter(deque([1,2,3])); next(it); t(lambda: it.__reduce__()[1][1]); t(lambda: _collections._deque_iterator(deque([1,2,3]),1).__next__()); t(lambda: list(_collections._deque_reverse_iterator(deque([1,2,3]),1))); t(lambda: _collections._deque_iterator(3)); t(lambda:_collections._deque_iterator(deque([1]),5).__next__())
s=S([1]); s.x=3; t(lambda: s.__reduce__()[:3]); t(lambda: S([1],4).__reduce__()[:3]); t(lambda: deque([1],2).__reduce__()[:3])
d=deque(range(5)); it=iter(d); d.append(2); t(lambda: next(it)); t(lambda: it.__length_hint__()); t(lambda: next(it))
d=deque(range(5)); it=iter(d); d.rotate(1); t(lambda: next(it))
d=deque(range(5)); it=iter(d); d.reverse(); t(lambda: next(it))
d=deque(range(5)); it=iter(d); d.clear(); t(lambda: next(it))
d=deque(range(5)); it=iter(d); d[0]=7; t(lambda: next(it))
d=deque(range(5)); it=iter(d); del d[0]; t(lambda: next(it))
t(lambda: deque([1,2],3)*4); t(lambda: deque([1,2])*-1); t(lambda: deque(5)); t(lambda: deque([],-1)); t(lambda: deque([],'a')); t(lambda: deque([1],maxlen=0)); t(lambda: d.insert(1)); t(lambda: d.rotate('a')); t(lambda: d.extend(5)); t(lambda: d+[1]); t(lambda: d.index(1,2,3,4)); t(lambda: d.count()); t(lambda: deque(a=1)); t(lambda: d.__iadd__([3])); t(lambda: d<5); t(lambda: d.pop(1)); t(lambda: deque().pop()); t(lambda: deque().popleft()); t(lambda: d['a']); t(lambda: d[99]); t(lambda: hash(d)); t(lambda: deque([1])==deque([1],3)); t(lambda: d.maxlen); t(lambda: setattr(d,'maxlen',2))
x=deque([1]); x.append(x); t(lambda: x); t(lambda: deque('abc').insert(99,'z')); t(lambda: deque('abc',3).insert(0,'z'))
for n in (0,1,64,65,200): print(n, __import__('sys').getsizeof(deque(range(n))), end=' ')
print()
d=deque('ab'); d*=3; print(d); d=deque('abc'); d+=d; print(d); d.extendleft(d); print(d); d=deque('abcdef',4); d*=2; print(d)
from collections import Counter, defaultdict
class C(Counter):
    def get(s,k,d): print('get'); return super().get(k,d)
    def __setitem__(s,k,v): print('set'); super().__setitem__(k,v)
print(C('ab'))
class G(dict):
    def __setitem__(s,k,v): print('set'); super().__setitem__(k,v)
g=G(); _collections._count_elements(g,'ab'); print(g)
t(lambda: _collections._count_elements(5,'a')); t(lambda: _collections._count_elements({},5)); t(lambda: _collections._tuplegetter(1)); t(lambda: repr(_collections._tuplegetter(1,'d'))); t(lambda:_collections._tuplegetter(0,'x').__reduce__()); t(lambda: defaultdict(5)); t(lambda: defaultdict(list,{1:2})|{3:4}); t(lambda: {1:2}|defaultdict(int)); t(lambda: defaultdict(int).__missing__(3)); t(lambda: defaultdict().__missing__(3)); t(lambda: repr(defaultdict(None))); t(lambda: defaultdict(int,a=1).copy()); t(lambda: defaultdict(int,a=1).__reduce__()[:4])
dd=defaultdict(); dd.default_factory=lambda:dd; 
class P(tuple): x=_collections._tuplegetter(0,'doc'); y=_collections._tuplegetter(5,'d')
t(lambda: P((1,)).x); t(lambda: P((1,)).y); t(lambda: P.x); t(lambda: P.x.__doc__); t(lambda: setattr(P((1,)),'x',2)); t(lambda: delattr(P((1,)),'x')); t(lambda: P.x.__get__(5))
