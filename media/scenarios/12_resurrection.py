# Resurrection in __del__.
#
# While __del__ runs, the object is whole again: `self` is an ordinary
# reference. If __del__ stores it somewhere, the object lives on. Python
# calls __del__ only once for each object: the second death is a quiet one.
import gc
import weakref

gc.disable()
saved = []


class Phoenix:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("  ", self.name, "burns and rises again")
        saved.append(self)


print("the last name goes")
bird = Phoenix("bird")
watcher = weakref.ref(bird)
del bird
print("   saved:", [one.name for one in saved], "- weak reference alive:", watcher() is not None)

print("the second death: no __del__")
saved.clear()
print("   weak reference alive:", watcher() is not None)

print("the same with a cycle, which the collector has to find")
egg = Phoenix("egg")
egg.itself = egg
del egg
print("   collected:", gc.collect(), "- saved:", [one.name for one in saved])

print("let go again")
saved.clear()
print("   collected:", gc.collect())
