"""A closure keeps what it uses of the call it was made in, each in a cell."""


def make_counter():
    seen = []

    def count(item):
        seen.append(item)
        return len(seen)

    return count


counter = make_counter()
counter('a')
print(counter('b'))

print(counter.__closure__[0].cell_contents)
del counter             # function, cell and list go together
