/**
 * Type comments (`# type: int`), for whoever asks for them with PyCF_TYPE_COMMENTS: read from the tokens and put on the nodes they
 * belong to; one that belongs to none is an error, as CPython's grammar has no place for it. In: text and tree. Out: the tree
 * filled in, or the error. Follows the TYPE_COMMENT items of Grammar/python.gram.
 */
import type { SyntaxDiagnostic } from './diagnostic';
import type { Arg, Arguments, Module, Position, Statement, TypeIgnore } from './nodes';
import type { SourceText } from './sourceText';
import { Tokenizer } from './strict/tokenizer';
import { operatorKind, TokenKind, type Token } from './strict/tokenKinds';
import { childNodes } from './treeWalk';

type Commented = { typeComment?: string };
type Function = Extract<Statement, { kind: 'FunctionDef' | 'AsyncFunctionDef' }>;

const COMMENT = /^#[ \t]*type:[ \t]*/;
const IGNORE = /^ignore(?![A-Za-z0-9\x80-\uffff])/;
const COLON = operatorKind(':');
const COMMA = operatorKind(',');
const STAR = operatorKind('*');
const CLOSING = operatorKind(')');
const isBetweenLines = (kind: number): boolean =>
  kind === TokenKind.newline || kind === TokenKind.nonLogicalNewline || kind === TokenKind.indent || kind === TokenKind.dedent || kind === TokenKind.comment;

class TypeComments {
  private readonly tokens: Token[] = [];
  /** By index of its token: the text after `type:`. */
  private readonly texts = new Map<number, string>();
  private readonly ignores: TypeIgnore[] = [];
  private readonly indexByStart = new Map<string, number>();

  constructor(private readonly source: SourceText) {
    const tokenizer = new Tokenizer(source, true);
    for (let token = tokenizer.next(); ; token = tokenizer.next()) {
      this.indexByStart.set(this.place(token.start), this.tokens.length);
      if (token.kind === TokenKind.comment) this.readComment(token);
      this.tokens.push(token);
      if (token.kind === TokenKind.endMarker) return;
    }
  }

  private place(offset: number): string {
    return `${this.source.lines[Math.min(offset, this.source.text.length)]}:${this.source.columns[Math.min(offset, this.source.text.length)]}`;
  }

  private readComment({ start, end }: Token): void {
    const text = this.source.text.slice(start, end);
    const prefix = COMMENT.exec(text);
    if (prefix === null) return;
    const rest = text.slice(prefix[0].length);
    if (IGNORE.test(rest)) this.ignores.push({ lineno: this.source.lines[start], tag: rest.slice('ignore'.length) });
    else this.texts.set(this.tokens.length, rest);
  }

  /** Takes the comment at an index, if there is one. */
  private take(index: number, owner: Commented): boolean {
    const text = this.texts.get(index);
    if (text === undefined) return false;
    this.texts.delete(index);
    owner.typeComment = text;
    return true;
  }

  private indexAt({ lineno, colOffset }: Position): number {
    return this.indexByStart.get(`${lineno}:${colOffset}`) ?? -1;
  }

  /** Index of the last token of a node. */
  private lastIndex(node: Position): number {
    const start = this.indexAt(node);
    if (start < 0) return -1;
    const wanted = `${node.endLineno}:${node.endColOffset}`;
    for (let index = start; index < this.tokens.length; index++) if (this.place(this.tokens[index].end) === wanted) return index;
    return -1;
  }

  /** Index of the colon before a block. */
  private colonBefore(body: readonly Statement[]): number {
    const [first] = body;
    const decorators = 'decoratorList' in first ? first.decoratorList : [];
    let index = this.indexAt(decorators[0] ?? first) - (decorators.length > 0 ? 2 : 1);
    while (index >= 0 && isBetweenLines(this.tokens[index].kind)) index--;
    return index >= 0 && this.tokens[index].kind === COLON ? index : -1;
  }

  private attachHeader(node: Commented, body: readonly Statement[]): void {
    const colon = this.colonBefore(body);
    if (colon >= 0) this.take(colon + 1, node);
  }

  private attachFunction(node: Function): SyntaxDiagnostic | null {
    const colon = this.colonBefore(node.body);
    if (colon >= 0) {
      const own = this.take(colon + 1, node as Commented);
      const next = colon + (own ? 3 : 2);
      const isAlone = this.tokens[next - 1]?.kind === TokenKind.newline && this.tokens[next]?.kind === TokenKind.comment;
      if (isAlone && this.texts.has(next)) {
        if (own) return this.failure(next, 'Cannot have two type comments on def');
        this.take(next, node as Commented);
      }
    }
    this.attachParameters(node.args);
    return null;
  }

  private attachParameters({ posonlyargs, args, vararg, kwonlyargs, kwarg, defaults, kwDefaults }: Arguments): void {
    const positional = [...posonlyargs, ...args];
    positional.forEach((arg, index) => this.attachParameter(arg, defaults[index - (positional.length - defaults.length)] ?? arg));
    kwonlyargs.forEach((arg, index) => this.attachParameter(arg, kwDefaults[index] ?? arg));
    for (const arg of [vararg, kwarg]) if (arg !== null) this.attachParameter(arg, arg);
  }

  /** `last`: what ends the parameter: itself or its default. */
  private attachParameter(arg: Arg, last: Position): void {
    let index = this.lastIndex(last);
    if (index < 0) return;
    // A default may stand in parentheses, a parameter before a `/`.
    while (this.tokens[index + 1]?.kind === CLOSING && this.tokens[index + 1].level > this.tokens[this.indexAt(arg)].level - 1) index++;
    const next = this.tokens[index + 1];
    if (next?.kind === COMMA) this.take(index + 2, arg as Commented);
    else if (this.texts.has(index + 1) && this.closes(index + 2)) this.take(index + 1, arg as Commented);
  }

  private closes(index: number): boolean {
    let at = index;
    while (isBetweenLines(this.tokens[at]?.kind ?? TokenKind.endMarker)) at++;
    return this.tokens[at]?.kind === CLOSING;
  }

  private visit(node: object): SyntaxDiagnostic | null {
    const { kind } = node as { kind?: string };
    if (kind === 'Assign') {
      const last = this.lastIndex(node as unknown as Position);
      if (last >= 0) this.take(last + 1, node as Commented);
    } else if (kind === 'For' || kind === 'AsyncFor' || kind === 'With' || kind === 'AsyncWith') this.attachHeader(node as Commented, (node as { body: Statement[] }).body);
    else if (kind === 'FunctionDef' || kind === 'AsyncFunctionDef') {
      const wrong = this.attachFunction(node as Function);
      if (wrong !== null) return wrong;
    }
    for (const child of childNodes(node)) {
      const wrong = this.visit(child);
      if (wrong !== null) return wrong;
    }
    return null;
  }

  private failure(index: number, message: string): SyntaxDiagnostic {
    const { start, end } = this.tokens[index];
    const { lines, columns } = this.source;
    return { exception: 'SyntaxError', message, lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end] };
  }

  apply(module: Module): SyntaxDiagnostic | null {
    const wrong = this.visit(module);
    if (wrong !== null) return wrong;
    for (const index of this.texts.keys()) {
      const isBareStar = this.tokens[index - 1]?.kind === COMMA && this.tokens[index - 2]?.kind === STAR;
      return this.failure(index, isBareStar ? 'bare * has associated type comment' : 'invalid syntax');
    }
    module.typeIgnores = this.ignores;
    return null;
  }
}

export function attachTypeComments(source: SourceText, module: Module): SyntaxDiagnostic | null {
  return new TypeComments(source).apply(module);
}
