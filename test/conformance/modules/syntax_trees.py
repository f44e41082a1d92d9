"""ast and compile: texts to trees, trees to code, and what is wrong with trees."""
import ast

print(ast.dump(ast.parse("def f(a, /, *b: int, c=1, **d) -> str:\n  x: int = f'{a!r:>{b}}' + 1j\n  match a:\n    case [1, *_, {'a': b}]: pass\n"), indent=1))
print(ast.unparse(ast.parse("x = [a async for b in c if not d]; lambda *, a=3: (yield)")))
print(ast.literal_eval("{'a': [1, 2, (3, None), b'x']}"))
exec(compile(ast.parse("print('hi', 1 + 2)"), '<tree>', 'exec'))
print(eval(compile(ast.parse('1 if x else 2', mode='eval'), '<tree>', 'eval'), {'x': 3}))
print(ast.Constant.__doc__, ast.Name._fields, ast.expr._attributes, ast.arguments().__class__.__mro__)
print(ast.dump(ast.parse("x = 1 # type: int\nfor a in b: # type: str\n  pass\ndef f(a, # type: int\n  b=2): # type: (...) -> int\n  pass # type: ignore[x]\n", type_comments=True)))
print(ast.dump(ast.parse('(int, *str, **Any) -> float', mode='func_type')))


def attempt(make, mode='exec'):
    try:
        compile(make(), '<tree>', mode)
        print('ok')
    except Exception as error:
        print(type(error).__name__, error)


place = {'lineno': 1, 'col_offset': 0}
nothing = ast.Pass(**place)
attempt(lambda: ast.Module())
attempt(lambda: ast.Module(body=None, type_ignores=[]))
attempt(lambda: ast.Module([ast.FunctionDef('x', ast.arguments(), [nothing], **place)], []))
attempt(lambda: ast.Module([ast.FunctionDef('x', ast.arguments(), [], **place)], []))
attempt(lambda: ast.Module([ast.Expr(**place)], []))
attempt(lambda: ast.Module([ast.Expr(None, **place)], []))
attempt(lambda: ast.Module([ast.Pass()], []))
attempt(lambda: ast.Module([None], []))
attempt(lambda: ast.Module([ast.Try([nothing], [], [], [], **place)], []))
attempt(lambda: ast.Module([ast.Import([ast.alias(None, **place)], **place)], []))
attempt(lambda: ast.Module([ast.Global([1], **place)], []))
attempt(lambda: ast.Module([ast.Global(['a'], lineno='x', col_offset=1)], []))
attempt(lambda: ast.Module([ast.Expr(ast.Constant(frozenset([1, (2, object())]), **place), **place)], []))
attempt(lambda: ast.Expression(ast.Name('x')), 'exec')
attempt(lambda: ast.Module([ast.Expr(ast.Name('x', ast.Store(), **place), **place)], []))
attempt(lambda: ast.Module([ast.Match(ast.Constant(1, **place), [], **place)], []))
attempt(lambda: ast.Module([ast.Expr(ast.Yield(ast.Name('None', ast.Load(), **place), **place), **place)], []))
for make in (lambda: ast.Name(1, 2, 3), lambda: ast.Name('x', id='y'), lambda: ast.BinOp(foo=1).foo):
    try:
        print(make())
    except TypeError as error:
        print(error)
for source, version in [('(x := 1)', 7), ('def f(a, /): 0', 7), ('with (a as b): 0', 8), ('match a:\n case 1: 0', 9), ('type X = 1', 11)]:
    for minor in (version, version + 1):
        try:
            ast.parse(source, feature_version=(3, minor))
            print(source, minor, 'ok')
        except SyntaxError as error:
            print(source, minor, error.msg)


class Doubled(ast.NodeTransformer):
    def visit_Constant(self, node):
        return ast.copy_location(ast.Constant(node.value * 2), node)


print(eval(compile(ast.fix_missing_locations(Doubled().visit(ast.parse('1 + 2 * 3', mode='eval'))), '<tree>', 'eval')))
