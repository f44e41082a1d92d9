def f(x):
    match x:
        case 1:
            return 'one'
        case -2 | 3j | -1 + 2j:
            return 'numbers'
        case 'text' | b'bytes' | None | True:
            return 'others'
        case y if y > 1:
            return y
        case _:
            return 'default'


match command.split():
    case [action]:
        pass
    case action, obj if obj:
        print(action, obj)
    case ['go', *_]:
        a = 1
    case _ if a:
        b = 2

match single:
    case _:
        c = 3

match one:
    case x:
        pass
