"""Comments that begin with `expect:` state what must hold after their line; the Testing view shows them all."""
import gc


class Node:
    pass


a = [1, 2]              # expect: refcount(a) == 1
b = a                   # expect: refcount(a) == 2
del a                   # expect: alive(b), refcount(b) == 1
b = None                # expect: freed == 1

node = Node()
node.itself = node      # expect: refcount(node) == 2
del node                # expect: cycles == 1
gc.collect()            # expect: collected == 1, cycles == 0
