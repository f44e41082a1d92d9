# Function scope and the moment of __del__.
#
# A function's local variables live in its frame. When the function returns,
# the frame is cleared and every local lets go of its object, in the order in
# which the variables first appear in the function.


class Tool:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("   put away:", self.name)


def work():
    hammer = Tool("hammer")
    saw = Tool("saw")
    print("   working with", hammer.name, "and", saw.name)
    # Both die here, before the caller goes on.


def borrow():
    drill = Tool("drill")
    ladder = Tool("ladder")
    print("   handing out", drill.name)
    return drill  # the value that is returned lives on, the ladder does not


print("before work()")
work()
print("after work()")

print("before borrow()")
mine = borrow()
print("after borrow(), I have the", mine.name)

print("before the result of borrow() is thrown away")
borrow()
print("after that")
