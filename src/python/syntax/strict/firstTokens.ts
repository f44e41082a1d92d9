/**
 * With which tokens each alternative of a grammar can begin. In: the rules. Out: for each alternative, a
 * flag by kind of token, or null where it may match nothing at all. Lookaheads count as nothing, so the
 * sets err on the large side.
 */
import { assert } from '../../../base';
import type { Alternative, Item, Rule } from './grammarReader';
import { TokenKind, keywordKind, operatorKind, tokenKindCount } from './tokenKinds';

const kindByTerminal: Record<string, TokenKind> = {
  NAME: TokenKind.name, NUMBER: TokenKind.number, SOFT_KEYWORD: TokenKind.name, STRING: TokenKind.string,
  NEWLINE: TokenKind.newline, INDENT: TokenKind.indent, DEDENT: TokenKind.dedent, ENDMARKER: TokenKind.endMarker,
  FSTRING_START: TokenKind.fstringStart, FSTRING_MIDDLE: TokenKind.fstringMiddle, FSTRING_END: TokenKind.fstringEnd,
};

interface First { kinds: Uint8Array; canBeEmpty: boolean }

export function findFirstTokens(rules: Rule[]): Map<Alternative, Uint8Array | null> {
  const byRule = new Map<string, First>(rules.map(({ name }) => [name, { kinds: new Uint8Array(tokenKindCount), canBeEmpty: false }]));
  // Binary operators are no rule of the grammar's text.
  byRule.set('bitwise_or', byRule.get('factor') ?? { kinds: new Uint8Array(tokenKindCount), canBeEmpty: false });
  const byAlternative = new Map<Alternative, Uint8Array | null>();
  let changed = true;

  /** Adds what the item can begin with; returns whether it can be empty. */
  const addItem = (item: Item, kinds: Uint8Array): boolean => {
    switch (item.type) {
      case 'token':
        kinds[keywordKind(item.text) ?? operatorKind(item.text)] = 1;
        return false;
      case 'soft':
        kinds[TokenKind.name] = 1;
        return false;
      case 'rule': {
        const terminal = kindByTerminal[item.name];
        if (terminal !== undefined) {
          kinds[terminal] = 1;
          return false;
        }
        const rule = byRule.get(item.name);
        assert(rule !== undefined, `the grammar has no rule ${item.name}`);
        rule.kinds.forEach((flag, kind) => {
          if (flag === 1) kinds[kind] = 1;
        });
        return rule.canBeEmpty;
      }
      case 'group': return addAlternatives(item.alternatives, kinds);
      case 'optional':
        addItem(item.item, kinds);
        return true;
      case 'repeat': return addItem(item.item, kinds) || !item.atLeastOne;
      case 'separated': return addItem(item.item, kinds);
      case 'look':
      case 'cut':
        return true;
      case 'force':
        // It fails aloud at any token.
        kinds.fill(1);
        return false;
    }
  };
  const addAlternatives = (alternatives: Alternative[], kinds: Uint8Array): boolean => {
    let canBeEmpty = false;
    for (const alternative of alternatives) {
      const own = new Uint8Array(tokenKindCount);
      const isEmpty = alternative.items.every(({ item }) => addItem(item, own));
      byAlternative.set(alternative, isEmpty ? null : own);
      canBeEmpty ||= isEmpty;
      own.forEach((flag, kind) => {
        if (flag === 1) kinds[kind] = 1;
      });
    }
    return canBeEmpty;
  };

  // Rules refer to each other in circles: repeat until nothing is added.
  while (changed) {
    changed = false;
    for (const { name, alternatives } of rules) {
      const rule = byRule.get(name);
      if (rule === undefined) continue;
      const before = rule.kinds.reduce((sum, flag) => sum + flag, 0);
      const canBeEmpty = addAlternatives(alternatives, rule.kinds);
      const after = rule.kinds.reduce((sum, flag) => sum + flag, 0);
      if (after !== before || canBeEmpty !== rule.canBeEmpty) changed = true;
      rule.canBeEmpty = canBeEmpty;
    }
  }
  return byAlternative;
}
