"""A little of each: difflib, reprlib, numbers, timeit, profile, pstats, cProfile, graphlib, sched, queue, fractions, statistics, textwrap."""
import cProfile
import difflib
import fractions
import graphlib
import io
import numbers
import pprint
import profile
import pstats
import queue
import re
import reprlib
import sched
import statistics
import textwrap
import timeit

print('\n'.join(difflib.unified_diff('one two three'.split(), 'one too three four'.split(), 'a', 'b', lineterm='')))
print(difflib.get_close_matches('appel', ['ape', 'apple', 'peach']), difflib.SequenceMatcher(None, 'abcd', 'bcde').ratio())
print(''.join(difflib.ndiff(['a\n', 'b\n'], ['a\n', 'c\n'])))
print(reprlib.repr(list(range(100))), reprlib.repr('x' * 100), reprlib.Repr(maxlevel=1).repr([[[1]]]))
print(isinstance(1, numbers.Integral), isinstance(1.5, numbers.Rational), isinstance(fractions.Fraction(1, 2), numbers.Rational), issubclass(complex, numbers.Complex))
print(timeit.timeit('x += 1', 'x = 0', number=100) >= 0, len(timeit.repeat('pass', number=1, repeat=3)))
print(list(graphlib.TopologicalSorter({'d': {'b', 'c'}, 'b': {'a'}, 'c': {'a'}}).static_order())[0::3])
try:
    graphlib.TopologicalSorter({'a': {'b'}, 'b': {'a'}}).prepare()
except graphlib.CycleError as error:
    print(error)


def slow(n):
    return sum(fast(i) for i in range(n))


def fast(i):
    return i * i


for module in (cProfile, profile):
    profiler = module.Profile()
    profiler.runcall(slow, 4)
    stream = io.StringIO()
    pstats.Stats(profiler, stream=stream).sort_stats('name').print_stats('fast|slow')
    calls = re.findall(r'^ +(\d+(?:/\d+)?) .*\((\w+|<genexpr>)\)$', stream.getvalue(), re.M)
    print(module.__name__, calls)
scheduler = sched.scheduler(timefunc=iter(range(100)).__next__, delayfunc=lambda n: None)
scheduler.enter(2, 1, print, ('second',))
scheduler.enter(1, 1, print, ('first',))
scheduler.run()
waiting = queue.PriorityQueue()
for item in (3, 1, 2):
    waiting.put(item)
print([waiting.get() for _ in range(3)], waiting.empty())
print(statistics.mean([1, 2, 4]), statistics.median([3, 1]), statistics.stdev([1.5, 2.5, 4]), statistics.mode('aabb'), statistics.quantiles(range(10)))
print(textwrap.fill('The quick brown fox jumps over the lazy dog. ' * 2, 30, initial_indent='* ', subsequent_indent='  '))
print(textwrap.dedent('    a\n      b\n'), textwrap.shorten('a b c d e f g', 9))
pprint.pprint({'key%d' % i: list(range(i * 5)) for i in range(5)}, width=40, compact=True)
