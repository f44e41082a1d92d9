/**
 * Random programs for fast-check: expressions of every kind with few parentheses, put into every place an expression
 * may stand in. Not all are Python; whether they are is for the two ways of parsing to agree on.
 */
import fc from 'fast-check';

const name = fc.constantFrom('a', 'b', 'c', 'x', 'print', 'type', 'match', 'case', '_', 'exec', 'é');
const atom = fc.oneof(
  { weight: 6, arbitrary: name },
  fc.constantFrom('0', '1.5', '2j', "'s'", "'s' 't'", "b'u'", 'None', 'True', '...', '()', '[]', '{}', "f'{a}'", "f'{a!r:>{b}}' 'c'", '0x1f', 'r"\\d"'),
);
const binary = fc.constantFrom('+', '-', '*', '/', '//', '%', '@', '**', '|', '&', '^', '<<', '>>');
const comparison = fc.constantFrom('<', '==', '!=', 'in', 'not in', 'is', 'is not', '>=');

const { expression } = fc.letrec<{ expression: string }>((tie) => {
  const inner = tie('expression');
  const list = fc.array(inner, { minLength: 1, maxLength: 3 });
  const parameters = fc.constantFrom('', ' a', ' a, b=1', ' *a', ' a, /, *, b', ' **c', ' a=b, *c, d');
  return {
    expression: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      atom,
      fc.tuple(inner, binary, inner).map(([left, operator, right]) => `${left} ${operator} ${right}`),
      fc.tuple(inner, comparison, inner).map(([left, operator, right]) => `${left} ${operator} ${right}`),
      fc.tuple(inner, fc.constantFrom('and', 'or'), inner).map((parts) => parts.join(' ')),
      fc.tuple(fc.constantFrom('-', '+', '~', 'not ', 'await ', '*', '**', 'lambda: '), inner).map((parts) => parts.join('')),
      fc.tuple(parameters, inner).map(([before, body]) => `lambda${before}: ${body}`),
      fc.tuple(inner, inner, inner).map(([body, test, orelse]) => `${body} if ${test} else ${orelse}`),
      fc.tuple(name, inner).map(([target, value]) => `${target} := ${value}`),
      inner.map((value) => `(${value})`),
      inner.map((value) => `(yield ${value})`),
      fc.tuple(inner, name).map(([value, attribute]) => `${value}.${attribute}`),
      fc.tuple(inner, list).map(([func, args]) => `${func}(${args.join(', ')})`),
      fc.tuple(inner, name, inner).map(([func, keyword, value]) => `${func}(${keyword}=${value})`),
      fc.tuple(inner, list).map(([value, slices]) => `${value}[${slices.join(', ')}]`),
      fc.tuple(inner, inner, inner).map(([value, lower, upper]) => `${value}[${lower}:${upper}]`),
      list.map((elements) => `[${elements.join(', ')}]`),
      list.map((elements) => `(${elements.join(', ')},)`),
      list.map((elements) => `{${elements.join(', ')}}`),
      fc.tuple(inner, inner).map(([key, value]) => `{${key}: ${value}, **a}`),
      fc.tuple(inner, name, inner, inner).map(([element, target, iter, test]) => `[${element} for ${target} in ${iter} if ${test}]`),
      fc.tuple(inner, inner).map(([element, iter]) => `a(${element} for b in ${iter})`),
      fc.tuple(inner, inner).map(([key, iter]) => `{${key}: b async for b, c in ${iter}}`),
      inner.map((value) => `f'''{${value}}'''`),
    ),
  };
});

const places: ((first: string, second: string) => string)[] = [
  (first) => first,
  (first, second) => `${first}, ${second}`,
  (first, second) => `${first} = ${second}`,
  (first, second) => `${first} += ${second}`,
  (first, second) => `${first}, *b = ${second}, c`,
  (first) => `x: ${first}`,
  (first, second) => `x: ${first} = ${second}`,
  (first, second) => `${first}: ${second}`,
  (first, second) => `def f(a: ${first}, b: ${second} = 1, *c: ${first}, **d) -> ${second}: pass`,
  (first, second) => `def f(a=${first}, *, b=${second}): return ${first}`,
  (first, second) => `type A[T: ${first}] = ${second}`,
  (first, second) => `class A[T](${first}, b=${second}): pass`,
  (first, second) => `return ${first}, *${second}`,
  (first, second) => `del ${first}, ${second}`,
  (first, second) => `for ${first} in ${second}: pass`,
  (first, second) => `with ${first} as ${second}, a: pass`,
  (first, second) => `with (${first} as b, ${second}): pass`,
  (first, second) => `with (${first}), ${second}: pass`,
  (first, second) => `if ${first}: pass\nelif ${second}: pass`,
  (first, second) => `while ${first}: break\nelse: ${second}`,
  (first, second) => `try: pass\nexcept ${first} as e: ${second}`,
  (first, second) => `assert ${first}, ${second}`,
  (first, second) => `raise ${first} from ${second}`,
  (first, second) => `@${first}\ndef f(): yield ${second}`,
  (first, second) => `match ${first}, ${second}:\n  case a if ${second}: pass`,
  (first, second) => `match ${first}:\n  case _: ${second}`,
  (first, second) => `yield ${first}, ${second}`,
  (first, second) => `x = yield ${first}\n${second}`,
  (first, second) => `x = *a, *${first}\n[${second}]`,
  (first, second) => `f'{${first}:{${second}}}' f"{${first} = !s}"`,
  (first, second) => `${first}; ${second};`,
  (first, second) => `print ${first}\nprint >>${second}`,
];

/** One or two statements around two random expressions. */
export const randomProgram = fc.tuple(fc.constantFrom(...places), expression, expression)
  .map(([place, first, second]) => `${place(first, second)}\n`)
  .filter((program) => program.length < 400);
