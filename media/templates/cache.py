"""A cache without bounds: whatever was asked for once stays for good."""


class Picture:
    def __init__(self, name):
        self.name = name
        self.pixels = [0] * 100


cache = {}              # try weakref.WeakValueDictionary(), or functools.lru_cache(maxsize=4)


def load(name):
    if name not in cache:
        cache[name] = Picture(name)
    return cache[name]


def show(number):
    picture = load(f'picture {number}')
    return len(picture.pixels)


for number in range(20):
    show(number)

print(len(cache), 'pictures are kept, and none is used')
