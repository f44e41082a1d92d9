# The order in which items die, and what the container looks like at that moment.
class Item:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name

    def __del__(self):
        print('  dies', self.name, watched() if watched else '')

    def __hash__(self):
        return hash(len(self.name))

    def __eq__(self, other):
        return isinstance(other, Item) and self.name == other.name


watched = None


def fresh(n=4):
    return [Item(f'i{k}') for k in range(n)]


def step(label, container, change):
    global watched
    print(label)
    watched = (lambda: repr(container)) if container is not None else None
    change(container)
    watched = None
    print(' left', container)


def statement(code):
    code = compile(code, 'step', 'exec')
    return lambda c: exec(code, {'c': c, 'Item': Item, 'fresh': fresh})


for code in ('c.clear()', 'c[:] = []', 'del c[:]', 'c[1:3] = [Item("x")]', 'c[0] = Item("y")', 'del c[1]', 'del c[::2]', 'c[::2] = [Item("p"), Item("q")]', 'c.pop()', 'c.pop(0)',
             'c.remove(c[1])', 'c *= 0', 'c.__init__()', 'c.__init__([Item("z")])', 'c.reverse(); c.clear()', 'c += fresh(2); del c[2:]', 'c.insert(0, Item("n")); del c[0]', 'c.sort(key=lambda i: -ord(i.name[1])); c.clear()'):
    step('list ' + code, fresh(), statement(code))
for code in ('c.clear()', 'del c["b"]', 'c["a"] = Item("y")', 'c.pop("a")', 'c.popitem()', 'c.update(a=Item("u"), b=Item("w"))', 'c.setdefault("a", Item("s"))', 'c |= {"a": Item("o")}', 'c[Item("k")] = Item("v"); c.clear()',
             'c.__init__(a=Item("t"))', 'c["a"] = None', 'c[Item("k")] = 1; c[Item("k")] = 2; c.pop(Item("k"))'):
    step('dict ' + code, dict(zip('abcd', fresh())), statement(code))
for code in ('c.clear()', 'c.pop()', 'c.discard(Item("i1"))', 'c.add(Item("i1"))', 'c -= {Item("i1"), Item("i2")}', 'c &= {Item("i3")}', 'c ^= {Item("i0"), Item("zz")}', 'c.__init__()', 'c.update([Item("i1"), Item("long")])', 'c.remove(Item("i0"))'):
    step('set ' + code, set(fresh()), statement(code))

print('whole containers')
for make in (lambda: fresh(), lambda: tuple(fresh()), lambda: dict(enumerate(fresh())), lambda: {item: Item('v' + item.name) for item in fresh(3)}, lambda: set(fresh()), lambda: [fresh(2), tuple(fresh(2))], lambda: iter(fresh()),
             lambda: enumerate(fresh(2)), lambda: zip(fresh(2), fresh(2)), lambda: map(print, fresh(2)), lambda: filter(None, fresh(2)), lambda: reversed(fresh(2)), lambda: {'k': fresh(2)}.items(), lambda: frozenset(fresh(2)),
             lambda: [Item('x')] * 3, lambda: (Item('x'), [Item('y')], {Item('z'): Item('w')})):
    container = make()
    print(type(container).__name__)
    del container
for make in (lambda: next(zip(fresh(2), fresh(2))), lambda: list(zip(fresh(2), fresh(1))), lambda: list(map(lambda x: 1, fresh(2))), lambda: list(filter(lambda x: 0, fresh(2))), lambda: [x for x in fresh(2)][0], lambda: list(enumerate(fresh(2)))[0],
             lambda: sorted(fresh(3), key=lambda i: i.name), lambda: fresh(2) + fresh(1), lambda: tuple(fresh(2))[1:], lambda: dict.fromkeys(fresh(2)), lambda: {**{'a': Item('1')}, **{'a': Item('2')}}):
    print('expression')
    container = make()
    print(' made', container)
    del container
print('nesting')
chain = None
for i in range(120):
    chain = [Item('n%d' % i), chain]
chain = None
chain = ()
for i in range(120):
    chain = (Item('t%d' % i), chain)
chain = None
chain = None
for i in range(120):
    chain = {'v': Item('d%d' % i), 'next': chain}
chain = None
print('loops')
for item in fresh(3):
    print(' at', item)
for pair in enumerate(fresh(3)):
    print(' at', pair)
for pair in zip(fresh(3), fresh(2)):
    print(' at', pair)
for pair in {'a': Item('v1'), 'b': Item('v2')}.items():
    print(' at', pair)
del item, pair
it = iter(fresh(2))
print(next(it), next(it))
print(next(it, 'end'))
