def f():
    return 1, 1.0, True, 1j, 0.0, -0.0, 0, False, '1', b'1', (1,), (1.0,), (True,), 0j, -0j, 1e309 - 1e309, 1e309 - 1e309


def g():
    return 1, 1.0, (1, 2), (1.0, 2), x in {1, 2}, x in {2, 1}, x in {1.0, 2}, x in {1, True, 1.0}, 'a' 'b', 'ab', -0.0 * 1


def h():
    try:
        x()
    finally:
        (lambda: 1)()
        [lambda: 2, lambda: 2]
