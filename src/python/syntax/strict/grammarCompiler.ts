/**
 * From rules as data to something that runs. In: the rules of `grammarReader.ts` and the actions. Out:
 * for each rule an object that tries it at the machine's place and gives its value or `noMatch`. The
 * meaning is that of CPython's generated parser: ordered alternatives, memory where a rule asks for it,
 * left recursion by growing a seed, `invalid_` rules in the second pass only. Alternatives that cannot
 * begin with the token at hand are skipped, which changes nothing but the time (`firstTokens.ts`).
 */
import { assert, assertDefined } from '../../../base';
import { TreeBuilder } from '../treeBuilder';
import { binaryOperators } from './binaryOperators';
import { findFirstTokens } from './firstTokens';
import type { Alternative, Item, Rule, Word } from './grammarReader';
import { noMatch, noMatchForGood } from './machine';
import type { Machine } from './machine';
import { TokenKind, keywordKind, looksLikeSoftKeyword, operatorKind } from './tokenKinds';

export interface Matcher {
  match(machine: Machine): unknown;
}

/** Actions get the offsets of what was matched and the values they name. `noMatch` takes the match back. */
export type Action = (machine: Machine, start: number, end: number, ...values: never[]) => unknown;
export type Conversion = (machine: Machine, value: never) => unknown;

type AnyAction = (machine: Machine, start: number, end: number, ...values: unknown[]) => unknown;
type AnyConversion = (machine: Machine, value: unknown) => unknown;
type Finish = (machine: Machine, mark: number, values: unknown[]) => unknown;

/** Rules that begin with themselves; of a pair that begin with each other, the one that remembers. */
const leftRecursive: ReadonlySet<string> = new Set(['primary', 't_primary', 'dotted_name', 'attr']);

const terminals: Record<string, Matcher> = {
  NAME: { match: (machine) => machine.name() },
  NUMBER: { match: (machine) => machine.number() },
  SOFT_KEYWORD: {
    match: (machine) => {
      const token = machine.token();
      return token.kind === TokenKind.name && looksLikeSoftKeyword(machine.textOf(token)) ? machine.name() : noMatch;
    },
  },
  STRING: { match: (machine) => machine.expect(TokenKind.string) },
  NEWLINE: { match: (machine) => machine.expect(TokenKind.newline) },
  INDENT: { match: (machine) => machine.expect(TokenKind.indent) },
  DEDENT: { match: (machine) => machine.expect(TokenKind.dedent) },
  ENDMARKER: { match: (machine) => machine.expect(TokenKind.endMarker) },
  FSTRING_START: { match: (machine) => machine.expect(TokenKind.fstringStart) },
  FSTRING_MIDDLE: { match: (machine) => machine.expect(TokenKind.fstringMiddle) },
  FSTRING_END: { match: (machine) => machine.expect(TokenKind.fstringEnd) },
};

export function compileGrammar(
  rules: Rule[], actions: Record<string, Action>, conversions: Record<string, Conversion>,
): Map<string, Matcher> {
  const compiler = new GrammarCompiler(rules, actions as Record<string, AnyAction>, conversions as Record<string, AnyConversion>);
  return compiler.compile();
}

/** One way to match, ready to run. */
interface CompiledAlternative {
  readonly items: readonly Matcher[];
  /** For each kind of token, whether the alternative may begin with it; null if with any, or with nothing. */
  readonly first: Uint8Array | null;
  /** Waits for the second pass. */
  readonly isInvalid: boolean;
  /** From this item on, failing is final. */
  readonly cut: number;
  /** Null: the value of the only item. */
  readonly finish: Finish | null;
}

/** Ordered alternatives: a rule without memory, or a group. */
class Alternatives implements Matcher {
  constructor(private readonly alternatives: readonly CompiledAlternative[]) {}

  // Hot path: every token passes here dozens of times. One stack frame for each rule on the way down.
  match(machine: Machine): unknown {
    const { alternatives } = this;
    const { mark } = machine;
    const { kind } = machine.token();
    next: for (let index = 0; index < alternatives.length; index++) {
      const { first, isInvalid, items, finish, cut } = alternatives[index];
      if (first !== null && first[kind] === 0) continue;
      if (isInvalid && !machine.usesInvalidRules) continue;
      if (finish === null) {
        const value = items[0].match(machine);
        if (value !== noMatch) return value;
        machine.mark = mark;
        continue;
      }
      const values: unknown[] = [];
      for (let item = 0; item < items.length; item++) {
        const value = items[item].match(machine);
        if (value === noMatch) {
          machine.mark = mark;
          if (item > cut) return noMatch;
          continue next;
        }
        values.push(value);
      }
      const result = finish(machine, mark, values);
      if (result !== noMatchForGood) return result;
      // As in CPython, an action without a result ends the rule.
      machine.mark = mark;
      return noMatch;
    }
    return noMatch;
  }
}

/** A rule that remembers what it gave at a token. */
class Remembering implements Matcher {
  constructor(private readonly raw: Matcher, private readonly rule: number) {}

  match(machine: Machine): unknown {
    const known = machine.recall(this.rule);
    if (known !== null) {
      machine.mark = known.mark;
      return known.value;
    }
    const { mark } = machine;
    const value = this.raw.match(machine);
    machine.remember(mark, this.rule, value);
    return value;
  }
}

/** Left recursion: the rule first fails where it began, then finds its own shorter result there. */
class Growing implements Matcher {
  constructor(private readonly raw: Matcher, private readonly rule: number) {}

  match(machine: Machine): unknown {
    const known = machine.recall(this.rule);
    if (known !== null) {
      machine.mark = known.mark;
      return known.value;
    }
    const { mark } = machine;
    const seed = machine.remember(mark, this.rule, noMatch);
    seed.mark = mark;
    for (;;) {
      machine.mark = mark;
      const value = this.raw.match(machine);
      if (value === noMatch || machine.mark <= seed.mark) break;
      seed.value = value;
      seed.mark = machine.mark;
    }
    machine.mark = seed.mark;
    return seed.value;
  }
}

/** `expression_without_invalid`: nothing below it takes `invalid_` rules into account. */
class WithoutInvalid implements Matcher {
  constructor(private readonly raw: Matcher) {}

  match(machine: Machine): unknown {
    const before = machine.usesInvalidRules;
    machine.usesInvalidRules = false;
    const value = this.raw.match(machine);
    machine.usesInvalidRules = before;
    return value;
  }
}

/** Stands for a rule until the rule is there. */
class Reference implements Matcher {
  target: Matcher | null = null;

  match(machine: Machine): unknown {
    assert(this.target !== null, 'a rule is used before the grammar is complete');
    return this.target.match(machine);
  }
}

class GrammarCompiler {
  private readonly references = new Map<string, Reference>();
  private readonly first: ReadonlyMap<Alternative, Uint8Array | null>;

  constructor(
    private readonly rules: Rule[],
    private readonly actions: Record<string, AnyAction>,
    private readonly conversions: Record<string, AnyConversion>,
  ) {
    this.first = findFirstTokens(rules);
  }

  compile(): Map<string, Matcher> {
    const matchers = new Map<string, Matcher>();
    const compiled = new Map<Alternatives, CompiledAlternative[]>();
    this.rules.forEach((rule, index) => matchers.set(rule.name, this.rule(rule, index, compiled)));
    assert(matchers.size === this.rules.length, 'two rules of the grammar have one name');
    matchers.set('bitwise_or', new Remembering(binaryOperators(this.reference('factor')), this.rules.length));
    for (const [name, reference] of this.references) {
      const target = matchers.get(name);
      assertDefined(target, `the grammar has no rule ${name}`);
      reference.target = target;
    }
    // References cost a frame of the stack each: now that every rule is there, they are replaced.
    for (const alternatives of compiled.values()) {
      for (const { items } of alternatives) replaceReferences(items as Matcher[]);
    }
    return matchers;
  }

  private rule(rule: Rule, index: number, compiled: Map<Alternatives, CompiledAlternative[]>): Matcher {
    const raw = this.alternatives(rule.alternatives, compiled);
    if (leftRecursive.has(rule.name)) return new Growing(raw, index);
    if (rule.name.endsWith('_without_invalid')) return new WithoutInvalid(raw);
    return rule.isMemo ? new Remembering(raw, index) : raw;
  }

  private alternatives(alternatives: Alternative[], compiled: Map<Alternatives, CompiledAlternative[]>): Matcher {
    const list = alternatives.map((alternative) => this.alternative(alternative, compiled));
    const matcher = new Alternatives(list);
    compiled.set(matcher, list);
    return matcher;
  }

  private alternative(alternative: Alternative, compiled: Map<Alternatives, CompiledAlternative[]>): CompiledAlternative {
    const { items, action } = alternative;
    const [{ item: only }] = items;
    const cut = items.findIndex(({ item }) => item.type === 'cut');
    return {
      items: items.map(({ item }) => this.item(item, compiled)),
      first: this.first.get(alternative) ?? null,
      // As in CPython, only an `invalid_` rule that is all of its alternative waits for the second pass.
      isInvalid: items.length === 1 && only.type === 'rule' && only.name.startsWith('invalid_'),
      cut: cut < 0 ? items.length : cut,
      finish: action === null && items.length === 1 ? null : this.finish(action, items.map(({ variable }) => variable)),
    };
  }

  private finish(action: Alternative['action'], variables: (string | null)[]): Finish {
    if (action === null) return (_machine, _mark, values) => values;
    const own = variables.indexOf(action.name);
    if (action.words.length === 0 && own >= 0) return (_machine, _mark, values) => values[own];
    const words = action.words.map((word) => this.word(word, variables));
    const run = this.actions[action.name] ?? builderAction(action.name);
    return (machine, mark, values) => {
      const { start } = machine.tokens[mark];
      const result = run(machine, start, machine.lastEnd(), ...words.map((word) => word(machine, values)));
      return result === noMatch ? noMatchForGood : result;
    };
  }

  private word(word: Word, variables: (string | null)[]): (machine: Machine, values: unknown[]) => unknown {
    if (word.type === 'text') return () => word.text;
    const index = variables.indexOf(word.name);
    const { conversion } = word;
    if (conversion === null) return index < 0 ? () => null : (_machine, values) => values[index];
    const convert = this.conversions[conversion];
    assertDefined(convert, `the grammar uses an unknown conversion ${conversion}`);
    if (conversion === 'const') return (machine) => convert(machine, word.name);
    return (machine, values) => convert(machine, index < 0 ? null : values[index]);
  }

  private item(item: Item, compiled: Map<Alternatives, CompiledAlternative[]>): Matcher {
    switch (item.type) {
      case 'token': {
        const kind = keywordKind(item.text) ?? operatorKind(item.text);
        assert(kind !== TokenKind.unknown, `the grammar has an unknown token ${item.text}`);
        return { match: (machine) => machine.expect(kind) };
      }
      case 'soft': return { match: (machine) => machine.expectSoft(item.text) };
      case 'rule': return terminals[item.name] ?? this.reference(item.name);
      case 'group': return this.alternatives(item.alternatives, compiled);
      case 'optional': return optional(this.item(item.item, compiled));
      case 'repeat': return repeated(this.item(item.item, compiled), item.atLeastOne);
      case 'separated': return separated(this.item(item.item, compiled), this.item(item.separator, compiled));
      case 'look': return looking(this.item(item.item, compiled), item.positive);
      case 'force': {
        assert(item.item.type === 'token', 'only a token can be forced');
        const { text } = item.item;
        const kind = operatorKind(text);
        return { match: (machine) => machine.force(kind, text) };
      }
      case 'cut': return { match: () => null };
    }
  }

  private reference(name: string): Reference {
    let reference = this.references.get(name);
    if (reference === undefined) {
      reference = new Reference();
      this.references.set(name, reference);
    }
    return reference;
  }
}

function replaceReferences(items: Matcher[]): void {
  items.forEach((item, index) => {
    if (item instanceof Reference && item.target !== null) items[index] = item.target;
  });
}

function builderAction(name: string): AnyAction {
  const method = (TreeBuilder.prototype as unknown as Record<string, (...values: unknown[]) => unknown>)[name];
  assertDefined(method, `the grammar uses an unknown action ${name}`);
  return (machine, start, end, ...values) => method.call(machine.build, start, end, ...values);
}

function optional(inner: Matcher): Matcher {
  return {
    match: (machine) => {
      const value = inner.match(machine);
      return value === noMatch ? null : value;
    },
  };
}

function looking(inner: Matcher, positive: boolean): Matcher {
  return {
    match: (machine) => {
      const { mark } = machine;
      const matched = inner.match(machine) !== noMatch;
      machine.mark = mark;
      return matched === positive ? null : noMatch;
    },
  };
}

function repeated(inner: Matcher, atLeastOne: boolean): Matcher {
  return {
    match: (machine) => {
      const values: unknown[] = [];
      for (;;) {
        const { mark } = machine;
        const value = inner.match(machine);
        if (value === noMatch) {
          machine.mark = mark;
          return atLeastOne && values.length === 0 ? noMatch : values;
        }
        values.push(value);
      }
    },
  };
}

function separated(inner: Matcher, separator: Matcher): Matcher {
  return {
    match: (machine) => {
      const first = inner.match(machine);
      if (first === noMatch) return noMatch;
      const values = [first];
      for (;;) {
        const { mark } = machine;
        const value = separator.match(machine) === noMatch ? noMatch : inner.match(machine);
        if (value === noMatch) {
          machine.mark = mark;
          return values;
        }
        values.push(value);
      }
    },
  };
}
