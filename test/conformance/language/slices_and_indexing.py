# Slices and indices on lists, strings, tuples, ranges, bytes, and user classes.
def attempt(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__ + ":", error)


l = list(range(10))
for s in (slice(None), slice(2, 5), slice(-3, None), slice(None, None, -1), slice(8, 2, -2), slice(100), slice(-100, 100, 3), slice(5, 5), slice(5, 2), slice(None, None, 2)):
    print(s, l[s], "0123456789"[s], tuple(l)[s], range(10)[s], bytes(l)[s], s.indices(10))
attempt(lambda: l[::0])
attempt(lambda: l["a"])
attempt(lambda: l["a":])
attempt(lambda: l[1.0])
attempt(lambda: l[10])
attempt(lambda: l[-11])
attempt(lambda: l[2**70])
attempt(lambda: l[:2**70])
attempt(lambda: l[1, 2])
attempt(lambda: (1, 2)[5])
t, text, data, nothing, numbers = (1, 2), "abc", b"abc", None, {1}
attempt(lambda: t["x"])
attempt(lambda: "abc"[5])
attempt(lambda: text["x"])
attempt(lambda: range(5)[9])
attempt(lambda: range(5)["x"])
attempt(lambda: b"abc"[9])
attempt(lambda: data["x"])
attempt(lambda: {}["k"])
attempt(lambda: {}[[]])
attempt(lambda: {1: 2}[slice(1)])
attempt(lambda: numbers[0])
attempt(lambda: nothing[0])
attempt(lambda: object()[0])
attempt(lambda: slice(1, "a").indices(5))
attempt(lambda: slice(0, 5, 0).indices(5))
attempt(lambda: slice())
attempt(lambda: slice(1, 2) == slice(1, 2, None))
attempt(lambda: slice(1) < slice(2))
attempt(lambda: hash(slice(1)))


def change(source):
    l = list(range(6))
    try:
        exec(source, {"l": l})
    except Exception as error:
        print(source, "->", type(error).__name__ + ":", error)
    else:
        print(source, "->", l)


for source in (
    "l[1:3] = 'abc'", "l[1:1] = [9, 9]", "l[:] = []", "l[::2] = 'abc'", "l[::2] = 'ab'", "l[::-1] = range(6)", "l[5:2] = [7]", "l[10:] = [1]", "l[-1:] = ()", "l[1:3] = 5",
    "l[::2] = 5", "del l[::2]", "del l[1:3]", "del l[::-1]", "del l[10]", "l[10] = 1", "l['a'] = 1", "del l['a']", "l[1:2] = l", "l[2:4] += [8]", "l[0] += 100", "l[:2] *= 2",
    "l[1:4] = (x for x in 'zz')", "l[::0] = []", "del l[::0]", "l[True] = 'bool'", "l *= 2; l += 'x'", "l[4:1:-1] = 'abc'", "del l[4:1:-1]", "del l[-100:100:4]", "l.insert(-100, 'i'); l.insert(100, 'j')",
):
    change(source)


class Shows:
    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        print("set", key, value)

    def __delitem__(self, key):
        print("del", key)


s = Shows()
print(s[1], s[1:2], s[::], s[1:2:3], s[1, 2], s[1:2, 3], s[...], s[()], s[:, None], s[-1:], s[*[1, 2]], s[1:2, *"ab"])
s[1:2] = 3
s[...] = 4
del s[1:], s[2]


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


print(l[Index(3)], l[Index(1):Index(4)], "abc"[Index(-1)], range(Index(3)), [0] * Index(2), hex(Index(255)), bytes(Index(2)))
attempt(lambda: l[Index("x")])
attempt(lambda: l[Index(2**80)])
attempt(lambda: [0] * Index(2**80))


class OnlyGetItem:
    def __getitem__(self, i):
        if i > 2:
            raise IndexError("end")
        return i


print(list(OnlyGetItem()), 2 in OnlyGetItem(), 5 in OnlyGetItem(), list(zip(OnlyGetItem(), "ab")))
attempt(lambda: len(OnlyGetItem()))
attempt(lambda: list(reversed(OnlyGetItem())))


class ClassItem:
    def __class_getitem__(cls, item):
        return cls.__name__, item


print(ClassItem[int], list[int], dict[str, list[int]], tuple[int, ...], type(list[int]).__name__)
attempt(lambda: int[str])
attempt(lambda: list[int]())
attempt(lambda: isinstance([], list[int]))
