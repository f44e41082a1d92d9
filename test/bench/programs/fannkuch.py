# Pancake flips over all permutations.
def fannkuch(n):
    perm1 = list(range(n))
    count = [0] * n
    maximum = 0
    checksum = 0
    r = n
    index = 0
    while True:
        while r != 1:
            count[r - 1] = r
            r -= 1
        perm = perm1[:]
        flips = 0
        k = perm[0]
        while k:
            perm[:k + 1] = perm[k::-1]
            flips += 1
            k = perm[0]
        if flips > maximum:
            maximum = flips
        checksum += flips if index % 2 == 0 else -flips
        while True:
            if r == n:
                return checksum, maximum
            first = perm1[0]
            for i in range(r):
                perm1[i] = perm1[i + 1]
            perm1[r] = first
            count[r] -= 1
            if count[r] > 0:
                break
            r += 1
        index += 1


print(fannkuch(9))
