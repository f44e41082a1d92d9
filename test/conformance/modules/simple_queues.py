# queue.SimpleQueue as the type of C: its list, errors, threads that wait
import _queue, queue, gc, sys, threading, weakref, time
print([n for n in vars(_queue) if n != '__file__'], _queue.__doc__)
Q = queue.SimpleQueue
print(Q, Q.__basicsize__, hex(Q.__flags__ & ~(1<<19)), sorted(vars(Q)), Q.__mro__, queue.Empty, queue.Empty.__module__, queue.Empty.__doc__, Q[int], Q.__text_signature__, Q.get.__text_signature__, Q.put.__doc__)
def show(f, *a, **k):
    try: print(f(*a, **k))
    except BaseException as e: print(type(e).__name__, e, e.args)
q = Q()
print(sys.getsizeof(q), gc.is_tracked(q), gc.get_referents(q)[:1], sys.getrefcount(q))
show(Q, 1); show(Q, x=1); show(q.put); show(q.put, 1, 2, 3, 4); show(q.put, 1, x=2); show(q.get, 1, 2, 3); show(q.get, timeout=-1); show(q.get, timeout='a'); show(q.get_nowait, 5)
q.put(6); q.put(7); print(gc.get_referents(q)[:1]); q.get()
show(q.get); show(q.get_nowait); show(q.get, False); show(q.get, True, 0.01); show(q.get, timeout=1e30); show(q.put_nowait); show(q.put_nowait, item=4); show(q.qsize); show(q.empty); show(q.get)
for i in range(10): q.put(i)
for i in range(7): q.get(); print(gc.get_referents(q)[:1], q.qsize())
class O: pass
o = O(); q = Q(); q.put(o); print(sys.getrefcount(o)); r = weakref.ref(q, lambda r: print('dead')); x = q.get(); print(sys.getrefcount(o)); q.put(q); del q; print(r() is None); print(gc.collect()); print(r() is None)
class S(Q):
    def __init__(self, a): self.a = a
s = S(5); s.put(1); print(s.a, s.get(), sys.getsizeof(s), S.__basicsize__)
q = Q()
def work():
    for i in range(3): q.put((threading.current_thread().name, i)); time.sleep(0.01)
ts = [threading.Thread(target=work, name=f't{i}') for i in range(2)]
for t in ts: t.start()
got = [q.get(timeout=5) for _ in range(6)]
for t in ts: t.join()
print(sorted(got), q.empty())
def consume(out):
    while (x := q.get()) is not None: out.append(x)
out = []
t = threading.Thread(target=consume, args=(out,)); t.start()
for i in range(5): q.put(i)
q.put(None); t.join(); print(out)
import concurrent.futures
with concurrent.futures.ThreadPoolExecutor(3) as ex: print(list(ex.map(lambda x: x*x, range(5))))
gc.disable(); gc.collect()
def births(f):
    f(); f(); a = gc.get_count()[0]; f(); return gc.get_count()[0]-a
def roundtrip():
    q.put(1); q.get()
print(births(Q), births(lambda: q.put(1)), births(lambda: q.get()), births(roundtrip))
