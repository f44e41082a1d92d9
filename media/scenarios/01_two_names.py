# Two names, one list.
#
# A Python name is a label tied to an object, not a box that contains one.
# `b = a` ties a second label to the same list: nothing is copied, and the
# list's reference count goes up by one.
from sys import getrefcount

a = ["milk"]
print("one name:     ", getrefcount(a))  # the name and the argument of the call

b = a  # a second label, no second list
print("two names:    ", getrefcount(a))
print("same object:  ", a is b)

b.append("bread")  # a change through one name is seen through the other
print("a shows:      ", a)

c = list(a)  # this is a copy: a new object with its own count
print("copy is equal:", c == a, "- but the same:", c is a)
print("copy's count: ", getrefcount(c))

basket = [a, a]  # a container holds references too, here the same one twice
print("in a basket:  ", getrefcount(a))

basket.clear()
print("basket empty: ", getrefcount(a))

del b  # removes a label, not the list
print("b deleted:    ", getrefcount(a))
