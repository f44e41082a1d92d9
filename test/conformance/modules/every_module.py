"""Each module that must work: it imports, and has the public names CPython's has."""
import importlib

names = '''abc argparse array ast asyncio bisect cProfile collections contextlib contextvars copy dataclasses datetime decimal difflib enum
fractions functools gc graphlib heapq inspect io itertools json logging math numbers operator pickle pprint profile pstats queue random re
reprlib sched statistics string struct textwrap threading time timeit traceback tracemalloc types typing unittest uuid warnings weakref
cmath binascii marshal unicodedata atexit errno calendar base64 csv keyword token tokenize dis linecache shlex fnmatch codecs
collections.abc concurrent.futures.thread html json.encoder logging.handlers string unittest.mock zoneinfo symtable secrets'''.split()

for name in names:
    module = importlib.import_module(name)
    public = getattr(module, '__all__', None) or [each for each in vars(module) if not each.startswith('_')]
    print(name, len(public))
    for each in sorted(public):
        value = getattr(module, each)
        print('   ', each, type(value).__name__)
