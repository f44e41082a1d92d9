/**
 * From rules as data to functions. In: the rules of `grammarReader.ts` and the actions. Out: for each
 * rule a function that tries it at the machine's place and gives its value or `noMatch`. The meaning is
 * that of CPython's generated parser: ordered alternatives, memory where a rule asks for it, left
 * recursion by growing a seed, `invalid_` rules in the second pass only.
 */
import { assert, assertDefined } from '../../../base';
import { TreeBuilder } from '../treeBuilder';
import { binaryOperators } from './binaryOperators';
import type { Alternative, Item, Rule, Word } from './grammarReader';
import { noMatch, noMatchForGood } from './machine';
import type { Machine } from './machine';
import { TokenKind, looksLikeSoftKeyword, operatorKind, keywordKind } from './tokenKinds';

export type Matcher = (machine: Machine) => unknown;
/** Actions get the offsets of what was matched and the values they name. `noMatch` takes the match back. */
export type Action = (machine: Machine, start: number, end: number, ...values: never[]) => unknown;
export type Conversion = (machine: Machine, value: never) => unknown;

type AnyAction = (machine: Machine, start: number, end: number, ...values: unknown[]) => unknown;
type AnyConversion = (machine: Machine, value: unknown) => unknown;

/** Rules that begin with themselves; of a pair that begin with each other, the one that remembers. */
const leftRecursive: ReadonlySet<string> = new Set(['primary', 't_primary', 'dotted_name', 'attr']);

const terminals: Record<string, Matcher> = {
  NAME: (machine) => machine.name(),
  NUMBER: (machine) => machine.number(),
  SOFT_KEYWORD: (machine) => {
    const token = machine.token();
    return token.kind === TokenKind.name && looksLikeSoftKeyword(machine.textOf(token)) ? machine.name() : noMatch;
  },
  STRING: (machine) => machine.expect(TokenKind.string),
  NEWLINE: (machine) => machine.expect(TokenKind.newline),
  INDENT: (machine) => machine.expect(TokenKind.indent),
  DEDENT: (machine) => machine.expect(TokenKind.dedent),
  ENDMARKER: (machine) => machine.expect(TokenKind.endMarker),
  FSTRING_START: (machine) => machine.expect(TokenKind.fstringStart),
  FSTRING_MIDDLE: (machine) => machine.expect(TokenKind.fstringMiddle),
  FSTRING_END: (machine) => machine.expect(TokenKind.fstringEnd),
};

export function compileGrammar(
  rules: Rule[], actions: Record<string, Action>, conversions: Record<string, Conversion>,
): Map<string, Matcher> {
  const matchers = new Map<string, Matcher>();
  const compiler = new GrammarCompiler(matchers, actions as Record<string, AnyAction>, conversions as Record<string, AnyConversion>);
  rules.forEach((rule, index) => matchers.set(rule.name, compiler.rule(rule, index)));
  compiler.check(rules);
  matchers.set('bitwise_or', remembering(binaryOperators(compiler.reference('factor')), rules.length));
  return matchers;
}

class GrammarCompiler {
  private readonly used = new Set<string>();

  constructor(
    private readonly matchers: Map<string, Matcher>,
    private readonly actions: Record<string, AnyAction>,
    private readonly conversions: Record<string, AnyConversion>,
  ) {}

  check(rules: Rule[]): void {
    for (const name of this.used) assert(name === 'bitwise_or' || this.matchers.has(name), `the grammar has no rule ${name}`);
    assert(this.matchers.size === rules.length, 'two rules of the grammar have one name');
  }

  rule(rule: Rule, index: number): Matcher {
    const raw = this.alternatives(rule.alternatives);
    if (leftRecursive.has(rule.name)) return grow(raw, index);
    if (rule.name.endsWith('_without_invalid')) return withoutInvalid(raw);
    return rule.isMemo ? remembering(raw, index) : raw;
  }

  private alternatives(alternatives: Alternative[]): Matcher {
    const matchers = alternatives.map((alternative) => this.alternative(alternative));
    return (machine) => {
      const { mark } = machine;
      for (const matcher of matchers) {
        const value = matcher(machine);
        if (value === noMatchForGood) {
          machine.mark = mark;
          return noMatch;
        }
        if (value !== noMatch) return value;
        machine.mark = mark;
      }
      return noMatch;
    };
  }

  private alternative({ items, action }: Alternative): Matcher {
    const matchers = items.map(({ item }) => this.item(item));
    // As in CPython, only an `invalid_` rule that is all of its alternative waits for the second pass.
    const [{ item: first }] = items;
    const isInvalid = items.length === 1 && first.type === 'rule' && first.name.startsWith('invalid_');
    const cut = items.findIndex(({ item }) => item.type === 'cut');
    if (action === null && items.length === 1) {
      const [only] = matchers;
      return isInvalid ? (machine) => (machine.usesInvalidRules ? only(machine) : noMatch) : only;
    }
    const variables = items.map(({ variable }) => variable);
    const finish = this.action(action, variables);
    return (machine) => {
      const start = machine.mark;
      const values: unknown[] = [];
      for (let index = 0; index < matchers.length; index++) {
        const value = matchers[index](machine);
        if (value === noMatch) return cut >= 0 && index > cut ? noMatchForGood : noMatch;
        values.push(value);
      }
      const result = finish(machine, start, values);
      // As in CPython, an action without a result ends the rule.
      return result === noMatch ? noMatchForGood : result;
    };
  }

  private action(action: Alternative['action'], variables: (string | null)[]): (machine: Machine, start: number, values: unknown[]) => unknown {
    if (action === null) return (_machine, _start, values) => values;
    const own = variables.indexOf(action.name);
    if (action.words.length === 0 && own >= 0) return (_machine, _start, values) => values[own];
    const words = action.words.map((word) => this.word(word, variables));
    const run = this.actions[action.name] ?? builderAction(action.name);
    return (machine, mark, values) => {
      const start = machine.tokens[mark].start;
      return run(machine, start, machine.lastEnd(), ...words.map((word) => word(machine, values)));
    };
  }

  private word(word: Word, variables: (string | null)[]): (machine: Machine, values: unknown[]) => unknown {
    if (word.type === 'text') return () => word.text;
    const index = variables.indexOf(word.name);
    const value = (values: unknown[]): unknown => (index < 0 ? null : values[index]);
    if (word.conversion === null) return (_machine, values) => value(values);
    if (word.conversion === 'const') return (machine) => this.conversions.const(machine, word.name);
    const convert = this.conversions[word.conversion];
    assertDefined(convert, `the grammar uses an unknown conversion ${word.conversion}`);
    return (machine, values) => convert(machine, value(values));
  }

  private item(item: Item): Matcher {
    switch (item.type) {
      case 'token': {
        const kind = keywordKind(item.text) ?? operatorKind(item.text);
        assert(kind !== TokenKind.unknown, `the grammar has an unknown token ${item.text}`);
        return (machine) => machine.expect(kind);
      }
      case 'soft': return (machine) => machine.expectSoft(item.text);
      case 'rule': return this.reference(item.name);
      case 'group': return this.alternatives(item.alternatives);
      case 'optional': {
        const inner = this.item(item.item);
        return (machine) => {
          const value = inner(machine);
          return value === noMatch ? null : value;
        };
      }
      case 'repeat': return repeated(this.item(item.item), item.atLeastOne);
      case 'separated': return separated(this.item(item.item), this.item(item.separator));
      case 'look': {
        const inner = this.item(item.item);
        return (machine) => {
          const { mark } = machine;
          const matched = inner(machine) !== noMatch;
          machine.mark = mark;
          return matched === item.positive ? null : noMatch;
        };
      }
      case 'force': {
        assert(item.item.type === 'token', 'only a token can be forced');
        const { text } = item.item;
        const kind = operatorKind(text);
        return (machine) => machine.force(kind, text);
      }
      case 'cut': return () => null;
    }
  }

  reference(name: string): Matcher {
    const terminal = terminals[name];
    if (terminal !== undefined) return terminal;
    this.used.add(name);
    let matcher: Matcher | undefined;
    return (machine) => {
      matcher ??= this.matchers.get(name);
      assertDefined(matcher, `the grammar has no rule ${name}`);
      return matcher(machine);
    };
  }
}

function builderAction(name: string): AnyAction {
  const method = (TreeBuilder.prototype as unknown as Record<string, (...values: unknown[]) => unknown>)[name];
  assertDefined(method, `the grammar uses an unknown action ${name}`);
  return (machine, start, end, ...values) => method.call(machine.build, start, end, ...values);
}

function remembering(raw: Matcher, rule: number): Matcher {
  return (machine) => {
    const known = machine.recall(rule);
    if (known !== undefined) {
      machine.mark = known.mark;
      return known.value;
    }
    const { mark } = machine;
    const value = raw(machine);
    machine.remember(mark, rule, value);
    return value;
  };
}

/** Left recursion: the rule first fails where it began, then finds its own shorter result there. */
function grow(raw: Matcher, rule: number): Matcher {
  return (machine) => {
    const known = machine.recall(rule);
    if (known !== undefined) {
      machine.mark = known.mark;
      return known.value;
    }
    const { mark } = machine;
    let best: unknown = noMatch;
    let bestMark = mark;
    for (;;) {
      machine.mark = bestMark;
      machine.remember(mark, rule, best);
      machine.mark = mark;
      const value = raw(machine);
      if (value === noMatch || machine.mark <= bestMark) break;
      bestMark = machine.mark;
      best = value;
    }
    machine.mark = bestMark;
    return best;
  };
}

function withoutInvalid(raw: Matcher): Matcher {
  return (machine) => {
    const before = machine.usesInvalidRules;
    machine.usesInvalidRules = false;
    const value = raw(machine);
    machine.usesInvalidRules = before;
    return value;
  };
}

function repeated(inner: Matcher, atLeastOne: boolean): Matcher {
  return (machine) => {
    const values: unknown[] = [];
    for (;;) {
      const { mark } = machine;
      const value = inner(machine);
      if (value === noMatch) {
        machine.mark = mark;
        break;
      }
      values.push(value);
    }
    return atLeastOne && values.length === 0 ? noMatch : values;
  };
}

function separated(inner: Matcher, separator: Matcher): Matcher {
  return (machine) => {
    const first = inner(machine);
    if (first === noMatch) return noMatch;
    const values = [first];
    for (;;) {
      const { mark } = machine;
      const value = separator(machine) === noMatch ? noMatch : inner(machine);
      if (value === noMatch) {
        machine.mark = mark;
        return values;
      }
      values.push(value);
    }
  };
}
