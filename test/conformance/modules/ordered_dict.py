"""OrderedDict: order, views, sizes, counts, errors, what a subclass sees of it."""
from collections import OrderedDict
import sys
class S(OrderedDict):
    def __getitem__(s,k): print('getitem',k); return super().__getitem__(k)
    def __delitem__(s,k): print('delitem',k); return super().__delitem__(k)
    def __contains__(s,k): print('contains',k); return super().__contains__(k)
    def __missing__(s,k): print('missing',k); return 5
    def __setitem__(s,k,v): print('set',k); super().__setitem__(k,v)
    def keys(s): print('keys'); return super().keys()
    def items(s): print('items'); return super().items()
s=S(a=1,b=2,c=3)
print(s.pop('a'), s.popitem(), s.pop('zz',4))
try: s.pop('q')
except KeyError as e: print(e)
print(s.setdefault('x'), s.setdefault('b'))
print(repr(s)); print(s==OrderedDict(b=2,x=None), s.copy(), s.__reduce__()[:4])
od=OrderedDict(a=1); dict.__setitem__(od,'z',3)
print(od.pop('z',None), len(od), list(od), dict.__repr__(od))
try: print(od)
except Exception as e: print(type(e),e)
for n in (0,1,3,5,6,10,11,100): print(n, sys.getsizeof(OrderedDict.fromkeys(range(n))), sys.getsizeof(OrderedDict()), end=' ')
print()
o=OrderedDict(a=1,b=2)
print(o.keys(), o.values(), o.items(), type(iter(o)), type(o.keys()).__mro__, type(o.items()).__dict__.keys())
print(OrderedDict.__dict__.keys())
for f in (lambda: o.pop(), lambda: o.pop(1,2,3), lambda: o.popitem(1,2), lambda:o.popitem(x=1), lambda: o.move_to_end(), lambda:o.move_to_end('zz'), lambda: OrderedDict(1,2), lambda: o.update(1,2), lambda: OrderedDict(5), lambda: OrderedDict([(1,)]), lambda: OrderedDict([(1,2,3)]), lambda: OrderedDict([()]), lambda: o.setdefault(), lambda: OrderedDict.fromkeys(), lambda: OrderedDict().popitem(), lambda: o.popitem(last=False), lambda: o.pop(key='zz', default=2), lambda: o.__init__(1,2), lambda: OrderedDict.update(), lambda: OrderedDict.__init__(), lambda: o|[], lambda: o.__or__([]), lambda: o | {'k':1}, lambda: {'k':1}|o, lambda: o.__sizeof__(), lambda: next(reversed(o.items())), lambda:o.__reduce__()[:4], lambda: sys.getrefcount(o), lambda: list(o.__reversed__()), lambda: iter(o.items()).__reduce__(), lambda:o.__ror__({}),  lambda:OrderedDict[int]):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class T(OrderedDict): pass
t=T(a=1); t.x=5; print(t.__reduce__()[:4], repr(t), vars(t))
k=object(); r=sys.getrefcount(k); o=OrderedDict([(k,1)]); print(sys.getrefcount(k)-r); it=iter(o);print(sys.getrefcount(k)-r); it=o.items(); print(sys.getrefcount(k)-r); i2=iter(it); print(sys.getrefcount(k)-r)
o=OrderedDict(a=1); o['s']=o; print(repr(o)); print(o.items())
print(sys.getsizeof(iter(o)), sys.getsizeof(o.keys()))
