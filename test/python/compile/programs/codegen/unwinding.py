def f(x):
    for i in x:
        with a:
            try:
                with b as c:
                    for j in c:
                        if j:
                            return j
                        if i:
                            break
                    continue
            except E as e:
                with d:
                    return e.x
            finally:
                for k in x:
                    continue
                y()
    while x:
        try:
            break
        finally:
            try:
                continue
            except F:
                return 1


def g():
    try:
        try:
            return 1
        finally:
            a()
    finally:
        for i in b():
            return 2


def h(x):
    try:
        for y in x:
            return (
                y
                .z
            )
    except:
        with a: return
    return None
