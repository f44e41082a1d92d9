# Semantics of list, tuple, dict and set, with their errors; changes while iterating.
def attempt(call):
    try:
        print(repr(call()))
    except Exception as error:
        print(type(error).__name__ + ":", error)


l = [3, 1, 2]
l.append(5)
l.extend("ab")
l.insert(1, "ins")
print(l, l.pop(), l.pop(0), l.index(2), l.count(1), l.remove("ins"), l, l[::-1], l.copy() == l, l.reverse(), l)
attempt(lambda: l.sort())
print(sorted([3, 1, 2], reverse=True), sorted("bA", key=str.lower), sorted([(1, "b"), (1, "a"), (0, "c")], key=lambda p: p[0]), [1, 2] < [1, 3], [1] < [1, 0], [] == [], [1, 2] + [3], 2 * [0], [[]] * 2)
l.clear()
print(l, list(range(3)), list("ab"), [*range(2)], list(), list({1: 2}), list((1,)))
for call in (lambda: [].pop(), lambda: [1].pop(5), lambda: [1].remove(2), lambda: [1].index(2), lambda: [1].insert("a", 1), lambda: [1] + (2,), lambda: [1] < 5, lambda: [1].extend(5), lambda: list(5), lambda: [1] * "a", lambda: {[]: 1}, lambda: [1, 2].sort(key=5),
             lambda: [1].sort(1), lambda: [].foo, lambda: [1, "a"].sort(), lambda: (1,).append, lambda: (1, 2).index(3), lambda: (1,) + [2], lambda: hash(([],)), lambda: [1].index(1, 5), lambda: [].sort(reverse="a")):
    attempt(call)
l = []
l.append(l)
print(l, (l,), {"k": l})
l = [1, 2, 3, 4]
for v in l:
    if v < 3:
        l.remove(v)
print(l)
l = [1]
for v in l:
    if len(l) < 5:
        l.append(v + 1)
print(l)

d = {"a": 1, "b": 2}
d["c"] = 3
d.update(a=10, d=4)
d.update([("e", 5)])
d |= {"f": 6}
print(d, d.pop("a"), d.pop("zz", None), d.popitem(), d.setdefault("b", 9), d.setdefault("new"), d.get("q"), d.get("q", 1), list(d), len(d), "b" in d, d.keys(), d.values(), d.items())
print(dict(a=1), dict([("a", 1)]), dict({"a": 1}, b=2), dict.fromkeys("ab", 0), {**d, "b": "over"}, d == dict(reversed(d.items())), list(reversed(d)), d.keys() & {"b"}, d.keys() - {"b"}, d.items() >= {("b", 2)}, d.keys().isdisjoint({"zz"}))
print({1: "a", True: "b", 1.0: "c"}, {"a": 1} | {"b": 2}, d.copy() is d, {}.items(), {1: {2: {}}}, [*d.items()][0], dict(zip("ab", [1, 2])))
for call in (lambda: d["zz"], lambda: d.pop("zz"), lambda: {}.popitem(), lambda: {}.update(5), lambda: {}.update([1]), lambda: {}.update([(1, 2, 3)]), lambda: {[]: 1}, lambda: {}[{}], lambda: dict(1), lambda: dict(["abc"]), lambda: {} < {}, lambda: {} | [], lambda: d.keys() + 1, lambda: {}.fromkeys(5), lambda: dict([(1, 2)], [(3, 4)]),
             lambda: d.keys()[0], lambda: hash({}), lambda: {}.get([]), lambda: {}.setdefault([]), lambda: {}.foo, lambda: del_missing(), lambda: d.items() | 5, lambda: {}.pop([])):
    attempt(call)


def del_missing():
    del d["zz"]


attempt(del_missing)


def grow():
    d = {1: 1}
    for k in d:
        d[k + 1] = 1


def shrink():
    d = {1: 1, 2: 2}
    for k in d:
        del d[k]


def replace():
    d = {1: 1, 2: 2}
    for k in d:
        d.pop(k)
        d[k + 10] = 1


def grow_items():
    d = {1: 1}
    for k, v in d.items():
        d[k + 1] = v


def grow_set():
    s = {1}
    for v in s:
        s.add(v + 1)


for f in (grow, shrink, replace, grow_items, grow_set):
    attempt(f)


class Missing(dict):
    def __missing__(self, key):
        return "missing " + str(key)


print(Missing(a=1)["a"], Missing()["z"], Missing().get("z"), "z" in Missing())


class Key:
    def __init__(self, name, h):
        self.name, self.h = name, h

    def __hash__(self):
        print("hash", self.name)
        return self.h

    def __eq__(self, other):
        print("eq", self.name, getattr(other, "name", other))
        return self.h == getattr(other, "h", None) and self.name[0] == other.name[0]

    def __repr__(self):
        return f"<{self.name}>"


a1, a2, b1 = Key("a1", 1), Key("a2", 1), Key("b1", 1)
k = {a1: 1}
k[a2] = 2
k[b1] = 3
print(k, k[a1], k.get(Key("c", 1)), a1 in k)
print({a1, a2, b1}, {a1} == {a2}, {a1} & {a2}, {a1} | {a2})
print(Key("x", 2) in [Key("y", 2), Key("x", 2)], [a1].index(a2), [a1, b1].count(a1), (a1,) == (a2,))

s = {1, 2, 3}
s.add(4)
s.discard(99)
s.remove(1)
s.update([5], (6,))
print(s, len(s), 2 in s, s & {2, 9}, s | {9}, s - {2}, s ^ {2, 9}, s < s, s <= s, {2} < s, s.isdisjoint({99}), s.issuperset([2]), s.union("a") >= {"a"}, s.intersection([2], [2, 3]), s.difference([2], [3]), s.symmetric_difference([2, 7]))
print(set(), frozenset(), frozenset([1]), {frozenset([1]): "k"}[frozenset({1})], {1} == frozenset({1}), hash(frozenset([1, 2])) == hash(frozenset([2, 1])), type({1} | frozenset([2])).__name__, type(frozenset([2]) | {1}).__name__, set("aab") == {"a", "b"}, {0, False, 0.0})
for call in (lambda: set().pop(), lambda: {1}.remove(2), lambda: {[]}, lambda: {1} | [2], lambda: {1} < 5, lambda: {1} + {2}, lambda: set(5), lambda: hash(set()), lambda: frozenset().add, lambda: set(1, 2), lambda: {1}.union(5), lambda: {1}.remove([]), lambda: [] in {1}, lambda: {1} in {frozenset({1})}):
    attempt(call)
t = (1, "a", (2,))
print(t, (), (1,), t + (3,), t * 2, t[0], t.count(1), t.index("a"), t < (2,), (1, 2) == [1, 2], tuple("ab"), hash((1, 2)) == hash((1, 2)), (1, 2, 3)[1:], t is t[:], tuple(t) is t)
print(list(map(lambda a, b: a + b, [1, 2], [3, 4, 5])), list(filter(None, [0, 1, "", "a"])), list(zip("ab", [1, 2, 3])), list(enumerate("ab", 5)), list(reversed([1, 2])), any([]), all([]), list(range(5, 0, -2)), range(5) == range(0, 5), range(0) == range(5, 5), range(1, 10, 3)[-1], 4 in range(0, 10, 2), len(range(10**10)), range(3).index(2), hash(range(3)) == hash(range(0, 3, 1)))
attempt(lambda: list(zip("ab", [1], strict=True)))
attempt(lambda: list(zip("a", [1, 2], strict=True)))
attempt(lambda: list(zip("a", [1], [], strict=True)))
attempt(lambda: list(map(5, [1])))
attempt(lambda: next(iter([])))
attempt(lambda: next(iter([]), "default"))
attempt(lambda: list(iter(lambda c=iter("abX"): next(c), "X")))
attempt(lambda: max("a", 1))
attempt(lambda: min([], default="none"))
attempt(lambda: max([]))
attempt(lambda: list(reversed({1})))
attempt(lambda: range(5).index(9))
attempt(lambda: range(5)[7])
import collections

c = collections.Counter("abracadabra")
print(c, c.most_common(2), c["zz"], c + collections.Counter("ab"), c - collections.Counter("aaaaaa"), collections.Counter(a=1) & collections.Counter(a=2))
dd = collections.defaultdict(list)
dd["a"].append(1)
print(dd, dd["zz"], len(dd), collections.defaultdict(None))
attempt(lambda: collections.defaultdict(None)["x"])
attempt(lambda: collections.defaultdict(5))
dq = collections.deque([1, 2, 3], maxlen=3)
dq.append(4)
dq.appendleft(0)
dq.rotate(1)
print(dq, dq[0], dq.pop(), dq.popleft(), len(dq), list(dq), 2 in dq, dq.maxlen)
attempt(lambda: collections.deque().pop())
od = collections.OrderedDict(b=1, a=2)
od.move_to_end("b")
print(od, list(od), od == {"a": 2, "b": 1}, od.popitem(last=False))
P = collections.namedtuple("P", "x y", defaults=[5])
print(P(1), P(1, 2)._asdict(), P(1)._replace(x=3), P._fields, P(1) == (1, 5), P(*[1, 2]).y)
attempt(lambda: P())
attempt(lambda: P(1, 2, 3))
cm = collections.ChainMap({"a": 1}, {"a": 2, "b": 3})
print(cm["a"], cm["b"], dict(cm), cm)
