# Strings: building, splitting, joining, searching, formatting.
def run(rounds):
    total = 0
    for n in range(rounds):
        text = ''
        for i in range(20):
            text += str(i * n) + ','
        parts = text.split(',')
        joined = '-'.join(parts)
        total += len(joined) + joined.count('1') + joined.find('19')
        line = '%d:%s' % (n, parts[3])
        total += len(line.upper().replace('1', 'one'))
        if joined.startswith('0-') and line.endswith('3'):
            total += 1
    return total


print(run(40000))
