"""_thread, threading, queue, concurrent.futures, sched: what does not depend on who runs first."""
import _thread
import queue
import sched
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

out = []


def worker(number):
    for step in range(3):
        out.append((number, step))
        time.sleep(0.01 * number)


workers = [threading.Thread(target=worker, args=(number,)) for number in (1, 2, 3)]
for thread in workers:
    thread.start()
print(workers[0].name, threading.active_count() >= 1)
for thread in workers:
    thread.join()
print(sorted(out), threading.active_count())

bounded = queue.Queue(maxsize=2)


def producer():
    for number in range(6):
        bounded.put(number)
    bounded.put(None)


def consumer(result):
    while (item := bounded.get()) is not None:
        result.append(item)
        bounded.task_done()


result = []
pair = [threading.Thread(target=producer), threading.Thread(target=consumer, args=(result,))]
[thread.start() for thread in pair]
[thread.join() for thread in pair]
print(result)

lock = threading.Lock()
count = 0


def increment():
    global count
    for _ in range(50):
        with lock:
            seen = count
            time.sleep(0.0001)
            count = seen + 1


group = [threading.Thread(target=increment) for _ in range(4)]
[thread.start() for thread in group]
[thread.join() for thread in group]
print(count, lock.locked())

event = threading.Event()
thread = threading.Thread(target=lambda: print('event', event.wait()))
thread.start()
event.set()
thread.join()
print(event.wait(0.1), threading.Event().wait(0.05))

local = threading.local()
local.x = 1


class Local(threading.local):
    def __init__(self, start):
        self.items = [start]


special = Local('first')
special.items.append('main')


def look():
    print(hasattr(local, 'x'), special.items)
    local.x = 2
    print(local.__dict__)


thread = threading.Thread(target=look)
thread.start()
thread.join()
print(local.x, special.items)

barrier = threading.Barrier(3)
ranks = []
group = [threading.Thread(target=lambda: ranks.append(barrier.wait())) for _ in range(3)]
[thread.start() for thread in group]
[thread.join() for thread in group]
print(sorted(ranks), barrier.broken)

timer = threading.Timer(0.02, print, ['timer'])
timer.start()
timer.join()

finished = False


def finish():
    global finished
    finished = True


thread = threading.Thread(target=finish)
thread.start()
while not finished:
    pass
thread.join()

with ThreadPoolExecutor(3) as executor:
    print(list(executor.map(lambda x: (time.sleep(0.01 * (4 - x)), x * x)[1], range(4))))
    future = executor.submit(pow, 2, 10)
    print(future.result(), future.done())
    failing = executor.submit(lambda: 1 / 0)
    print(repr(failing.exception()))

reentrant = threading.RLock()
with reentrant:
    with reentrant:
        print(reentrant._is_owned(), reentrant._recursion_count())
print(reentrant._is_owned())
semaphore = threading.BoundedSemaphore(2)
print(semaphore.acquire(), semaphore.acquire(), semaphore.acquire(timeout=0.01))

# A lock that blocks below native code.
order = []
gate = threading.Lock()
gate.acquire()


def key(x):
    if x == 2:
        gate.acquire()
    order.append(x)
    return -x


opener = threading.Thread(target=lambda: (time.sleep(0.01), order.append('open'), gate.release()))
opener.start()
print(sorted([1, 2, 3], key=key), order)
opener.join()

scheduler = sched.scheduler(time.monotonic, time.sleep)
scheduler.enter(0.02, 1, print, ('second',))
scheduler.enter(0.01, 1, print, ('first',))
scheduler.run()

errors = []
threading.excepthook = lambda args: errors.append((args.exc_type.__name__, args.thread.name))
thread = threading.Thread(target=lambda: {}['missing'], name='failing')
thread.start()
thread.join()
print(errors)
threading.excepthook = threading.__excepthook__

for call in (
    lambda: lock.release(), lambda: reentrant.release(), lambda: lock.acquire(False, 1), lambda: lock.acquire(timeout=-2),
    lambda: lock.acquire(timeout=1e10), lambda: _thread.start_new_thread(1, ()), lambda: _thread.start_new_thread(print, []),
    lambda: threading.Thread(target=print).join(), lambda: _thread.LockType(), lambda: threading.local(1), lambda: time.sleep(-1),
):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error)
print(_thread.TIMEOUT_MAX, threading.current_thread().name, threading.main_thread() is threading.current_thread())
sys.stdout.flush()
threading.Thread(target=lambda: (time.sleep(0.01), print('after the end'))).start()
print('end')
