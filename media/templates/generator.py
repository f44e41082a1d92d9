"""A suspended generator keeps its frame, and the frame its locals."""


def lines(count):
    buffer = []
    for number in range(count):
        buffer.append(f'line {number}')
        yield buffer[-1]


reader = lines(3)
print(next(reader))     # `buffer` lives on between two calls
print(next(reader))

reader.close()          # the frame is cleared: its list is freed
print('closed')
