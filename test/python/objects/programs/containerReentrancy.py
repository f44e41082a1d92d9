# Comparisons and hashes that change the container they are called for.
class Key:
    def __init__(self, value, hash_value=1):
        self.value = value
        self.hash_value = hash_value

    def __hash__(self):
        log.append(('hash', self.value))
        return self.hash_value

    def __eq__(self, other):
        log.append(('eq', self.value, getattr(other, 'value', other)))
        if action:
            action()
        return self.value == getattr(other, 'value', other)

    def __repr__(self):
        return f'K{self.value}'


action = None
log = []


def flush(label):
    print(label, log)
    log.clear()


d = {Key(i): i for i in range(4)}
flush('build')
print(d[Key(2)], Key(9) in d)
flush('find')
d[Key(1)] = 'new'
d['text'] = 5
d[1] = 'one'
flush('set')
print(d['text'], d[1], d.get(True), d.get(1.0), 'other' in d)
flush('get simple')
del d[Key(0)]
flush('del')
print(d.pop(Key(3)), d.setdefault(Key(7), 8), list(d))
flush('pop, setdefault')
for i in range(20):
    d['k%d' % i] = i
flush('grow')
print(d[Key(7)], len(d), d.get(Key('k5', hash('k5'))))
flush('after growing')
e = dict(d)
print(e == d)
flush('copy')
print(list({**d}) == list(d), list(d | {Key(7): 0}) == list(d))
flush('merge')

s = {Key(i) for i in range(3)}
flush('set build')
print(Key(1) in s, Key(5) in s)
flush('set find')
s.discard(Key(0))
s.add(Key(2))
flush('set change')
print(s == {Key(1), Key(2)})
flush('set ==')

d = {Key(1): 1, Key(2): 2}
log.clear()


def once(change):
    def run():
        global action
        action = None
        change()
    return run


for name, change in [('clear', lambda: d.clear()), ('delete', lambda: d.popitem()), ('insert', lambda: d.__setitem__('new', 1)), ('grow', lambda: d.update({str(i): i for i in range(50)}))]:
    d = {Key(1): 1, Key(2): 2}
    log.clear()
    action = once(change)
    print(name, d.get(Key(2), 'none'), len(d))
    flush(name)
    d = {Key(1): 1, Key(2): 2}
    log.clear()
    action = once(change)
    d[Key(2)] = 'x'
    print(name, len(d))
    flush(name)
action = None

for name, change in [('clear', lambda: s.clear()), ('grow', lambda: s.update(range(100))), ('discard', lambda: s.pop())]:
    s = {Key(1), Key(2)}
    log.clear()
    action = once(change)
    print(name, Key(2) in s, len(s))
    flush(name)
    s = {Key(1), Key(2)}
    log.clear()
    action = once(change)
    s.add(Key(2))
    print(name, len(s))
    flush(name)
action = None

l = [Key(i) for i in range(5)]
action = once(lambda: l.clear())
print(3 in l, l)
flush('list contains')
l = [Key(i) for i in range(5)]
action = once(lambda: l.__delitem__(slice(2, None)))
try:
    print(l.index(4))
except ValueError as error:
    print('ValueError')
flush('list index')
l = [Key(i) for i in range(5)]
action = once(lambda: l.append(Key(9)))
print(l.count(2), len(l))
flush('list count')
l = [Key(i) for i in range(5)]
m = [Key(i) for i in range(5)]
action = once(lambda: m.clear())
print(l == m)
flush('list ==')
print((Key(1), Key(2)) < (Key(1), Key(2)), [Key(1)] == [Key(1)], (Key(1),) == (Key(2),))
flush('compare')
l = [Key(i) for i in range(3)]
try:
    l.remove(7)
except ValueError as error:
    print(error)
l.remove(1)
print(l)
flush('remove')


class BadHash:
    def __hash__(self):
        raise ValueError('no hash')


class BadEq:
    def __hash__(self):
        return 1

    def __eq__(self, other):
        raise KeyError('no eq')


for attempt in ('{BadHash(): 1}', '{}[BadHash()]', '{1: 2}.get(BadHash())', '{BadHash()}', 'BadHash() in {1}', '{BadEq(): 1, 1: 2}', '{1: 2, BadEq(): 1}', '{BadEq(), BadEq()}', 'BadEq() in [1]', '[BadEq()].index(1)',
                '[BadEq()].count(1)', '(BadEq(),) == (1,)', '[BadEq()] < [1]', '{1: BadEq()} == {1: 2}', '{}.pop(BadHash(), 5)', '{1: 1}.pop(BadHash(), 5)', 'dict.fromkeys([BadHash()])', 'hash((BadHash(),))', '{1}.isdisjoint([BadHash()])'):
    try:
        print(attempt, eval(attempt))
    except Exception as error:
        print(attempt, type(error).__name__, error)


class Int(int):
    pass


class Text(str):
    pass


class OddText(str):
    def __eq__(self, other):
        return str.__eq__(self, other) or other == 'odd'

    def __hash__(self):
        return hash('odd')


d = {1: 'one', 'a': 'letter', 2.5: 'float', (1, 2): 'tuple', b'x': 'bytes', None: 'none', True: 'true', 2 ** 70: 'big', frozenset([1]): 'fs', 3 + 0j: 'complex', int: 'type', len: 'function'}
print(len(d), d[1], d[1.0], d[Int(1)], d[Text('a')], d[2.5], d[(1.0, 2)], d[b'x'], d[None], d[float(2 ** 70)], d[frozenset([True])], d[3], d[3.0], d[int], d[len], d.get(OddText('zz')))
d['odd'] = 'odd'
print(d[OddText('zz')], d.get(OddText('odd')))
nan = float('nan')
d = {nan: 1, float('nan'): 2}
print(len(d), d[nan], d.get(float('nan')), 0.0 in {-0.0: 1}, {0: 1}[-0.0], {-0.0: 1}[0])
big = {}
for i in range(2000):
    big[i] = i
    big[str(i)] = i
    big[(i, str(i))] = i
    big[i + 0.5] = i
    big[2 ** 64 + i] = i
print(len(big), sum(big[i] + big[str(i)] + big[(i, str(i))] + big[i + 0.5] + big[2 ** 64 + i] for i in range(2000)))
for i in range(0, 2000, 2):
    del big[i], big[str(i)], big[(i, str(i))], big[i + 0.5], big[2 ** 64 + i]
print(len(big), sum(big.get(i, 0) for i in range(2000)), sum(1 for i in range(2000) if (i, str(i)) in big), list(big)[:7])
for i in range(500):
    big[(i, 'again')] = i
print(len(big), list(big)[-2:], big[(7, 'again')], big[1.0], (3, '3') in big, (2, '2') in big)
