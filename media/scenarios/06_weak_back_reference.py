# Parent and child with a weak back-reference.
#
# A tree often needs both directions: parents know their children, children
# know their parent. If both directions were ordinary references, the tree
# would be full of cycles. A weak reference points at the parent without
# counting, so the tree dies by counting alone, from the top down.
import gc
import weakref

gc.disable()  # the collector is not needed here


class Branch:
    def __init__(self, name, parent=None):
        self.name = name
        self.children = []
        self._parent = None if parent is None else weakref.ref(parent)
        if parent is not None:
            parent.children.append(self)

    @property
    def parent(self):
        return None if self._parent is None else self._parent()

    def __del__(self):
        print("   gone:", self.name)


trunk = Branch("trunk")
bough = Branch("bough", trunk)
twig = Branch("twig", bough)
print("twig grows on", twig.parent.name, "and that on", twig.parent.parent.name)

print("the trunk is cut down")
del trunk
print("bough's parent is now", bough.parent)

print("the bough goes; the twig still has a name")
del bough
print("twig's parent is now", twig.parent)

del twig
print("objects the collector would find:", gc.collect())
