def f():
    try:
        a()
    except E:
        b()
    except (F, G) as e:
        c(e)
    except:
        raise
    else:
        d()
    finally:
        e()


def g(x):
    for i in x:
        try:
            if i:
                continue
            elif i.a:
                break
            return i
        finally:
            x = i
    try:
        try:
            return 1
        finally:
            y()
    except E as e:
        return e
    finally:
        return 2


def h():
    try:
        a()
    except* E:
        b()
    except* F as f:
        c(f)
    else:
        d()
    finally:
        e()


def i(x):
    raise
    raise x
    raise x from None


def j(x):
    while True:
        try:
            x()
        except E as e:
            if e:
                break
            continue
        except F:
            return
        finally:
            try:
                pass
            finally:
                lambda: x


def k(x):
    assert x
    assert x, 'message'
    try:
        pass
    except E:
        del x
    return x
