/**
 * Random Python statements over a changing set of names. In: a source of choices. Out: lines. Every loop is bounded; whatever may
 * raise at the top stands in a `try` that prints the exception, so that a program goes on.
 */
import { expression, kinds, type Kind, type Scope } from './expressions';
import type { Random } from './random';

type MutableScope = Record<Kind, string[]>;

export class StatementWriter {
  readonly lines: string[] = [];
  private indentation = 0;
  private counter = 0;

  constructor(private readonly random: Random, private scope: MutableScope, private readonly isFunction = false) {}

  private line(text: string): void {
    this.lines.push(`${'    '.repeat(this.indentation)}${text}`);
  }

  private expression(kind: Kind = this.random.pick(kinds), depth = this.random.integer(1, 3)): string {
    return expression(this.random, this.scope as Scope, kind, depth);
  }

  private newName(kind: Kind): string {
    const known = this.scope[kind];
    if (known.length >= 3) return this.random.pick(known);
    const name = `${kind[0] ?? 'v'}${kind[1] ?? ''}${++this.counter}`;
    known.push(name);
    return name;
  }

  /** A name there is already, of that kind, or a new one. */
  private target(kind: Kind): string {
    if (this.scope[kind].length > 0) return this.random.pick(this.scope[kind]);
    const value = this.expression(kind, 1);
    const name = this.newName(kind);
    this.line(`${name} = ${value}`);
    return name;
  }

  private block(write: () => void, mayBeLeftOut = true): void {
    const names = structuredClone(this.scope);
    this.indentation++;
    write();
    this.indentation--;
    // What a block binds may be unbound behind it: reading it then is an error worth comparing, but not all the time.
    if (mayBeLeftOut && this.random.chance(0.9)) this.scope = names;
  }

  /** `count` statements, each guarded. */
  guarded(count: number): void {
    for (let i = 0; i < count; i++) {
      this.line('try:');
      this.block(() => this.statement(3), false);
      this.line('except Exception as error:');
      this.block(() => this.line('report(error)'));
    }
  }

  private statements(depth: number, count = this.random.integer(1, 3)): void {
    for (let i = 0; i < count; i++) this.statement(depth);
  }

  private statement(depth: number): void {
    const simple = [this.show, this.show, this.assign, this.assign, this.augmented, this.unpack, this.mutate, this.mutate, this.remove, this.countsOf, this.walrus];
    const compound = [this.branch, this.forLoop, this.whileLoop, this.tryStatement, this.withStatement, this.functionStatement, this.matchStatement, this.generatorStatement, this.classStatement, this.exceptionGroup, this.closure, this.asyncStatement];
    this.random.pick(depth > 0 && this.random.chance(0.45) ? compound : simple).call(this, depth - 1);
  }

  private show(): void {
    this.line(`show(${this.random.some(this.random.integer(1, 2), () => this.expression()).join(', ')})`);
  }

  private assign(): void {
    const kind = this.random.pick(kinds);
    const value = this.expression(kind);
    const name = this.newName(kind);
    this.line(this.random.chance(0.1) ? `${name}: ${kind} = ${value}` : `${name} = ${value}`);
    if (this.random.chance(0.3)) this.line(`show(${name})`);
  }

  private walrus(): void {
    const name = this.target('int');
    this.line(`show((${name} := ${this.expression('int')}), ${name})`);
  }

  private augmented(): void {
    const kind = this.random.pick(kinds);
    const operator = this.random.pick(['+', '-', '*', '//', '%', '|', '&', '^', '/', '**']);
    const target = this.target(kind);
    const value = operator === '**' || operator === '*' ? this.random.pick(['0', '1', '2', '3']) : this.expression(kind, 1);
    this.line(`${target} ${operator}= ${value}`);
    this.line(`show(${target})`);
  }

  private unpack(): void {
    const form = this.random.pick(['{0}, {1}', '{0}, *{1}', '*{0}, {1}', '({0}, {1}), {2}', '[{0}, {1}, {2}]', '{0} = {1}', '{0}, *{1}, {2}']);
    const names = (['object', 'list', 'object'] as const).map((kind) => this.newName(kind));
    const value = this.expression(this.random.pick(['list', 'tuple', 'str', 'dict', 'set'] as const));
    this.line(`${form.replace(/\{(\d)\}/g, (_all, index: string) => names[Number(index)] ?? 'x')} = ${value}`);
    this.line(`show(${names.join(', ')})`);
  }

  private mutate(): void {
    const list = this.target('list');
    const dict = this.target('dict');
    const set = this.target('set');
    this.line(this.random.pick([
      () => `${list}.append(${this.expression()})`, () => `${list}.extend(${this.expression('list')})`, () => `${list}.insert(${this.random.integer(-3, 3)}, ${this.expression()})`,
      () => `show(${list}.pop())`, () => `show(${list}.pop(${this.random.integer(-2, 2)}))`, () => `${list}.remove(${this.expression()})`, () => `${list}.reverse()`, () => `${list}.sort()`,
      () => `${list}.sort(key=repr, reverse=True)`, () => `${list}[${this.random.integer(-2, 2)}] = ${this.expression()}`, () => `${list}[${this.random.pick(['1:', ':1', '::2', '1:2', '-1:'])}] = ${this.expression('list')}`,
      () => `del ${list}[${this.random.pick(['0', '-1', '1:', '::2'])}]`, () => `${list}.clear()`, () => `${list}[0:0] = ${list}`,
      () => `${dict}[${this.expression()}] = ${this.expression()}`, () => `del ${dict}[${this.expression()}]`, () => `show(${dict}.pop(${this.expression()}, None))`, () => `show(${dict}.popitem())`,
      () => `${dict}.update(${this.expression('dict')})`, () => `${dict}.setdefault(${this.expression('str')}, []).append(${this.expression()})`, () => `${dict} |= ${this.expression('dict')}`,
      () => `${set}.add(${this.expression()})`, () => `${set}.discard(${this.expression()})`, () => `${set}.remove(${this.expression('int')})`, () => `${set} &= ${this.expression('set')}`, () => `${set}.update(${this.expression('list')})`,
      () => `${this.target('object')}.x = ${this.expression()}`, () => `setattr(${this.target('object')}, ${this.random.pick(['"x"', '"y"', '"z"'])}, ${this.expression()})`, () => `${this.target('object')}.push(${this.expression()})`,
    ])());
    this.line(`show(${this.random.pick([list, dict, set])})`);
  }

  private remove(): void {
    const kind = this.random.pick(kinds);
    const name = this.target(kind);
    this.line(this.random.chance(0.3) ? `del ${name}` : `show(${name})`);
  }

  /** Refcounts of what is not shared with the runtime itself. */
  private countsOf(): void {
    const kind = this.random.pick(['list', 'dict', 'set'] as const);
    const name = this.target(kind);
    this.line(this.random.pick([
      `show(getrefcount(${name}))`, `other = [${name}, ${name}]; show(getrefcount(${name})); del other`, `holder = lambda: ${this.isFunction ? '1' : name}; show(getrefcount(${name}))`,
      `show(getrefcount(${name}), len(get_referents(${name})))`, `both = {"a": ${name}}; show(getrefcount(${name})); both = None`, `show(is_tracked(${name}))`,
    ]));
  }

  private branch(depth: number): void {
    this.line(`if ${this.expression('bool')}:`);
    this.block(() => this.statements(depth));
    if (this.random.chance(0.4)) {
      this.line(`elif ${this.expression()}:`);
      this.block(() => this.statements(depth, 1));
    }
    if (this.random.chance(0.5)) {
      this.line('else:');
      this.block(() => this.statements(depth, 1));
    }
  }

  private forLoop(depth: number): void {
    const iterable = this.random.pick([`range(${this.random.integer(0, 4)})`, `${this.expression('list', 1)}[:4]`, `zip(${this.expression('list', 1)}[:3], ${this.expression('str', 1)})`, `list(${this.expression('dict', 1)}.items())[:3]`, `enumerate(${this.expression('str', 1)}[:3], 2)`, `numbers(3)`]);
    const name = this.newName('object');
    this.line(`for ${name} in ${iterable}:`);
    this.block(() => {
      this.statements(depth, 2);
      if (this.random.chance(0.4)) this.line(`if ${this.expression('bool', 1)}: ${this.random.pick(['break', 'continue'])}`);
      if (this.random.chance(0.4)) this.line(`show(${name})`);
    });
    if (this.random.chance(0.3)) {
      this.line('else:');
      this.block(() => this.statements(0, 1));
    }
  }

  private whileLoop(depth: number): void {
    const turns = `turns${++this.counter}`;
    this.line(`${turns} = 0`);
    this.line(`while ${turns} < ${this.random.integer(1, 4)} and (${this.random.pick(['True', this.expression('bool', 1)])}):`);
    this.block(() => {
      this.line(`${turns} += 1`);
      this.statements(depth, 1);
      if (this.random.chance(0.3)) this.line(this.random.pick([`if ${turns} == 2: continue`, `if ${turns} > 2: break`]));
    });
    this.line(`show(${turns})`);
  }

  private tryStatement(depth: number): void {
    this.line('try:');
    this.block(() => {
      this.statements(depth, 1);
      if (this.random.chance(0.5)) this.line(this.random.pick(['raise ValueError("wrong", 1)', '1 / 0', '[][1]', '{}["k"]', 'raise KeyError from IndexError("cause")', 'None.x', 'assert 1 > 2, "no"', 'int("x")', 'raise StopIteration(3)', '(1)()', '"a" + 1', 'unknown_name', 'import not_a_module', 'len(5)', 'raise Exception']));
    });
    if (this.random.chance(0.8)) {
      const caught = this.random.pick(['ValueError', '(TypeError, ZeroDivisionError)', 'LookupError', 'Exception', 'ArithmeticError', 'BaseException']);
      this.line(`except ${caught} as problem:`);
      this.block(() => {
        this.line('report(problem)');
        if (this.random.chance(0.25)) this.line(this.random.pick(['raise', 'raise RuntimeError("again") from problem', 'raise TypeError("in handler")', 'problem.add_note("noted"); raise']));
        else this.statements(depth, 1);
      });
      if (this.random.chance(0.3)) {
        this.line('else:');
        this.block(() => this.line('show("else")'));
      }
      if (this.random.chance(0.5)) return;
    }
    this.line('finally:');
    this.block(() => this.line('show("finally")'));
  }

  private withStatement(depth: number): void {
    const name = this.newName('object');
    const items = this.random.pick([`Manager(1) as ${name}`, `Manager(2), Manager(3) as ${name}`, `(Manager("a") as ${name}, Manager("b"))`, `Manager(4, swallow=True) as ${name}`]);
    this.line(`with ${items}:`);
    this.block(() => this.statements(depth, 2));
  }

  private inner(parameters: Partial<Record<Kind, string[]>>, statements: number, depth: number): string[] {
    const scope = Object.fromEntries(kinds.map((kind) => [kind, [...(parameters[kind] ?? [])]])) as MutableScope;
    const writer = new StatementWriter(this.random, scope, true);
    writer.statements(depth, statements);
    return writer.lines;
  }

  private functionStatement(depth: number): void {
    const name = `function${++this.counter}`;
    const [parameters, call] = this.random.pick([
      ['a, b=2', `${name}(${this.expression('int', 1)})`], ['a, /, b, *, c=3', `${name}(1, ${this.expression()}, c=${this.expression()})`], ['a, *b, **c', `${name}(*${this.expression('list', 1)}, k=${this.expression()})`],
      ['a=1, *, b', `${name}(b=${this.expression()})`], ['a, b', `${name}(**{"a": 1, "b": ${this.expression()}})`], ['a, b', `${name}(${this.expression()})`], ['*a, b=5', `${name}(1, c=2)`], ['a, b=[]', `${name}(b=1, a=2)`],
    ] as const);
    if (this.random.chance(0.2)) this.line('@decorate');
    this.line(`def ${name}(${parameters}):`);
    this.block(() => {
      for (const line of this.inner({ object: ['a'], list: ['b'] }, this.random.integer(1, 3), Math.min(depth, 1))) this.line(line);
      this.line(`return ${this.random.pick(['a', 'a, b', 'b', '(a, b)', 'locals()', '[a, b]'])}`);
    });
    this.line(`show(${call})`);
  }

  private closure(): void {
    const name = `outer${++this.counter}`;
    this.line(`def ${name}(n):`);
    this.block(() => {
      this.line(`total = ${this.expression('int', 1)}`);
      this.line('def add(amount=1):');
      this.block(() => {
        this.line('nonlocal total');
        this.line(`total ${this.random.pick(['+=', '-=', '*='])} amount`);
        this.line('return total, n');
      });
      this.line(this.random.pick(['return add', 'return [add, lambda: total]', 'return add(2), add']));
    });
    this.line(`made = ${name}(${this.expression('int', 1)})`);
    this.line('for each in (made if isinstance(made, (list, tuple)) else [made]):');
    this.block(() => this.line('show(each() if callable(each) else each)'));
  }

  private matchStatement(depth: number): void {
    this.line(`match ${this.expression()}:`);
    this.block(() => {
      for (const pattern of this.random.some(this.random.integer(1, 3), () => this.random.pick([
        '0 | 1 | -1', '[a, b]', '[first, *rest]', '{"a": value}', '{"k": [x, *_], **others}', 'str() as text', 'Point(x=px, y=0)', 'Point(px, py)', 'int(n) if n > 2', '(1, _, 3)', 'None', 'True', 'float()', '[]', '[[*inner], *_]', 'Color.RED', '"abc"', 'dict()', 'set() | frozenset()', '1+2j',
      ]))) {
        this.line(`case ${pattern}:`);
        this.block(() => {
          const names = [...pattern.matchAll(/\b(a|b|first|rest|value|x|others|text|px|py|n|inner)\b(?!=)/g)].map(([, name]) => name ?? '').filter((name, index, all) => all.indexOf(name) === index && !/["']/.test(pattern.charAt(pattern.indexOf(name) - 1)));
          this.line(`show(${JSON.stringify(pattern)}${names.length > 0 ? `, ${names.join(', ')}` : ''})`);
        });
      }
      this.line('case other:');
      this.block(() => this.statements(Math.min(depth, 0), 1));
    });
  }

  private generatorStatement(depth: number): void {
    const name = `generator${++this.counter}`;
    this.line(`def ${name}(n):`);
    this.block(() => {
      this.line('try:');
      this.block(() => {
        this.line(`got = yield ${this.expression('int', 1)}`);
        this.line('show("got", got)');
        for (const line of this.inner({ int: ['n'] }, 1, Math.min(depth, 0))) this.line(line);
        this.line(this.random.pick(['yield from [1, n]', 'yield n', `r = yield from numbers(2); yield r`, 'return n', 'yield from "ab"']));
      });
      this.line(this.random.pick(['except ValueError as e:', 'except GeneratorExit:', 'except TypeError:']));
      this.block(() => this.line(this.random.pick(['show("caught"); yield -1', 'show("caught"); raise', 'show("caught")'])));
      this.line('finally:');
      this.block(() => this.line('show("closing")'));
    });
    this.line(`g = ${name}(${this.random.integer(0, 5)})`);
    for (const action of this.random.some(this.random.integer(1, 4), () => this.random.pick(['next(g)', 'g.send(1)', 'g.send(None)', 'g.throw(ValueError("in"))', 'g.close()', 'list(g)', 'next(g, "end")', 'sum(x for x in g)', 'g.gi_running', 'g.throw(KeyError)']))) {
      this.line(`attempt(lambda: ${action})`);
    }
    this.line('del g');
  }

  private classStatement(depth: number): void {
    const name = `Class${++this.counter}`;
    const base = this.random.pick(['', '(Point)', '(list)', '(dict)', '(int)', '(Exception)', '(str)', '(Base, Mixin)', '(metaclass=Meta)', '(tuple)']);
    this.line(`class ${name}${base}:`);
    this.block(() => {
      this.line(this.random.pick(['"""Doc."""', 'limit = 3', '__slots__ = ()', 'z: int = 1', '__hash__ = None']));
      for (const method of new Set(this.random.some(this.random.integer(1, 4), () => this.random.pick([
        'def __add__(self, other): return "add"', 'def __radd__(self, other): return "radd"', 'def __eq__(self, other): return NotImplemented', 'def __len__(self): return 4', 'def __bool__(self): return False',
        'def __getattr__(self, name): return name * 2', 'def __contains__(self, item): return item == 1', 'def __iter__(self): return iter([1, 2])', 'def __getitem__(self, key): return "abcd"[key]', 'def __call__(self, *a, **k): return a, k',
        'def __lt__(self, other): return True', 'def __repr__(self): return "custom"', 'def __format__(self, spec): return "<" + spec + ">"', '@property\n    def value(self): return 42', '@staticmethod\n    def make(x=1): return x', '@classmethod\n    def build(cls): return cls.__name__',
        'def __init_subclass__(cls, **k): show("sub", cls.__name__)', 'def __set_name__(self, owner, name): show(name)', 'def __index__(self): return 2', 'def __mul__(self, n): return NotImplemented', 'def __str__(self): return "text"', 'def __del__(self): show("del")', 'def method(self): return super().__len__()', 'def __enter__(self): return self',
      ])))) for (const line of method.split('\n    ')) this.line(line);
    });
    void depth;
    this.line(`thing = attempt(lambda: ${name}(${this.random.pick(['', '', '1', '1, 2', '[1, 2]', '"ab"'])}))`);
    for (const use of this.random.some(this.random.integer(1, 4), () => this.random.pick([
      'thing + 1', '1 + thing', 'thing == thing', 'len(thing)', 'bool(thing)', 'thing.missing', '1 in thing', 'list(thing)[:3]', 'thing[1]', 'thing(1, k=2)', 'sorted([thing, thing], key=id) and 1', 'f"{thing:>5}"', 'thing.value', `${name}.make(3)`, `${name}.build()`,
      'range(5)[thing]', 'thing * 2', 'str(thing)[:6]', 'thing.method()', 'hash(thing) and 1', 'isinstance(thing, list)', 'type(thing).__mro__[1].__name__', 'setattr(thing, "new", 1)', 'thing.limit', '[*thing][:2]', 'thing < 5', 'max(thing, thing) is thing', '"%s" % thing if 0 else 1', 'thing.__class__.__name__', 'hex(thing)',
    ]))) this.line(`show(attempt(lambda: ${use}))`);
    this.line('thing = None');
  }

  private exceptionGroup(): void {
    this.line('try:');
    this.block(() => this.line(`raise ExceptionGroup("several", [${this.random.some(this.random.integer(1, 3), () => this.random.pick(['ValueError(1)', 'TypeError("t")', 'KeyError("k")', 'ExceptionGroup("inner", [ValueError(2), OSError(3)])'])).join(', ')}])`));
    this.line('except* ValueError as group:');
    this.block(() => this.line(this.random.pick(['show(group.exceptions)', 'raise', 'show(group.message); raise TypeError("new")', 'report(group)'])));
    if (this.random.chance(0.5)) {
      this.line('except* (TypeError, KeyError):');
      this.block(() => this.line('show("others")'));
    }
  }

  private asyncStatement(): void {
    const name = `coroutine${++this.counter}`;
    this.line(`async def ${name}(n):`);
    this.block(() => {
      this.line(this.random.pick(['async with Manager(n) as m: show(m)', 'got = await Ready(n); show(got)', 'async for each in ticks(n): show(each)', 'show([x async for x in ticks(2)])', 'show([await Ready(i) for i in range(n)])', 'raise ValueError(n)']));
      this.line(`return ${this.expression('int', 1).replace(/\bfunction\d+/g, '1')}`);
    });
    this.line(`show(attempt(lambda: drive(${name}(${this.random.integer(0, 3)}))))`);
  }
}
