"""itertools: sizes, names, errors of constructors and states, results used again."""
import warnings
warnings.simplefilter('ignore')
import itertools, sys, gc
for n in sorted(dir(itertools)):
    t=getattr(itertools,n)
    if isinstance(t,type) and n[:2]!='__': print(n, t.__basicsize__, [k for k in t.__dict__ if k not in('__new__','__iter__','__next__','__doc__','__getattribute__','__module__')], t.__module__)
for e in ("itertools.batched()", "itertools.batched([],0)","itertools.batched([], n=2, x=1)","itertools.count('a')","itertools.count(1,2,3)","itertools.cycle()","itertools.cycle(1,2)","itertools.cycle(a=1)","itertools.islice([],-1)","itertools.islice([],1,-2)","itertools.islice([],1,2,0)","itertools.islice([], 'a')","itertools.islice([],'a',3)","itertools.islice([],1,'a')","itertools.islice([],1,3,'a')","itertools.islice([])","itertools.product([1],repeat=-1)","itertools.product([1],x=1)","itertools.product([1],repeat='a')","itertools.product(1)","itertools.permutations([1],'a')","itertools.permutations([1],-1)","itertools.combinations([1])","itertools.combinations([1],-1)","itertools.combinations([1],'a')","itertools.combinations_with_replacement([1],-2)","itertools.repeat()","itertools.repeat(1,'a')","itertools.repeat(1,2,3)","itertools.tee([],-1)","itertools.tee()","itertools.tee([],2,3)","itertools.tee([],'a')","itertools.tee(iterable=[1])","itertools.zip_longest([1],x=2)","itertools.zip_longest([1],fillvalue=2,x=3)","itertools.accumulate()","itertools.accumulate([],1,2)","itertools.accumulate([],x=2)","itertools.compress([1])","itertools.groupby()","itertools.groupby([1],1,2)","itertools.pairwise()","itertools.pairwise(1)","itertools.starmap(1)","itertools.chain(a=1)","itertools.chain.from_iterable(1)","itertools.takewhile(1,2)","itertools.takewhile(a=1)","itertools._tee()","itertools._grouper(1,2)","itertools._tee_dataobject([],[1]*60,None)","itertools._tee_dataobject([],[1],3)","itertools._tee_dataobject([],[],3)","itertools.repeat(1,times=-3)","itertools.repeat(1,-3)","itertools.count(1.5)","itertools.count(2**70)","itertools.count(1,2)","itertools.count(True)","itertools.count(5,True)","itertools.count(step=2)","itertools.filterfalse(None)","itertools.filterfalse()", "itertools.dropwhile(None)", "itertools.chain().__setstate__(1)","itertools.chain().__setstate__((1,))","itertools.cycle([]).__setstate__(1)","itertools.cycle([]).__setstate__((1,1))","itertools.cycle([]).__setstate__(([1],1,2))","itertools.groupby([]).__setstate__(1)","itertools.groupby([]).__setstate__((1,))","itertools.product([1]).__setstate__(1)","itertools.product([1]).__setstate__(('a',))","itertools.permutations([1]).__setstate__(1)","itertools.permutations([1]).__setstate__((1,2))","itertools.permutations([1]).__setstate__(((),()))","itertools.islice([1],2).__setstate__('a')","itertools.tee([1])[0].__setstate__(1)","itertools.tee([1])[0].__setstate__((1,2))","itertools.repeat(1).__length_hint__()","itertools.takewhile(1,[]).__setstate__(1)","itertools.dropwhile(1,()).__reduce__()[::2]","itertools.batched([],n='a')","itertools.batched([],2,strict=True)"):
    try: print(e, eval(e))
    except Exception as x: print(e, type(x).__name__, x)

import copy
for make in (lambda: itertools.chain('ab', [1]), lambda: itertools.cycle('abc'), lambda: itertools.count(3), lambda: itertools.count(1.5, 2), lambda: itertools.repeat('x', 9),
             lambda: itertools.compress('abcdef', [1, 0, 1, 1, 1, 1]), lambda: itertools.dropwhile(str.isdigit, '12ab3cd'), lambda: itertools.takewhile(str.isdigit, '12345a'),
             lambda: itertools.filterfalse(None, [0, 1, '', (), 2, 0]), lambda: itertools.starmap(max, [(1, 2), (4, 3), (5, 6)]), lambda: itertools.islice('abcdefgh', 1, 9, 2),
             lambda: itertools.product('ab', 'cd', repeat=2), lambda: itertools.combinations('abcd', 2), lambda: itertools.combinations_with_replacement('abc', 2),
             lambda: itertools.permutations('abcd', 3), lambda: itertools.accumulate([3, 1, 2], max, initial=2), lambda: itertools.zip_longest('abc', 'd', fillvalue='-'),
             lambda: itertools.tee('abcdef')[1], lambda: itertools.groupby('aabbc')):
    iterator = make()
    first = [next(iterator)[0] if type(iterator) is itertools.groupby else next(iterator) for _ in range(2)]
    again = copy.copy(iterator)
    rest = list(itertools.islice(again, 5))
    print(type(iterator).__name__, first, [key for key, _ in rest] if type(iterator) is itertools.groupby else rest)
