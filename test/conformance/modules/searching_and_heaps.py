"""bisect and heapq: results, comparisons in their order, references held while comparing."""
import bisect
import heapq
import sys

log = []


class Key:
    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        log.append((self.value, other.value))
        return self.value < other.value

    def __repr__(self):
        return f'Key({self.value})'


def shown(label, result):
    print(label, result, log)
    log.clear()


keys = [Key(n) for n in (1, 3, 3, 5, 8, 13)]
for value in (0, 3, 4, 20):
    shown(f'left {value}', bisect.bisect_left(keys, Key(value)))
    shown(f'right {value}', bisect.bisect_right(keys, Key(value)))
shown('bounds', bisect.bisect(keys, Key(5), 2, 5))
shown('key', bisect.bisect_left(['a', 'bbb', 'cccccc'], 3, key=len))
words = ['a', 'bbb', 'cccccc']
bisect.insort(words, 'xx', key=len)
bisect.insort_left(words, 'yyy', key=len)
print(words)

heap = []
for n in (5, 2, 8, 1, 9, 3, 7):
    heapq.heappush(heap, Key(n))
shown('push', heap)
shown('pop', heapq.heappop(heap))
shown('replace', heapq.heapreplace(heap, Key(4)))
shown('pushpop small', heapq.heappushpop(heap, Key(0)))
shown('pushpop', heapq.heappushpop(heap, Key(6)))
items = [Key(n * 7919 % 31) for n in range(12)]
heapq.heapify(items)
shown('heapify', items)
numbers = [n * 7919 % 3001 for n in range(3000)]
heapq.heapify(numbers)
print(numbers[:10], [heapq.heappop(numbers) for _ in range(5)])
print(heapq.nlargest(3, [3, 1, 4, 1, 5, 9, 2, 6]), heapq.nsmallest(3, 'hello'), list(heapq.merge([1, 4], [2, 3])))
largest = [3, 1, 4, 1, 5]
heapq._heapify_max(largest)
print(largest, heapq._heappop_max(largest), heapq._heapreplace_max(largest, 2), largest)


class Counted:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        print('counts', sys.getrefcount(self), sys.getrefcount(other))
        return self.n < other.n


counted = [Counted(1), Counted(2)]
heapq.heappush(counted, Counted(0))
heapq.heappop(counted)
bisect.bisect(counted, Counted(1))


def attempt(source):
    try:
        result = eval(source)
    except Exception as error:
        result = f'{type(error).__name__}: {error}'
    print(source, '=>', result)


for source in ['heapq.heappop([])', 'heapq.heappush((), 1)', 'heapq.heapify(1)', 'heapq.heapreplace([], 1)', 'heapq.heappush([])', 'bisect.bisect([], 1, -1)', 'bisect.bisect(5, 1)',
               'bisect.bisect({}, 1)', 'bisect.bisect([1], 1, key=5)', 'bisect.bisect([1, "a"], 0.5)', 'bisect.bisect([1], "a")', 'bisect.bisect()', 'bisect.bisect([1], 1, z=1)',
               'bisect.bisect(range(2**62), 2**61)', 'bisect.insort((1, 2), 1)', 'heapq.heappush([1], "a")']:
    attempt(source)


class Shrinking:
    def __lt__(self, other):
        trouble.clear()
        return True


trouble = [Shrinking(), Shrinking()]
attempt('heapq.heappush(trouble, Shrinking())')
