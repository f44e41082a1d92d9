# Rebinding and del.
#
# An object dies at the moment its last reference goes away. That can be a
# `del`, but an ordinary assignment lets go of an object just as well.


class Lamp:
    def __init__(self, room):
        self.room = room

    def __del__(self):
        print("   lamp of the", self.room, "is gone")


print("1. del of the only name")
lamp = Lamp("kitchen")
del lamp

print("2. rebinding: the new value is stored first, then the old one goes")
lamp = Lamp("hall")
lamp = Lamp("attic")

print("3. del of one of two names does nothing to the object")
spare = lamp
del lamp
print("   still there:", spare.room)

print("4. the last name takes the object along")
spare = None

print("5. a temporary dies as soon as its expression is done")
Lamp("garden")
print("   the next line")

print("6. del of a list entry")
lamps = [Lamp("cellar"), Lamp("porch")]
del lamps[0]
print("   left:", [lamp.room for lamp in lamps])

print("7. what is still alive goes when the program ends")
