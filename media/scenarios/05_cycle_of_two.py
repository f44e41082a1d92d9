# A cycle of two nodes.
#
# Two objects that hold each other never reach reference count 0 by
# themselves. Only the cycle collector finds out that nobody else can reach
# them. It looks at what the members of the cycle hold, subtracts that from
# their counts, and what is left over are the references from outside: none.
import gc

gc.disable()  # so that the collector runs only where we ask for it
gc.collect()


class Node:
    def __init__(self, name):
        self.name = name
        self.partner = None

    def __del__(self):
        print("   gone:", self.name)


print("without a cycle, counting is enough")
single = Node("single")
del single

print("now two nodes that hold each other")
left = Node("left")
right = Node("right")
left.partner = right
right.partner = left

del left, right  # the names are gone, the objects are not
print("   both names deleted, nothing happened")

print("the collector finds", gc.collect(), "objects")
print("and now there is nothing left to find:", gc.collect())
