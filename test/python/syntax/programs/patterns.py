match command.split():
    case []: pass
    case [a]: pass
    case [a, b, *rest]: pass
    case (a, *_): pass
    case (a,): pass
    case (a): pass
    case (): pass
    case a, b: pass
    case a,: pass
    case *a, b: pass
match x, y:
    case 0: pass
    case -1 | -1.5 | 1j | -2j: pass
    case 1 + 2j | -1.5 - 3J: pass
    case 'a' | "b" 'c' | b'd': pass
    case None | True | False: pass
    case _: pass
match x,:
    case _ if y: pass
match (x):
    case a.b: pass
    case a.b.c.d: pass
    case a.b(): pass
    case Point(): pass
    case Point(1, y): pass
    case Point(x=1, y=Point(z)): pass
    case Point(1, y=2,): pass
    case Point(x=0 | 1): pass
    case Point(x=(1 as one)): pass
    case Point(x=1 as one): pass
    case {}: pass
    case {'a': 1}: pass
    case {'a': 1, **rest}: pass
    case {**rest}: pass
    case {'a': 1, -1: x, a.b: y, None: z, 1 + 2j: w,}: pass
    case (1 | 2) as a: pass
    case [1, 2] as a: pass
    case 1 | 2 as a: pass
    case [Point(x=0) as p, *_]: pass
    case [[a], (b, c), {'d': e}]: pass
    case str() | int(): pass
    case x if x > 0 and (y := x): pass
    case match: pass
match -x:
    case type: pass
match [a, b]:
    case case: pass
match {a: b}:
    case _: pass
match *a, b:
    case _: pass
match (a, b):
    case _:
        match c:
            case d:
                pass
            case _: pass
match match:
    case case: match = case
match x:
    # a comment
    case 1:
        pass

    # another
    case 2:
        pass
