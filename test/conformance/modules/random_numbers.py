# random: the same numbers for the same seeds.
import random
random.seed(1)
print(random.random(), random.randint(1, 6), random.choice('abc'), random.sample(range(100), 5), random.uniform(1, 2), random.gauss(0, 1))
x = list(range(10)); random.shuffle(x); print(x, random.getrandbits(70), random.randrange(0, 100, 7), random.choices('ab', weights=[1, 9], k=8), random.triangular(), random.expovariate(2))
for seed in (0, -5, 2 ** 100, 'text', b'bytes', 1.5):
    random.seed(seed); print(seed, random.random(), random.getrandbits(32))
r = random.Random(42); state = r.getstate(); a = r.random(); r.setstate(state); print(a == r.random(), a, r.betavariate(2, 3))
for call in (lambda: r.getrandbits(-1), lambda: r.setstate((3, (1,), None)), lambda: random.choice([]), lambda: random.randrange(0), lambda: random.seed([])):
    try: print(call())
    except Exception as e: print(type(e).__name__, e)
