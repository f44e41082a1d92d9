def caches(a):
    a.b.c(a + a < a, a[a], *a)
    a.b = a[a] = a
    for a.c, a.d in a:
        global g
        g = a.e is g


def far_handlers(x):
    try:
        x(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29)
        x(x(x(x(x(x(x(x(x(x(x(x(x(x(x(x(x(x(x(x(x(x(x(x(x(x(x(x(x))))))))))))))))))))))))))))
    except E:
        try:
            x.y()
        finally:
            x.z()


def positions(x):
    return (x
            + 1,
            x(
                1,
            ).very_long_attribute_name_number_one.very_long_attribute_name_number_two.very_long_attribute_name_number_three)




















def far_below(x): return x
