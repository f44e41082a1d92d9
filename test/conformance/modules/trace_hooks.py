"""sys.settrace, sys.setprofile, jumps, changed variables, coroutines, sys.monitoring's tool ids."""
import sys
def g():
    yield 1
    x = yield 2
def f(a):
    b = a + 1
    for i in range(2):
        b += i
    try:
        raise ValueError(b)
    except ValueError:
        pass
    return list(g())
def tracer(fr, ev, arg):
    print(ev, fr.f_lineno, fr.f_code.co_name, arg if ev!='exception' else arg[:2], sorted(fr.f_locals))
    if ev=='line' and fr.f_code.co_name=='f' and fr.f_lineno==7: fr.f_locals['b']=100
    return tracer
sys.settrace(tracer)
f(3)
sys.settrace(None)
print(sys.gettrace())
def prof(fr, ev, arg): print(ev, fr.f_lineno, getattr(arg, '__name__', arg))
sys.setprofile(prof)
f(1); len([]); "a".upper()
try: int('x'); 
except ValueError: pass
try: [].index(3)
except ValueError: pass
sys.setprofile(None)
def bad(fr, ev, arg):
    if ev=='line': 1/0
    return bad
def h():
    return 5
sys.settrace(bad)
try: h()
except ZeroDivisionError as e: 
    print(type(e), e.__traceback__.tb_next.tb_lineno, e.__traceback__.tb_next.tb_next.tb_lineno)
print(sys.gettrace())
def jt(fr, ev, arg):
    if fr.f_code.co_name=='j' and ev=='line' and fr.f_lineno==fr.f_code.co_firstlineno+2: fr.f_lineno = fr.f_code.co_firstlineno+4
    return jt
def j():
    o=[]
    o.append(1)
    o.append(2)
    o.append(3)
    return o
sys.settrace(jt); print(j()); sys.settrace(None)

async def c(): return 5
async def m():
    x = await c()
    return x
class A:
    def __init__(s): s.n=0
    def __aiter__(s): return s
    async def __anext__(s):
        s.n+=1
        if s.n<3: return s.n
        raise StopAsyncIteration
async def n():
    async for i in A():
        pass
def tr(f,e,a): print(e,f.f_lineno,f.f_code.co_name, a[0] if e=='exception' else ''); return tr
for f in (m,n):
    co=f()
    sys.settrace(tr)
    try: co.send(None)
    except StopIteration: pass
    sys.settrace(None)

m=sys.monitoring
print(sorted(k for k in dir(m) if not k.startswith('__')), m.events)
m.use_tool_id(1,'x'); print(m.get_tool(1), m.get_events(1)); 
for f in (lambda: m.use_tool_id(1,'y'), lambda: m.use_tool_id(7,'y'), lambda:m.get_events(3), lambda: m.use_tool_id(2,3)):
    try: f()
    except Exception as e: print(type(e), e)
m.free_tool_id(1); print(m.get_tool(1))
