log = []
class N(list):
    def __init__(s, i, *x): super().__init__(x); s.i = i
    def __del__(s): log.append(s.i)
def chain(cls, n):
    h = None
    for i in range(n): h = cls(i, h)
    return h
h = chain(N, 300); del h; print(log); log.clear()
class D(dict):
    def __init__(s, i, x): super().__init__(x=x); s.i = i
    def __del__(s): log.append(s.i)
h = chain(D, 300); del h; print(log); log.clear()
class T(tuple):
    def __new__(cls, i, x): self = super().__new__(cls, (x,)); self.i = i; return self
    def __del__(s): log.append(s.i)
h = chain(T, 300); del h; print(log); log.clear()
class E(Exception):
    def __init__(s, i, x): super().__init__(x); s.i = i
    def __del__(s): log.append(s.i)
h = chain(E, 300); del h; print(log); log.clear()
class S(frozenset):
    def __new__(cls, i, x): self = super().__new__(cls, (x,)); self.i = i; return self
    def __del__(s): log.append(s.i)
h = chain(S, 300); del h; print(log); log.clear()
class O:
    def __init__(s, i, x): s.x = x; s.i = i
    def __del__(s): log.append(s.i)
h = chain(O, 300); del h; print(log); log.clear()
class L(list): pass
h = None
for i in range(3000): h = L([h])
del h; print('ok')
h = None
for i in range(3000): h = E(i, h)
del h; print(len(log), sum(log))
