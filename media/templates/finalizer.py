"""When finalizers run: at the moment the last reference goes, or when the collector comes."""
import gc
import weakref


class File:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print('closing', self.name)


first = File('first')
second = File('second')
weakref.finalize(second, print, 'second is gone')

del first               # closed here
second.itself = second  # a cycle of one
del second              # nothing happens yet
gc.collect()            # closed here
print('the end')
