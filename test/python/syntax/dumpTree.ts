/**
 * The text form of a syntax tree which the tests compare with CPython's (record/dump_tree.py writes it
 * there). A node is (Kind line column endLine endColumn field ...), a list [item item], None is ~.
 */
import { dividedContent } from '../../../src/base';
import type {
  Alias, Arg, Arguments, Comprehension, ConstantValue, ExceptHandler, Expression, Keyword, MatchCase, Mod, Pattern, Position, Statement,
  TypeParameter, WithItem,
} from '../../../src/python/syntax';

type Node = Mod | Statement | Expression | Pattern | TypeParameter;

/** For each kind, its fields in CPython's order; a name in quotes is written as text. */
const fieldsByKind: Record<Node['kind'], string> = {
  Module: 'body', Interactive: 'body', Expression: 'body',
  FunctionDef: 'name args body decoratorList returns typeParams', AsyncFunctionDef: 'name args body decoratorList returns typeParams',
  ClassDef: 'name bases keywords body decoratorList typeParams', Return: 'value', Delete: 'targets', Assign: 'targets value',
  TypeAlias: 'name typeParams value', AugAssign: 'target op value', AnnAssign: 'target annotation value simple',
  For: 'target iter body orelse', AsyncFor: 'target iter body orelse', While: 'test body orelse', If: 'test body orelse',
  With: 'items body', AsyncWith: 'items body', Match: 'subject cases', Raise: 'exc cause', Try: 'body handlers orelse finalbody',
  TryStar: 'body handlers orelse finalbody', Assert: 'test msg', Import: 'names', ImportFrom: 'module names level', Global: 'names',
  Nonlocal: 'names', Expr: 'value', Pass: '', Break: '', Continue: '', BoolOp: 'op values', NamedExpr: 'target value',
  BinOp: 'left op right', UnaryOp: 'op operand', Lambda: 'args body', IfExp: 'test body orelse', Dict: 'keys values', Set: 'elts',
  ListComp: 'elt generators', SetComp: 'elt generators', DictComp: 'key value generators', GeneratorExp: 'elt generators',
  Await: 'value', Yield: 'value', YieldFrom: 'value', Compare: 'left ops comparators', Call: 'func args keywords',
  FormattedValue: 'value conversion formatSpec', JoinedStr: 'values', Constant: '', Attribute: 'value attr ctx',
  Subscript: 'value slice ctx', Starred: 'value ctx', Name: 'id ctx', List: 'elts ctx', Tuple: 'elts ctx', Slice: 'lower upper step',
  MatchValue: 'value', MatchSingleton: '', MatchSequence: 'patterns', MatchMapping: 'keys patterns rest',
  MatchClass: 'cls patterns kwdAttrs kwdPatterns', MatchStar: 'name', MatchAs: 'pattern name', MatchOr: 'patterns',
  TypeVar: 'name bound', ParamSpec: 'name', TypeVarTuple: 'name',
};
const bareFields = new Set(['op', 'ops', 'ctx']);

export function dumpTree(tree: Mod): string {
  const out: string[] = [];
  writeNode(out, tree);
  return out.join('');
}

function floatBits(value: number): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getBigUint64(0).toString(16).padStart(16, '0');
}

function quoted(value: string): string {
  // Python's json writes every character beyond ASCII as escapes of UTF-16 units.
  return JSON.stringify(value).replace(/[\u007f-\uffff]/g, (unit) => '\\u' + unit.charCodeAt(0).toString(16).padStart(4, '0'));
}

function constantText(value: ConstantValue): string {
  switch (value.type) {
    case 'bool': return String(value.value);
    case 'int': return `int:${value.value.toString(16)}`;
    case 'float': return `float:${floatBits(value.value)}`;
    case 'complex': return `complex:${floatBits(value.imag)}`;
    case 'bytes': return `bytes:${Buffer.from(value.value).toString('hex')}`;
    case 'str': return `str:${quoted(dividedContent(value.value))}`;
    default: return value.type;
  }
}

const head = (kind: string, node: Position): string => `(${kind} ${node.lineno} ${node.colOffset} ${node.endLineno} ${node.endColOffset}`;

function writeNode(out: string[], node: Node): void {
  out.push('lineno' in node ? head(node.kind, node) : `(${node.kind}`);
  if (node.kind === 'Constant') out.push(' ', constantText(node.value), node.stringKind === null ? '' : ' u');
  else if (node.kind === 'MatchSingleton') out.push(' ', constantText(node.value));
  const values = node as unknown as Record<string, unknown>;
  for (const field of fieldsByKind[node.kind].split(' ')) {
    if (field === '') continue;
    out.push(' ');
    writeValue(out, values[field], bareFields.has(field));
  }
  out.push(')');
}

function writeList(out: string[], items: readonly unknown[], bare = false): void {
  out.push('[');
  items.forEach((item, index) => {
    if (index > 0) out.push(' ');
    writeValue(out, item, bare);
  });
  out.push(']');
}

type Loose = Partial<Comprehension & ExceptHandler & Arguments & Arg & Keyword & Alias & WithItem & MatchCase>;

function writeValue(out: string[], value: unknown, bare: boolean): void {
  if (value === null) out.push('~');
  else if (Array.isArray(value)) writeList(out, value, bare);
  else if (typeof value === 'string') out.push(bare ? value : quoted(value));
  else if (typeof value === 'number') out.push(String(value));
  else if (typeof value === 'boolean') out.push(value ? '1' : '0');
  else if (typeof value === 'object' && 'kind' in value) writeNode(out, value as Node);
  else writePart(out, value as Loose & Position);
}

/** What has no kind: told apart by a field only it has. */
function writePart(out: string[], part: Loose & Position): void {
  const fields = (kind: string, ...values: unknown[]): void => {
    out.push(part.lineno === undefined ? `(${kind}` : head(kind, part));
    for (const value of values) {
      out.push(' ');
      writeValue(out, value, false);
    }
    out.push(')');
  };
  if (part.posonlyargs !== undefined) {
    const { posonlyargs, args, vararg, kwonlyargs, kwDefaults, kwarg, defaults } = part;
    fields('arguments', posonlyargs, args, vararg, kwonlyargs, kwDefaults, kwarg, defaults);
  } else if (part.ifs !== undefined) fields('comprehension', part.target, part.iter, part.ifs, part.isAsync);
  else if (part.contextExpr !== undefined) fields('withitem', part.contextExpr, part.optionalVars);
  else if (part.asname !== undefined) fields('alias', part.name, part.asname);
  else if (part.annotation !== undefined) fields('arg', part.arg, part.annotation);
  else if (part.type !== undefined) fields('ExceptHandler', part.type, part.name, part.body);
  else if (part.guard !== undefined) fields('match_case', part.pattern, part.guard, part.body);
  else fields('keyword', part.arg, part.value);
}
