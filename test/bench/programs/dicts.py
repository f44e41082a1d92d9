# Dicts: counting, updating, iterating, string and integer keys.
WORDS = 'the quick brown fox jumps over the lazy dog and runs away from the other dog'.split()


def run(rounds):
    counts = {}
    squares = {}
    for n in range(rounds):
        for word in WORDS:
            counts[word] = counts.get(word, 0) + 1
        squares[n % 1000] = n * n
        if n % 50 == 0:
            for key in list(squares.keys()):
                if key % 3 == 0:
                    del squares[key]
    total = 0
    for word, count in counts.items():
        total += len(word) * count
    for key in squares:
        total += squares[key] % 11
    return total


print(run(110000))
