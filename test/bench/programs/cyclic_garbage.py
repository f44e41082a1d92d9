# Cycles: garbage which only a collector can find.
class Item:
    def __init__(self, name):
        self.name = name
        self.peers = []


def ring(size):
    items = [Item(i) for i in range(size)]
    for i in range(size):
        items[i].peers.append(items[(i + 1) % size])
        items[i].peers.append(items[i - 1])
    return items[0]


total = 0
for n in range(60000):
    first = ring(6)
    total += first.peers[0].name + first.peers[1].name
print(total)
