import sys, io
def run(function):
    try: function()
    except Exception as e:
        sys.excepthook(type(e), e, e.__traceback__)
x, y, z, d, s = 1, 'a', [1], {'k': {}}, 'é€'
run(lambda: x + y)
run(lambda: (x + x) + (y * 2) )
run(lambda: d['k']['missing'][3])
run(lambda: x.foo.bar)
run(lambda: z[ 5 ])
run(lambda: s + x + 1)
run(lambda: [i / 0 for i in z])
run(lambda: f'{x / 0}')
run(lambda: x // 0 ** 1 if x else y)
run(lambda: max(1, y))
run(lambda: -y)
run(lambda: d['k'] [ (1, 2) ])
run(lambda: (x
             + y))
run(lambda: z.append(1)(2))
run(lambda: x if y > x else z)
run(lambda: y @ x)
def f(a, b=2, *, c): pass
run(lambda: f())
run(lambda: f(1, 2, 3))
run(lambda: f(1, d=3))
def g():
    a = undefined_name
run(g)
def h():
    print(local); local = 1
run(h)
def assertion(): assert x == 2, 'not two'
run(assertion)
def unpack(): a, b = [1]
run(unpack)
def chained():
    try: 1 / 0
    except ZeroDivisionError as e: raise KeyError('k') from e
run(chained)
def context():
    try: z[9]
    except IndexError: raise ValueError
run(context)
def noted():
    e = ValueError('multi\nline'); e.add_note('note 1\nnote 2'); raise e
run(noted)
def group():
    raise ExceptionGroup('g', [ValueError(1), ExceptionGroup('h', [TypeError('t'), KeyError('k')])])
run(group)
def grouped():
    excs = []
    for f in (context, assertion):
        try: f()
        except Exception as e: excs.append(e)
    raise BaseExceptionGroup('two', excs)
run(grouped)
def many(): raise ExceptionGroup('many', [ValueError(i) for i in range(18)])
run(many)
def recursive(n): return recursive(n - 1) if n else 1 / 0
run(lambda: recursive(10))
class Custom(Exception):
    def __str__(self): raise ValueError
def custom(): raise Custom
run(custom)
class Module: pass
Custom.__module__ = 'pkg.mod'
run(custom)
