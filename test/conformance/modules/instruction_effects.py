"""dis.stack_effect of every instruction."""
import dis, opcode
for name, code in sorted(dis.opmap.items()):
    if name in getattr(dis,'deoptmap',{}) or opcode.MIN_INSTRUMENTED_OPCODE <= code < 256: continue
    for arg in (None, 0, 1, 3):
        for jump in (None, True, False):
            try: r = dis.stack_effect(code, arg, jump=jump)
            except Exception as e: r = f'{type(e).__name__}: {e}'
            print(name, arg, jump, r)
for a in [(30000,), (1, 0), ('a',), (1, None)]:
    try: print(dis.stack_effect(*a))
    except Exception as e: print(e)
