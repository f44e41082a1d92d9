"""Full collections of many objects. `SHAPE`, `LIVE` and `SIZE` are set in front of this text; prints one JSON line.

Times are of the processor, so that what else the machine does counts less.

live: the best of three collections of SIZE tracked objects that all survive.
garbage: the best of three collections that free SIZE tracked objects, the making of which is not measured.
"""
import gc
import json
import time

gc.disable()


class Plain:
    def __init__(self, value):
        self.value = value


class Slots:
    __slots__ = ('value', 'next')

    def __init__(self, value):
        self.value = value


def lists(count):
    return [[index] for index in range(count)]


def tuples(count):
    empty = []
    return [(index, empty) for index in range(count)]


def dicts(count):
    empty = []
    return [{'a': empty, 'b': index} for index in range(count)]


def instances(count):
    return [Plain(index) for index in range(count)]


def slots(count):
    return [Slots(index) for index in range(count)]


def mixed(count):
    made = []
    for index in range(count // 5):
        made.append(Plain([index, {'k': (index, made)}]))
        made.append({index})
    return made


def chain(count):
    first = None
    for index in range(count):
        node = Plain(index)
        node.next = first
        first = node
    return first


def list_cycles(count):
    for _ in range(count):
        item = []
        item.append(item)


def dict_cycles(count):
    for _ in range(count):
        item = {}
        item['self'] = item


def instance_cycles(count):
    for _ in range(count):
        item = Plain(None)
        item.value = item


def instance_pairs(count):
    for _ in range(count // 2):
        a = Plain(None)
        b = Plain(a)
        a.value = b


def slot_pairs(count):
    for _ in range(count // 2):
        a = Slots(None)
        b = Slots(a)
        a.next = b
        b.next = a


def one_ring(count):
    first = last = Plain(None)
    for _ in range(count - 1):
        node = Plain(last)
        last = node
    first.value = last


def trees(count):
    for _ in range(count // 5):
        root = Plain([])
        root.value.append({'up': root, 'pair': (root, root.value)})
        root.more = [root]


class Finalized:
    def __init__(self):
        self.itself = self

    def __del__(self):
        pass


def finalizers(count):
    for _ in range(count):
        Finalized()


gc.collect()
make = globals()[SHAPE]
times = []
if LIVE:
    kept = make(SIZE)
    for _ in range(3):
        start = time.process_time()
        found = gc.collect()
        times.append(time.process_time() - start)
else:
    for _ in range(3):
        make(SIZE)
        start = time.process_time()
        found = gc.collect()
        times.append(time.process_time() - start)
print(json.dumps({'milliseconds': min(times) * 1000, 'found': found}))
