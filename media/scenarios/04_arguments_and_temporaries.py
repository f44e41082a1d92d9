# Arguments and temporaries.
#
# Passing an object to a function adds references: the caller may keep its own,
# and the parameter is one more name. A temporary has no name at all: it lives
# on the interpreter's evaluation stack until the expression has used it.
from sys import getrefcount


def count(thing):
    return getrefcount(thing)


def count_deeper(thing):
    return count(thing)


print("a fresh list, no name:          ", getrefcount([]))

thing = []
print("one name:                       ", getrefcount(thing))
print("inside a function:              ", count(thing))
print("two functions deep:             ", count_deeper(thing))
print("a temporary inside a function:  ", count([]))

print("alone, and on the stack as well:", getrefcount(thing), (thing, getrefcount(thing))[1])


def keep(thing, store):
    store.append(thing)  # a reference that outlives the call


store = []
keep(thing, store)
print("after a function that stores it:", getrefcount(thing))


def default(item, seen=[]):
    seen.append(item)  # the default value belongs to the function object
    return len(seen)


default(thing)
default(thing)
print("held by a default value, twice: ", getrefcount(thing))
