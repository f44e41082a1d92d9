"""A child that knows its parent without keeping it alive."""
import weakref


class Tree:
    def __init__(self, name, parent=None):
        self.name = name
        self.children = []
        self._parent = None if parent is None else weakref.ref(parent)
        if parent is not None:
            parent.children.append(self)

    @property
    def parent(self):
        return None if self._parent is None else self._parent()


root = Tree('root')
leaf = Tree('leaf', root)
print(leaf.parent.name)

del root                # freed at once: the leaf does not hold it
print(leaf.parent)
