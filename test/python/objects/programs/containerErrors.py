# Texts of errors of containers and their iterators.
cases = '''[].pop(1,2)|[].insert(1)|[].append()|[].append(1,2)|[].index()|[].index(1,2,3,4)|list(1,2)|list(a=1)|tuple(1,2)|tuple(a=1)|dict(1,2)|set(1,2)|set(a=1)|frozenset(1,2)|frozenset(a=1)
{}.get()|{}.get(1,2,3)|{}.pop()|{}.setdefault()|{}.update(1,2)|{}.fromkeys()|[].sort(1)|[].sort(foo=1)|[].sort(key=1,foo=2)|[].extend()|enumerate()|enumerate(1,2,3)|enumerate(foo=1)|enumerate([],foo=1)|enumerate([],start='a')
list(enumerate('ab',5))|list(enumerate(iterable='ab',start=2))|list(enumerate('ab',start=2**70))|list(enumerate(start=3,iterable='x'))|zip(1,2)|zip(strict=1,foo=2)|zip(a=1)|list(zip())|list(zip('ab','cd',strict=True))|map()|map(1)|map(a=1)|filter(1)|filter(1,2,3)
filter(a=1,b=2)|reversed()|reversed(1)|reversed(1,2)|reversed(a=1)|reversed({1})|list(reversed({1:2}))|list(reversed(range(3)))|{}.keys(1)|[].clear(1)|().index()|().index(1,2,3,4)|().count()|set().add()|set().pop(1)|set().union(1)
set() | 1|set() & 1|set() - [1]|set() ^ 1|set() < 1|set() <= frozenset()|[]<1|[]<=()|[1]+(1,)|(1,)+[1]|[1]*"a"|"a"*[1]|[1]*1.5|(1,)*None|[1]["a"]|(1,)["a"]|[1][1.5]|[1][None]|(1,)[2**70]|[1][2**70]|[1][-2**70]
[][0]|()[0]|[1][-2]|[].pop()|[1].pop(5)|[1].pop(-3)|[1].pop('a')|[].remove(1)|[].index(1)|[].index('abc')|().index(1)|set().remove(1)|set().remove([])|set().discard({})|set().add({})|{1}.remove({2})
[1].__setitem__("a",1)|[1].__setitem__(5,1)|[1].__delitem__("a")|[1].__delitem__(5)|[1].__setitem__(slice(0,1),5)|[1,2].__setitem__(slice(0,2,2),[])|[1,2].__setitem__(slice(0,2,2),5)|[1].__setitem__(slice(0,1,0),[])|[1][::0]|(1,)[::0]|[1]['a':]
{}[[]]|{}.popitem()|{}["a"]|{}[(1,2)]|{}[None]|{}.pop('a')|set().pop()|frozenset().add(1)|[].insert("a",1)|[].insert(1.0,1)|[].extend(1)|list(1)|tuple(1)|dict(1)|dict([1])|dict(['ab','c'])|dict([(1,2,3)])|dict([([],2)])|dict({}, **{1:2})
set(1)|set([[]])|frozenset([{}])|[].__init__(1)|{}.__init__(1)|hash([])|hash({})|hash(set())|hash((1,[]))|hash(({},))|{} | 1|1 | {}|{} | []|{}.keys() | 1|{}.keys() & 1|{}.keys() - 1|{}.keys() ^ 1|{1:1}.keys() < 1|{}.values() == {}.values()|{}.values() | {}.values()
{}.items() | 1|{1:2}.items() & [(1,2)]|{1:[]}.items() | set()|dict.fromkeys(1)|dict.fromkeys([[]])|iter(1)|iter(1,2)|iter()|next(1)|next([])|next(iter([]))|next(iter([]),5)|sorted(1)|sorted([1,'a'])|list.append()|list.append(1,2)|list(zip([1],[1,2],strict=True))
list(zip([1],[1],[1,2],strict=True))|list(zip([1,3],[1],strict=True))|list(zip([1,3],[1,2],[1],strict=True))|[1].__getitem__()|[1].__setitem__(1)|[].__contains__()|[].__reversed__(1)|[1].copy(1)|[1].index(2,0,1)|[1,2,3].index(3,1,2)|[1,2,3].index(3,-1)|[1].index(1,None)|(1,2).index(2,1)
[] == ()|[1,2]<[1,3]|[1,2]<[1]|(1,2)>=(1,2)|(1,[])<(1,5)|[None]<[None]|[None]<[1]|{} < {}|{1:2} == {1:2.0}|{1:2} != {1:3}|set() == frozenset()|{1} < {1,2} < {1,2,3}|{1,2} > [1]|repr([[]])|repr(((),))|repr(({},[set(),frozenset()]))|repr({1:{2:(3,)}})|repr({}.keys())|repr({1:2}.items())|repr({1:2}.values())
list(map(lambda a,b:a,[1,2],[3]))|list(filter(None,[0,1,'',2]))|list(filter(bool,[0,1,'',2]))|list(map(str))|max([])|min({})|sum([[1]],[])|sum('a')|[*1]|{**1}|{**{1:2}}|(lambda **k:k)(**{1:2})|dict(a=1,**{'a':2})|[1,2,3][5:1]|(1,2,3)[::-1]|[1,2,3,4][-1:-9:-2]|list(range(10))[8:2:-3]
list[int]|dict[str,int]|tuple[int,...]|set[int]|frozenset[int]|enumerate[int]|list.__class_getitem__(int)|type(iter([])).__name__|type(iter(())).__name__|type(iter({})).__name__|type(iter({}.values())).__name__|type(iter({}.items())).__name__|type(iter(set())).__name__|type(reversed([])).__name__|type(reversed({})).__name__|type(iter(int,1)).__name__
iter([1,2,3]).__length_hint__()|iter((1,2)).__length_hint__()|iter({1:2}).__length_hint__()|iter({1,2}).__length_hint__()|reversed([1,2]).__length_hint__()|reversed((1,2)).__length_hint__()|iter([1,2]).__reduce__()[1:]|iter((1,2)).__reduce__()[1:]|iter({1:2}).__reduce__()[1:]|iter({3}).__reduce__()[1:]|reversed([1]).__reduce__()[1:]|enumerate([]).__reduce__()[0]|{1}.__reduce__()|[1].__sizeof__()|{}.__sizeof__()|set().__sizeof__()
{1:2}.keys().isdisjoint([2])|{1:2}.keys().mapping|{1:2}.keys() == {1}|{1:2}.items() == {(1,2)}|{1:2}.keys() <= {1,2}|1 in {1:2}.keys()|(1,2) in {1:2}.items()|(1,3) in {1:2}.items()|2 in {1:2}.values()|len({1:2}.values())|list(reversed({1:2,3:4}.items()))|list(reversed({1:2,3:4}.values()))|dict(reversed({1:2,3:4}.items()))
{1,2}.__contains__([])|{frozenset([1])}.__contains__({1})|{frozenset([1])} - {1}|{1}.symmetric_difference([1,2])|{1}.update([2],5)|{1}.intersection()|{1}.difference()|{1}.union()|frozenset([1]).copy()|frozenset([1]) | {2}|{2} | frozenset([1])|type({2} | frozenset([1])).__name__|type(frozenset() & {1}).__name__|{1}.isdisjoint(5)'''
for line in cases.split('\n'):
    for case in line.split('|') if ' | ' not in line else [c.replace('\0', ' | ') for c in line.replace(' | ', '\0').split('|')]:
        try:
            print(case, '->', eval(case))
        except Exception as error:
            print(case, '->', type(error).__name__, error)


def changing(make, change):
    container = make()
    try:
        for step, item in enumerate(container):
            if step > 20:
                print('endless')
                break
            change(container, step)
        print('done', len(container))
    except RuntimeError as error:
        print(error)


changing(lambda: {1: 2, 3: 4}, lambda d, i: d.update({i + 10: 1}))
changing(lambda: {1: 2, 3: 4}, lambda d, i: d.pop(1, None))
changing(lambda: {1: 2, 3: 4}, lambda d, i: (d.pop(3, None), d.update({i + 50: 1})))
changing(lambda: {1: 2, 3: 4}, lambda d, i: (d.pop(1, None), d.update({1: 1})))
changing(lambda: {1: 2, 3: 4}, lambda d, i: d.update({1: i}))
changing(lambda: {1, 2}, lambda s, i: s.add(i + 50))
changing(lambda: {1, 2}, lambda s, i: (s.discard(2), s.add(i + 77)))
changing(lambda: {1, 2}, lambda s, i: s.clear())
changing(lambda: [1, 2, 3], lambda l, i: l.pop())
changing(lambda: [1, 2, 3], lambda l, i: i < 5 and l.append(i))
d = {1: 2}
it = iter(d)
d[2] = 3
for _ in range(2):
    try:
        next(it)
    except RuntimeError as error:
        print(error)
it = iter([1])
print(list(it), list(it), it.__length_hint__())
l = [1]
it = iter(l)
next(it), next(it, None)
l.append(2)
print(list(it))
r = []
r.append(r)
print(r, [r], (r,))
m = {}
m['me'] = m
print(m, [m], m.items())
t = ([],)
t[0].append(t)
print(t)


class S(set):
    pass


class L(list):
    def __repr__(self):
        return 'L' + super().__repr__()


class D(dict):
    def __missing__(self, key):
        return ('missing', key)


class T(tuple):
    pass


print(S(), S([1]), frozenset([1]), frozenset(), L([1, L()]), D(a=1)['b'], T((1, 2)), T([1]) + (2,), type(T((1,))[:]).__name__, type(T((1,)) * 1).__name__, T())
for make in ('T(1)', 'T(1, 2)', 'L(1, 2)', 'S(1)', 'S(a=1)', 'D(1)', 'T(x=1)', 'L(x=1)'):
    try:
        print(eval(make))
    except Exception as error:
        print(make, type(error).__name__, error)


class Promises:
    def __init__(self, hint):
        self.hint = hint

    def __iter__(self):
        return iter((1, 2))

    def __length_hint__(self):
        return self.hint


for hint in (0, 5, 100, 2 ** 62, 2 ** 63 - 1):
    for present in ([], [0]):
        try:
            present.extend(Promises(hint))
            print(hint, present, present.__sizeof__() - 40)
        except MemoryError:
            print(hint, 'MemoryError', present)
