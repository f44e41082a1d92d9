class S: __slots__=('a',)
class C: pass
class R:
    @property
    def ro(self): return 1
c=C(); c.q=1; c.__dict__
class CV: __slots__=(); cv=1
def t(f):
    try: f()
    except AttributeError as e: print(e, '|', e.name, e.obj is not None)
t(lambda: setattr(object(), 'x', 1))
t(lambda: delattr(object(), 'x'))
t(lambda: setattr(S(), 'b', 1))
t(lambda: delattr(c, 'zz'))
t(lambda: delattr(C(), 'zz'))
t(lambda: delattr(C, 'zz'))
t(lambda: setattr(CV(), 'cv', 1))
t(lambda: setattr(R(), 'ro', 1))
t(lambda: S().a)
t(lambda: delattr(S(), 'a'))
t(lambda: C.zz)
t(lambda: setattr([], 'append', 1))
t(lambda: setattr(5, 'real', 1))
t(lambda: setattr(len, '__name__', 1))
t(lambda: __import__('sys').zzz)
t(lambda: delattr(__import__('sys'), 'zzz'))
t(lambda: setattr(lambda:0, '__closure__', 1))
t(lambda: setattr(lambda:0, '__globals__', 1))
t(lambda: None.foo)
t(lambda: super(C, c).foo)
class W:
    @property
    def x(self): raise AttributeError('inner')
t(lambda: W().x)
