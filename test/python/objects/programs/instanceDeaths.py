import gc, sys, weakref
log=[]
class V:
    def __init__(s, n): s.n = n
    def __del__(s): log.append(s.n)
def show(l): print(l, *log); log.clear()
class S: __slots__ = ('z','a','m')
class S2(S): __slots__=('b','y')
class S3(S2): pass
s=S3(); s.z=V('z'); s.a=V('a'); s.m=V('m'); s.b=V('b'); s.y=V('y'); s.d1=V('d1'); s.c1=V('c1')
print(gc.get_referents(s)[-1])
del s; show('slots')
class L(list):
    __slots__=('k',)
l=L([V('i0'),V('i1')]); l.k=V('k'); del l; show('listsub')
class L(list): pass
l=L([V('i0'),V('i1')]); l.k=V('k'); print(l.__dict__.keys()); del l; show('listsub2')
class D(dict): pass
d=D(a=V('a'),b=V('b')); d.x=V('x'); del d; show('dictsub')
class I(int): pass
i=I(5); i.q=V('q'); print(i+1, i, type(i), i.__dict__.keys(), sys.getrefcount(I)); del i; show('intsub'); print(sys.getrefcount(I))
class ST(str): pass
s=ST('abc'); s.q=V('q'); print(s.upper(), s, hash(s)==hash('abc'), {s:1}['abc']); del s; show('strsub')
class TU(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
t=TU(V('t0'),V('t1')); t.q=V('q'); print(len(t)); del t; show('tuplesub')
class E(Exception):
    def __init__(self, *a): super().__init__(*a); self.v=V('e')
try: raise E(1,2)
except E as e: print(e, repr(e), e.args)
show('exc')
class R:
    def __del__(self):
        global keep; keep=self; log.append('res')
r=R(); del r; show('resurrect'); print(type(keep).__name__); del keep; show('second')
class W:
    def __init__(s,n): s.n=n
    def __repr__(s): return 'W'+s.n
w=W('1'); r1=weakref.ref(w); r2=weakref.ref(w); print(r1 is r2, r1()is w, weakref.getweakrefcount(w))
cb=lambda r: log.append(('cb', r() is None))
r3=weakref.ref(w, cb); r4=weakref.ref(w, cb); print(r3 is r4, weakref.getweakrefs(w)==[r1,r4,r3], hash(r1)==hash(w), r1==r2, r1==r3)
p=weakref.proxy(w); print(p.n, p, type(p), p.__class__)
del w; show('weak'); print(r1(), r1)if 0 else None
try: p.n
except ReferenceError as e: print(e)
try: weakref.ref(5)
except TypeError as e: print(e)
print(sys.getsizeof(W), sys.getsizeof(S), sys.getsizeof(S()), sys.getsizeof(S3()), sys.getsizeof(W('x')), sys.getsizeof(L()), sys.getsizeof(ST('abc')), sys.getsizeof(I(5)), sys.getsizeof(show), sys.getsizeof(object()), sys.getsizeof(int), sys.getsizeof(type), sys.getsizeof(r1), sys.getsizeof(W.__init__), sys.getsizeof(W('a').__repr__), sys.getsizeof([].append), sys.getsizeof(property()), sys.getsizeof(super(W, W('a'))))
print(S3.__weakrefoffset__, S3.__dictoffset__, L.__dictoffset__, I.__basicsize__, W.__basicsize__, S.__basicsize__, type.__basicsize__, E.__basicsize__, TU.__basicsize__, ST.__basicsize__)
a = W('q'); print(gc.is_tracked(a), gc.get_referents(a)); a.__dict__; print(gc.get_referents(a)); print(gc.is_tracked(a.__dict__)); a.x=[]; print(gc.is_tracked(a.__dict__))
