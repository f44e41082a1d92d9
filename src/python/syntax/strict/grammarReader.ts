/**
 * Reads the notation of `grammarText.ts`. In: texts of rules. Out: the rules as data. Errors in a
 * grammar are our own mistakes, hence assertions.
 */
import { assert } from '../../../base';

export type Item =
  | { type: 'token'; text: string }
  | { type: 'soft'; text: string }
  | { type: 'rule'; name: string }
  | { type: 'group'; alternatives: Alternative[] }
  | { type: 'optional'; item: Item }
  | { type: 'repeat'; item: Item; atLeastOne: boolean }
  | { type: 'separated'; item: Item; separator: Item }
  | { type: 'look'; item: Item; positive: boolean }
  | { type: 'force'; item: Item }
  | { type: 'cut' };

/** A value for an action: a variable, perhaps through a conversion (`id:a`), or a text. */
export type Word = { type: 'variable'; name: string; conversion: string | null } | { type: 'text'; text: string };

export interface Alternative {
  items: { item: Item; variable: string | null }[];
  /** Null: the value of the only item. */
  action: { name: string; words: Word[] } | null;
}

export interface Rule { name: string; isMemo: boolean; alternatives: Alternative[] }

const pieces = /\s*(?:([A-Za-z_][A-Za-z_0-9]*)|'([^']*)'|"([^"]*)"|(\{(?:[^"}]|"(?:[^"\\]|\\.)*")*\})|(&&|\S))/gy;

interface Piece { kind: 'name' | 'token' | 'soft' | 'action' | 'sign'; text: string }

function split(text: string): Piece[] {
  const result: Piece[] = [];
  pieces.lastIndex = 0;
  for (let match = pieces.exec(text); match !== null; match = pieces.exec(text)) {
    const [, name, token, soft, action, sign] = match;
    if (name !== undefined) result.push({ kind: 'name', text: name });
    else if (token !== undefined) result.push({ kind: 'token', text: token });
    else if (soft !== undefined) result.push({ kind: 'soft', text: soft });
    else if (action !== undefined) result.push({ kind: 'action', text: action.slice(1, -1) });
    else if (sign !== undefined) result.push({ kind: 'sign', text: sign });
  }
  return result;
}

const actionWords = /"((?:[^"\\]|\\.)*)"|([A-Za-z]+):([a-zA-Z]+)|([A-Za-z]+)/g;

function readAction(text: string): Alternative['action'] {
  const words: Word[] = [];
  for (const [, quoted, conversion, converted, plain] of text.matchAll(actionWords)) {
    if (quoted !== undefined) words.push({ type: 'text', text: quoted.replace(/\\(.)/g, '$1') });
    else if (conversion !== undefined) words.push({ type: 'variable', name: converted, conversion });
    else words.push({ type: 'variable', name: plain, conversion: null });
  }
  const first = words.shift();
  assert(first?.type === 'variable' && first.conversion === null, `an action needs a name: ${text}`);
  return { name: first.name, words };
}

class Reader {
  private at = 0;

  constructor(private readonly pieces: Piece[]) {}

  private is(text: string, ahead = 0): boolean {
    const piece = this.pieces[this.at + ahead];
    return piece !== undefined && piece.kind === 'sign' && piece.text === text;
  }

  private take(text: string): boolean {
    if (!this.is(text)) return false;
    this.at++;
    return true;
  }

  private startsRule(): boolean {
    return this.pieces[this.at]?.kind === 'name' && (this.is(':', 1) || (this.is('(', 1) && this.pieces[this.at + 2].text === 'memo'));
  }

  rules(): Rule[] {
    const result: Rule[] = [];
    while (this.at < this.pieces.length) {
      assert(this.startsRule(), `a rule should start at ${this.pieces[this.at].text}`);
      const name = this.pieces[this.at++].text;
      const isMemo = this.take('(');
      if (isMemo) this.at += 2;
      assert(this.take(':'), `no colon after ${name}`);
      result.push({ name, isMemo, alternatives: this.alternatives() });
    }
    return result;
  }

  private alternatives(): Alternative[] {
    const result: Alternative[] = [];
    do {
      const alternative: Alternative = { items: [], action: null };
      while (!this.atEndOfAlternative()) alternative.items.push(this.named());
      const piece = this.pieces[this.at];
      if (piece?.kind === 'action') {
        alternative.action = readAction(piece.text);
        this.at++;
      }
      result.push(alternative);
    } while (this.take('|'));
    return result;
  }

  private atEndOfAlternative(): boolean {
    const piece = this.pieces[this.at];
    return piece === undefined || piece.kind === 'action' || this.is('|') || this.is(')') || this.is(']') || this.startsRule();
  }

  private named(): { item: Item; variable: string | null } {
    if (this.pieces[this.at].kind === 'name' && this.is('=', 1)) {
      const variable = this.pieces[this.at].text;
      this.at += 2;
      return { item: this.item(), variable };
    }
    return { item: this.item(), variable: null };
  }

  private item(): Item {
    if (this.take('~')) return { type: 'cut' };
    if (this.take('&&')) return { type: 'force', item: this.item() };
    if (this.take('&')) return { type: 'look', item: this.item(), positive: true };
    if (this.take('!')) return { type: 'look', item: this.item(), positive: false };
    const item = this.atom();
    if (this.take('?')) return { type: 'optional', item };
    if (this.take('*')) return { type: 'repeat', item, atLeastOne: false };
    if (this.take('+')) return { type: 'repeat', item, atLeastOne: true };
    if (this.take('.')) {
      const repeated = this.atom();
      assert(this.take('+'), 'a separated item repeats');
      return { type: 'separated', item: repeated, separator: item };
    }
    return item;
  }

  private atom(): Item {
    const piece = this.pieces[this.at];
    if (this.take('(')) {
      const alternatives = this.alternatives();
      assert(this.take(')'), 'a group ends with )');
      return { type: 'group', alternatives };
    }
    if (this.take('[')) {
      const alternatives = this.alternatives();
      assert(this.take(']'), 'an option ends with ]');
      return { type: 'optional', item: { type: 'group', alternatives } };
    }
    this.at++;
    if (piece.kind === 'token') return { type: 'token', text: piece.text };
    if (piece.kind === 'soft') return { type: 'soft', text: piece.text };
    assert(piece.kind === 'name', `unexpected ${piece.text} in the grammar`);
    return { type: 'rule', name: piece.text };
  }
}

export function readGrammar(...texts: string[]): Rule[] {
  return texts.flatMap((text) => new Reader(split(text)).rules());
}
