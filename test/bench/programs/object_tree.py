# A binary tree of objects: built, walked, dropped.
class Node:
    def __init__(self, key, left, right):
        self.key = key
        self.left = left
        self.right = right


def build(depth, key):
    if depth == 0:
        return Node(key, None, None)
    return Node(key, build(depth - 1, key * 2), build(depth - 1, key * 2 + 1))


def check(node):
    if node.left is None:
        return 1
    return 1 + check(node.left) + check(node.right)


total = 0
for i in range(16):
    tree = build(14, 1)
    total += check(tree)
print(total)
