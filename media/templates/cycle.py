"""Two objects that hold each other: their refcounts never fall to 0, only the collector finds them."""
import gc


class Node:
    def __init__(self, name):
        self.name = name
        self.next = None


a = Node('a')
b = Node('b')
a.next = b
b.next = a              # now each holds the other

del a
del b                   # no name is left, but both live on

print(gc.collect())     # finds both
