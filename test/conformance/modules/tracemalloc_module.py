# allocation traces: which line a block belongs to, what frees and moves do to it
import gc
import tracemalloc

gc.disable()


def line_of(thing):
    traceback = tracemalloc.get_object_traceback(thing)
    return None if traceback is None else [frame.lineno for frame in traceback]


def make():
    return [object() for _ in range(3)]


def traced(function):
    before = tracemalloc.get_traced_memory()[0]
    kept = function()
    return tracemalloc.get_traced_memory()[0] - before


early = object()
tracemalloc.start(2)
things = make()
print(line_of(things), line_of(things[0]), line_of(early))
print(tracemalloc.get_traceback_limit(), tracemalloc.is_tracing())
for make_one in (object, list, dict, set, lambda: bytes(1000), lambda: bytearray(100), lambda: 'x' * 1000, lambda: [None] * 100, lambda: {i: None for i in range(100)}):
    traced(make_one)
    gc.collect()
    print(traced(make_one))
tracemalloc.clear_traces()
print(line_of(things))
growing = []
for number in range(20):
    growing.append(None)
print(line_of(growing))
snapshot = tracemalloc.take_snapshot()
print(type(snapshot).__name__, snapshot.traceback_limit)
tracemalloc.stop()
print(tracemalloc.get_traced_memory(), tracemalloc.get_traceback_limit())
