# A cache that grows, and its weak-valued twin.
#
# A dictionary used as a cache holds its values for ever: a leak with a good
# reason. A WeakValueDictionary drops an entry when nobody else holds the
# value any more.
from weakref import WeakValueDictionary


class Picture:
    def __init__(self, name):
        self.name = name
        self.pixels = [0] * 1000


def load(cache, name):
    picture = cache.get(name)
    if picture is None:
        picture = Picture(name)
        cache[name] = picture
    return picture


def visit(cache, names):
    for name in names:
        shown = load(cache, name)  # only one picture at a time is on show
    return shown


names = ["hill", "lake", "wood", "lake"]

cache = {}
shown = visit(cache, names)
print("strong cache holds", len(cache), "pictures:", sorted(cache))

weak_cache = WeakValueDictionary()
shown = visit(weak_cache, names)
print("weak cache holds  ", len(weak_cache), "picture: ", sorted(weak_cache))

print("asked again, the weak cache gives the same one:", load(weak_cache, "lake") is shown)
del shown
print("off the wall, the weak cache holds", len(weak_cache))
print("while the strong one still holds  ", len(cache))
