import weakref
class D:
    def __init__(self, n): self.n = n
    def __del__(self): raise ValueError(f'in del {self.n}')
    def __repr__(self): return f'D({self.n})'
def f():
    d = D(1)
f()
def gen():
    try: yield
    finally: raise KeyError('in finally')
g = gen(); next(g); del g
class C: pass
c = C()
def callback(ref): 1 / 0
r = weakref.ref(c, callback)
try: del c
finally: print('end')
