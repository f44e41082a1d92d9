/**
 * Random Python expressions of a wished kind. Now and then one of another kind stands in, so that error texts are compared, too.
 * In: a source of choices, the names in scope by kind, how deep it may still nest. Out: source text. Deliberately nothing whose
 * value shows an address, a clock or the order of a set of unrelated objects.
 */
import type { Random } from './random';

export const kinds = ['int', 'float', 'str', 'bytes', 'list', 'tuple', 'dict', 'set', 'bool', 'complex', 'object'] as const;
export type Kind = (typeof kinds)[number];
export type Scope = Readonly<Record<Kind, readonly string[]>>;

const WRONG_KIND = 0.06;

const literals: Readonly<Record<Kind, readonly string[]>> = {
  int: ['0', '1', '2', '-1', '3', '7', '10', '255', '256', '-5', '-6', '1000', '2**60', '2**63', '-2**64', '10**20', '0x7f', '0b1011', '1_000', '12345678901234567890'],
  float: ['0.0', '-0.0', '1.0', '0.1', '2.5', '-3.75', '1e10', '1e-5', '1e16', '123456.789', 'float("inf")', 'float("nan")', '1e300', '5e-324', '0.5', '1/3'],
  str: ['""', '"a"', '"abc"', '"Hello World"', '"  spam  "', '"x,y,z"', '"äöü"', '"ß"', '"12"', '"-3.5"', '"a\\tb\\n"', '"😀x"', '"ABC"', '"{}"', '"%s-%d"', '"aXbXc"', "'it\\'s'", '"\\x00\\x7f"'],
  bytes: ['b""', 'b"a"', 'b"abc"', 'b"\\x00\\xff"', 'b"a b c"', 'bytes(3)', 'bytearray(b"xyz")', 'b"12"'],
  list: ['[]', '[1]', '[1, 2, 3]', '[3, 1, 2]', '["a", "b"]', '[[1], [2]]', '[None, True]', '[1.5, 2]', 'list(range(6))', '[(2, "b"), (1, "a")]'],
  tuple: ['()', '(1,)', '(1, 2)', '("a", 1)', '((1, 2), 3)', '(1, 2, 3, 4)'],
  dict: ['{}', '{"a": 1}', '{1: "x", 2: "y"}', '{"k": [1, 2]}', 'dict(a=1, b=2)', '{(1, 2): 3}', '{i: i * i for i in range(4)}'],
  set: ['set()', '{1}', '{1, 2, 3}', '{"a"}', 'frozenset({1, 2})', 'set(range(5))'],
  bool: ['True', 'False'],
  complex: ['1j', '2+3j', '-1.5j', 'complex(1, -2)', '0j'],
  object: ['None', '...', 'NotImplemented', 'Point(1, 2)', 'Point(0, 0)', 'range(5)', 'range(10, 0, -3)', 'slice(1, 2)', 'int', 'str', 'len', 'Color.RED', 'Stack([1, 2])'],
};

/** Expressions by kind of result; `%k` stands for an expression of kind k, `%?` for any. */
const shapes: Readonly<Record<Kind, readonly string[]>> = {
  int: [
    '%int + %int', '%int - %int', '%int * %int', '%int // %int', '%int % %int', '%int & %int', '%int | %int', '%int ^ %int', '%int << %small', '%int >> %small',
    '-%int', '~%int', 'abs(%int)', 'len(%list)', 'len(%str)', 'len(%dict)', 'int(%float)', 'int(%str)', 'sum(%list)', 'max(%int, %int)', 'min(%list)', 'hash(%int)',
    '%int.bit_length()', '%int.bit_count()', '%list.count(%?)', '%list.index(%?)', '%str.find(%str)', '%str.count(%str)', 'ord(%str)', 'round(%float)', 'pow(%int, %small, %int)',
    '(%int if %bool else %int)', '%list[%index]', '%tuple[%index]', '%dict[%?]', '%dict.get(%?, %int)', '%int ** %small', 'divmod(%int, %int)[0]', 'int(%str, %small)',
    'int.from_bytes(%bytes, "big")', '%bytes[%index]', '%str.rindex(%str)', 'hash(%str) & 15', '(lambda x, y=%int: x + y)(%int)', '%object.x', 'sum(x for x in %list)', '+%bool',
  ],
  float: [
    '%float + %float', '%float - %int', '%float * %float', '%float / %float', '%int / %int', '%float // %float', '%float % %float', '%float ** %small', '-%float', 'abs(%float)',
    'float(%str)', 'float(%int)', 'round(%float, %small)', 'sum([%float, %float])', '%float.real', 'max(%float, %int)', 'float.fromhex(%float.hex())', 'abs(%complex)', '%complex.imag',
  ],
  str: [
    '%str + %str', '%str * %small', 'str(%?)', 'repr(%?)', '%str.upper()', '%str.title()', '%str.swapcase()', '%str.strip()', '%str.replace(%str, %str)', '%str.join(%list)',
    '%str[%index]', '%str[%slice]', 'f"{%?}"', 'f"{%?!r:>12}"', 'f"{%float:.3f}"', 'f"{%int:,}"', 'f"{%int:#x}"', 'f"{%str:*^9}"', 'f"{%int:%small}"', '%str.format(%?, %?)', '%str % (%?, %?)', '"%d|%5.2f|%-4s" % (%int, %float, %?)',
    '"%x %o %c" % (%int, %int, %int)', '%str.center(%small, "*")', '%str.zfill(%small)', '%str.partition(%str)[%index]', 'chr(%int)', 'hex(%int)', 'bin(%int)', 'ascii(%str)', '%bytes.decode("latin-1")', '%str.casefold()',
    '%bytes.decode()', 'type(%?).__name__', '%str.expandtabs(%small)', '%str.ljust(%small)', 'format(%float, "e")', 'format(%int, "b")', 'format(%?, ".2")', '%str.removeprefix(%str)', '%str.translate({97: "Q", 98: None})', '%str.capitalize()', 'str(%bytes, "ascii", "replace")',
    'f"{%float=:.1f}"', 'f"{%complex:.2f}"', 'f"{%?:{%small}}"',
  ],
  bytes: ['%bytes + %bytes', '%bytes * %small', '%str.encode()', 'bytes([%int & 255])', '%bytes[%slice]', '%bytes.upper()', '%bytes.replace(%bytes, %bytes)', '%bytes.hex().encode()', 'bytes.fromhex("0aff")', '%int.to_bytes(%small, "little")', 'b"%d:%s" % (%int, %bytes)', 'bytes(memoryview(%bytes)[::-1])', '%bytes.join([%bytes, %bytes])', '%bytes.strip()'],
  list: [
    '%list + %list', '%list * %small', '[%?, %?]', '[*%list, %?]', 'list(%tuple)', 'list(%str)', 'sorted(%list)', 'sorted(%list, key=str, reverse=%bool)', '%list[%slice]', '[x for x in %list]',
    '[x * 2 for x in %list if x]', '[(x, y) for x in %list for y in %tuple]', 'list(map(str, %list))', 'list(filter(None, %list))', 'list(zip(%list, %str))', 'list(enumerate(%str))', 'list(reversed(%list))',
    'list(%dict)', 'list(%dict.items())', '%str.split()', '%str.split(%str)', '%str.splitlines()', '[%?] + %list', 'sorted(%set, key=repr)', 'list(range(%small, %int % 20))', '(%list or [%?])', '[y := %?, y]', 'list(%object)', 'list(%bytes)', '%list.copy()', '[i for i, *_ in [%tuple, %list]]',
    'list(dict.fromkeys(%list, %?).items())', 'list(numbers(%small))',
  ],
  tuple: ['%tuple + %tuple', '%tuple * %small', '(%?, %?)', '(*%list, *%tuple)', 'tuple(%list)', '%tuple[%slice]', 'divmod(%int, %int)', '%str.partition(%str)', 'tuple(sorted(%tuple, key=repr))', '(%?,)', 'tuple(x for x in %tuple)', 'divmod(%float, %float)', '%float.as_integer_ratio()', 'tuple(%object)', 'slice(%index, None, %small).indices(%small)', 'args(%?, *%list, k=%?)'],
  dict: ['{**%dict, %?: %?}', '{%?: %?, %?: %?}', 'dict(zip(%list, %list))', '%dict | %dict', '{k: v for k, v in %dict.items()}', 'dict(%list)', 'dict.fromkeys(%list)', '{str(k): k for k in %list}', 'dict(%dict, z=%?)', 'dict(enumerate(%str))', '%dict.copy()'],
  set: ['%set | %set', '%set & %set', '%set - %set', '%set ^ %set', 'set(%list)', '{%?, %?}', '{x for x in %list}', 'frozenset(%str)', '%set.union(%list)', '%set.difference(%tuple)', 'set(%dict)', '%dict.keys() & %set', '%dict.keys() - %list'],
  bool: [
    '%int < %int', '%? == %?', '%? != %?', '%? in %list', '%? not in %dict', '%str in %str', 'not %?', '%? is None', 'isinstance(%?, (int, str))', 'bool(%?)', '%float >= %int', '%list < %list', '%str.isdigit()', '%str.isalpha()',
    '%str.startswith(%str)', 'any(%list)', 'all(%tuple)', '%int < %int <= %float', '%set <= %set', '%bool and %?', '%bool or %?', '%tuple > %tuple', 'callable(%?)', 'hasattr(%?, "x")', '%str.isidentifier()', '%float == %int', '%set.isdisjoint(%list)', '%str <= %str', 'issubclass(type(%?), int)', '%? is %?' ,
  ],
  complex: ['%complex + %complex', '%complex * %float', '%complex / %complex', '%complex - %int', '-%complex', '%complex.conjugate()', '%complex ** %small', 'complex(%float, %float)', 'complex(%str)'],
  object: ['Point(%int, %int)', '%object + %object', '%object * %int', 'Point(%float, %int)', '(%? if %bool else %?)', '%object[%index]', 'Stack(%list)', '%object()', 'Color(%small)', 'Color[%str]', 'type(%?)', 'iter(%list).__next__()', 'next(iter(%?), %?)', 'max(%list, default=None)', 'max(%list, key=lambda v: repr(v))', 'getattr(%?, "y", %?)', '%object.y', '(%list and %list[-1])', 'eval("1 + %small")', 'range(%int % 30)[%slice]', '(yielder(%small) is None)', '%dict.setdefault(%?, %?)', '%object @ %?', '%object < %object', 'not_there'],
};

const indices = ['0', '1', '-1', '2', '-2', '5', 'True', 'slice(1)', '-10'];
const slices = [':', '1:', ':2', '::2', '::-1', '-2:', '1:-1', '5:1:-1', '::0', '-100:100:3', 'None:None'];

export function expression(random: Random, scope: Scope, kind: Kind, depth: number): string {
  if (random.chance(WRONG_KIND)) return expression(random, scope, random.pick(kinds), depth);
  const names = scope[kind];
  if (depth <= 0 || random.chance(0.15)) {
    return names.length > 0 && random.chance(0.6) ? random.pick(names) : random.pick(literals[kind]);
  }
  const shape = random.pick(shapes[kind]);
  const text = shape.replace(/%(int|float|str|bytes|list|tuple|dict|set|bool|complex|object|small|index|slice|\?)(?![a-z])/g, (_all, what: string) => {
    switch (what) {
      case 'small': return String(random.integer(0, 9));
      case 'index': return random.pick(indices);
      case 'slice': return random.pick(slices);
      case '?': return operand(random, scope, random.pick(kinds), depth - 1);
      default: return operand(random, scope, what as Kind, depth - 1);
    }
  });
  return text;
}

/** In parentheses where it is more than a name, so that it can stand anywhere, also within an f-string (no quotes clash in 3.12). */
function operand(random: Random, scope: Scope, kind: Kind, depth: number): string {
  const text = expression(random, scope, kind, depth);
  return /^[a-z]\w*$/i.test(text) ? text : `(${text})`;
}
