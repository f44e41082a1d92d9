"""memoryview, bytearray and classes with __buffer__: items, counts, errors, what is released when."""
import gc
import sys


def attempt(source, **names):
    try:
        result = eval(source, globals(), names)
    except Exception as error:
        result = f'{type(error).__name__}: {error}'
    print(source, '=>', result)


data = bytearray(b'abcdef')
before = sys.getrefcount(data)
view = memoryview(data)
print('one view', sys.getrefcount(data) - before)
part = view[1:3]
again = memoryview(view)
print('three views', sys.getrefcount(data) - before)
try:
    data.append(1)
except BufferError as error:
    print(error)
part[0] = 120
print(data, part.tolist(), part.tobytes(), again == view, hash(memoryview(b'abc')) == hash(b'abc'))
print('tracked', gc.is_tracked(view), len(gc.get_referents(view)), gc.get_referents(gc.get_referents(view)[0]) == [data])

for source in ['part[5]', 'part["a"]', 'part.__setitem__(0, 300)', 'part.__setitem__(0, "a")', 'part.__setitem__(slice(None), b"1")', 'part.__delitem__(0)',
               'hash(view)', 'view.cast("z")', 'view.cast("i")', 'view.cast(1)', 'view.cast("B", [2, 3]).tolist()', 'view.cast("B", [2, 3])[1, 2]',
               'view.cast("B", [2, 3])[1]', 'view.cast("B", (2, 2))', 'view[::2].cast("B")', 'memoryview(1)', 'view.tobytes("X")', 'view[::-1].tobytes()',
               'view[::2] == b"ace"', 'view == "abc"', 'list(view[::2])', 'view.cast("B", [2, 3]).tobytes("F")', 'memoryview(b"12").hex(":")',
               'sys.getsizeof(view)', 'view.cast("B", [2, 3]).strides', 'view.cast("B", [2, 3]).f_contiguous', 'view[::2].contiguous', 'view.toreadonly().readonly',
               'memoryview(b"").cast("B", []).shape', 'memoryview(b"a").cast("B", [])[()]', 'len(memoryview(b"a").cast("B", []))', 'view.cast("H").format', 'view[2:4].obj is data']:
    attempt(source)

view.release()
try:
    data.append(1)
except BufferError as error:
    print(error)
del part, again
data.append(1)
print(data, sys.getrefcount(data) - before, repr(view)[:20])
for source in ['view[0]', 'len(view)', 'view.obj', 'view.tolist()', 'memoryview(view)', 'bytes(view)', 'view == view', 'hash(view)', 'view.release()']:
    attempt(source)
exported = memoryview(bytearray(b'xy'))
inner = memoryview(exported)
with exported:
    print(exported.nbytes)
attempt('exported.tobytes()')
print(inner.tobytes())


class Exporter:
    def __init__(self):
        self.held = False
        self.data = bytearray(b'hello')

    def __buffer__(self, flags):
        if self.held:
            raise TypeError('held')
        self.held = True
        print('get', flags)
        return memoryview(self.data)

    def __release_buffer__(self, view):
        print('release', view.tobytes())
        self.held = False


exporter = Exporter()
print(bytes(exporter), b'-'.join([exporter, b'a']))
with memoryview(exporter) as seen:
    print(seen.obj is exporter, seen.tobytes())
exporter.data.append(33)
print(exporter.data, exporter.held)


class Wrong:
    def __buffer__(self, flags):
        return b'no view'


attempt('memoryview(Wrong())')
attempt('bytes(Wrong())')
print(b'ab'.__buffer__(0).tobytes(), bytearray(b'ab').__buffer__(0).tobytes())
attempt('b"ab".__buffer__("x")')
attempt('b"ab".__buffer__(1)')
attempt('bytearray(b"a").__release_buffer__(1)')
attempt('bytearray(b"a").__release_buffer__(memoryview(b"a"))')

grown = bytearray()
print([(grown.append(1), grown.__alloc__())[1] for _ in range(12)], sys.getsizeof(bytearray(5)))
attempt('bytearray([1, 300])')
attempt('bytearray("a")')
attempt('bytearray(b"ab") + "a"')
attempt('bytearray(b"abc")["x"]')
attempt('bytearray(b"abc").pop(9)')
attempt('bytearray(b"abc").remove(1)')
attempt('b"a b   ".split(None, 1)')
attempt('b"abc".hex("--")')
attempt('bytes.fromhex("0g")')
attempt('b"%d %s %a %c" % (1, b"x", "é", 65)')
attempt('b"%d" % "a"')
attempt('b"abc".index(b"x")')
attempt('b"abc".join([b"x", 1])')
attempt('bytes(3, "a")')
attempt('bytes(-1)')
attempt('b"abc".translate(b"x")')
