# A listener that keeps its owner alive.
#
# Registering a bound method registers its object as well: `self.on_tick` is a
# small object that holds both the function and `self`. Whoever forgets to
# unregister leaks everything the window holds. A WeakMethod does not hold.
import weakref


class Clock:
    def __init__(self):
        self.listeners = []

    def tick(self):
        for listener in list(self.listeners):
            if isinstance(listener, weakref.WeakMethod):
                listener = listener()  # None once the owner is gone
                if listener is None:
                    continue
            listener()


class Window:
    def __init__(self, title):
        self.title = title

    def on_tick(self):
        print("  ", self.title, "redraws")

    def __del__(self):
        print("  ", self.title, "is closed")


clock = Clock()
editor = Window("editor")
clock.listeners.append(editor.on_tick)
manual = Window("manual")
clock.listeners.append(weakref.WeakMethod(manual.on_tick))

print("both windows are open")
clock.tick()

print("we let go of both")
del editor, manual
clock.tick()  # the editor is still there, for the clock alone

print("the clock forgets its listeners")
clock.listeners.clear()
clock.tick()
