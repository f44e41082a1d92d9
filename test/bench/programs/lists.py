# Lists: append, pop, slices, comprehensions, sort, nested lists.
def run(rounds):
    total = 0
    for n in range(rounds):
        items = [(i * 7919 + n) % 1000 for i in range(300)]
        items.sort()
        evens = [x for x in items if x % 2 == 0]
        evens.append(n)
        evens.extend(items[10:20])
        while len(evens) > 100:
            evens.pop()
        grid = [[x, x + 1] for x in evens]
        for row in grid:
            row[0], row[1] = row[1], row[0]
            total += row[0]
        items.reverse()
        total += items[0] + items.index(items[5])
    return total


print(run(3500))
