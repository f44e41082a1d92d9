/**
 * The syntax tree: the node types of CPython 3.12's `Python.asdl`, one interface per constructor.
 *
 * In: nothing. Out: types only. Field names are CPython's in camelCase (`decorator_list` is
 * `decoratorList`), so that whoever knows `ast` knows this file. Positions are CPython's too: lines
 * count from 1, columns are UTF-8 byte offsets from 0, the end is exclusive.
 * Deliberately absent: parent links, tokens, comments, scopes (see `compile/symtable.ts`).
 */

/** Where a node stands: 1-based lines, 0-based columns in UTF-8 bytes, as in CPython's `ast`. */
export interface Position {
  lineno: number;
  colOffset: number;
  endLineno: number;
  endColOffset: number;
}

/** `# type: ignore` and the text after it; only gathered when asked for. */
export interface TypeIgnore { lineno: number; tag: string }
export interface Module { kind: 'Module'; body: Statement[]; typeIgnores?: TypeIgnore[] }
export interface Interactive { kind: 'Interactive'; body: Statement[] }
export interface ExpressionModule { kind: 'Expression'; body: Expression }
/** A type comment of a function: only `ast` sees it. */
export interface FunctionType { kind: 'FunctionType'; argtypes: Expression[]; returns: Expression }
export type Mod = Module | Interactive | ExpressionModule;

export type Statement =
  | FunctionDef | AsyncFunctionDef | ClassDef | Return | Delete | Assign | TypeAlias | AugAssign | AnnAssign
  | For | AsyncFor | While | If | With | AsyncWith | Match | Raise | Try | TryStar | Assert | Import | ImportFrom
  | Global | Nonlocal | ExpressionStatement | Pass | Break | Continue;

interface FunctionFields extends Position {
  name: string;
  args: Arguments;
  body: Statement[];
  decoratorList: Expression[];
  returns: Expression | null;
  typeParams: TypeParameter[];
}
export interface FunctionDef extends FunctionFields { kind: 'FunctionDef' }
export interface AsyncFunctionDef extends FunctionFields { kind: 'AsyncFunctionDef' }
export interface ClassDef extends Position {
  kind: 'ClassDef';
  name: string;
  bases: Expression[];
  keywords: Keyword[];
  body: Statement[];
  decoratorList: Expression[];
  typeParams: TypeParameter[];
}
export interface Return extends Position { kind: 'Return'; value: Expression | null }
export interface Delete extends Position { kind: 'Delete'; targets: Expression[] }
export interface Assign extends Position { kind: 'Assign'; targets: Expression[]; value: Expression }
export interface TypeAlias extends Position { kind: 'TypeAlias'; name: Name; typeParams: TypeParameter[]; value: Expression }
export interface AugAssign extends Position { kind: 'AugAssign'; target: Name | Attribute | Subscript; op: Operator; value: Expression }
export interface AnnAssign extends Position {
  kind: 'AnnAssign';
  target: Name | Attribute | Subscript;
  annotation: Expression;
  value: Expression | null;
  /** True for a bare name that is not in parentheses. */
  simple: boolean;
}
interface ForFields extends Position { target: Expression; iter: Expression; body: Statement[]; orelse: Statement[] }
export interface For extends ForFields { kind: 'For' }
export interface AsyncFor extends ForFields { kind: 'AsyncFor' }
export interface While extends Position { kind: 'While'; test: Expression; body: Statement[]; orelse: Statement[] }
export interface If extends Position { kind: 'If'; test: Expression; body: Statement[]; orelse: Statement[] }
export interface With extends Position { kind: 'With'; items: WithItem[]; body: Statement[] }
export interface AsyncWith extends Position { kind: 'AsyncWith'; items: WithItem[]; body: Statement[] }
export interface Match extends Position { kind: 'Match'; subject: Expression; cases: MatchCase[] }
export interface Raise extends Position { kind: 'Raise'; exc: Expression | null; cause: Expression | null }
interface TryFields extends Position { body: Statement[]; handlers: ExceptHandler[]; orelse: Statement[]; finalbody: Statement[] }
export interface Try extends TryFields { kind: 'Try' }
export interface TryStar extends TryFields { kind: 'TryStar' }
export interface Assert extends Position { kind: 'Assert'; test: Expression; msg: Expression | null }
export interface Import extends Position { kind: 'Import'; names: Alias[] }
export interface ImportFrom extends Position { kind: 'ImportFrom'; module: string | null; names: Alias[]; level: number }
export interface Global extends Position { kind: 'Global'; names: string[] }
export interface Nonlocal extends Position { kind: 'Nonlocal'; names: string[] }
export interface ExpressionStatement extends Position { kind: 'Expr'; value: Expression }
export interface Pass extends Position { kind: 'Pass' }
export interface Break extends Position { kind: 'Break' }
export interface Continue extends Position { kind: 'Continue' }

export type Expression =
  | BoolOp | NamedExpr | BinOp | UnaryOp | Lambda | IfExp | Dict | Set | ListComp | SetComp | DictComp | GeneratorExp
  | Await | Yield | YieldFrom | Compare | Call | FormattedValue | JoinedStr | Constant | Attribute | Subscript
  | Starred | Name | List | Tuple | Slice;

export type BoolOperator = 'And' | 'Or';
export type Operator =
  | 'Add' | 'Sub' | 'Mult' | 'MatMult' | 'Div' | 'Mod' | 'Pow' | 'LShift' | 'RShift' | 'BitOr' | 'BitXor' | 'BitAnd' | 'FloorDiv';
export type UnaryOperator = 'Invert' | 'Not' | 'UAdd' | 'USub';
export type CompareOperator = 'Eq' | 'NotEq' | 'Lt' | 'LtE' | 'Gt' | 'GtE' | 'Is' | 'IsNot' | 'In' | 'NotIn';
export type ExpressionContext = 'Load' | 'Store' | 'Del';

export interface BoolOp extends Position { kind: 'BoolOp'; op: BoolOperator; values: Expression[] }
export interface NamedExpr extends Position { kind: 'NamedExpr'; target: Name; value: Expression }
export interface BinOp extends Position { kind: 'BinOp'; left: Expression; op: Operator; right: Expression }
export interface UnaryOp extends Position { kind: 'UnaryOp'; op: UnaryOperator; operand: Expression }
export interface Lambda extends Position { kind: 'Lambda'; args: Arguments; body: Expression }
export interface IfExp extends Position { kind: 'IfExp'; test: Expression; body: Expression; orelse: Expression }
/** `keys[i]` is null where the entry is `**values[i]`. */
export interface Dict extends Position { kind: 'Dict'; keys: (Expression | null)[]; values: Expression[] }
export interface Set extends Position { kind: 'Set'; elts: Expression[] }
export interface ListComp extends Position { kind: 'ListComp'; elt: Expression; generators: Comprehension[] }
export interface SetComp extends Position { kind: 'SetComp'; elt: Expression; generators: Comprehension[] }
export interface DictComp extends Position { kind: 'DictComp'; key: Expression; value: Expression; generators: Comprehension[] }
export interface GeneratorExp extends Position { kind: 'GeneratorExp'; elt: Expression; generators: Comprehension[] }
export interface Await extends Position { kind: 'Await'; value: Expression }
export interface Yield extends Position { kind: 'Yield'; value: Expression | null }
export interface YieldFrom extends Position { kind: 'YieldFrom'; value: Expression }
export interface Compare extends Position { kind: 'Compare'; left: Expression; ops: CompareOperator[]; comparators: Expression[] }
export interface Call extends Position { kind: 'Call'; func: Expression; args: Expression[]; keywords: Keyword[] }
export interface FormattedValue extends Position {
  kind: 'FormattedValue';
  value: Expression;
  /** -1 none, otherwise the character code of `s`, `r` or `a`. */
  conversion: number;
  formatSpec: JoinedStr | null;
}
export interface JoinedStr extends Position { kind: 'JoinedStr'; values: Expression[] }
export interface Constant extends Position { kind: 'Constant'; value: ConstantValue; /** 'u' for a u'' literal */ stringKind: string | null }
export interface Attribute extends Position { kind: 'Attribute'; value: Expression; attr: string; ctx: ExpressionContext }
export interface Subscript extends Position { kind: 'Subscript'; value: Expression; slice: Expression; ctx: ExpressionContext }
export interface Starred extends Position { kind: 'Starred'; value: Expression; ctx: ExpressionContext }
export interface Name extends Position { kind: 'Name'; id: string; ctx: ExpressionContext }
export interface List extends Position { kind: 'List'; elts: Expression[]; ctx: ExpressionContext }
export interface Tuple extends Position { kind: 'Tuple'; elts: Expression[]; ctx: ExpressionContext }
export interface Slice extends Position { kind: 'Slice'; lower: Expression | null; upper: Expression | null; step: Expression | null }

/**
 * A constant as plain data; `vm` makes an object of it when a code object is loaded. Strings are
 * JavaScript strings in which a lone surrogate stands for itself.
 */
export type ConstantValue =
  | { type: 'none' }
  | { type: 'ellipsis' }
  | { type: 'bool'; value: boolean }
  | { type: 'int'; value: bigint }
  | { type: 'float'; value: number }
  | { type: 'complex'; real: number; imag: number }
  | { type: 'str'; value: string }
  | { type: 'bytes'; value: Uint8Array }
  | { type: 'tuple'; items: ConstantValue[] }
  | { type: 'frozenset'; items: ConstantValue[] };

export interface Comprehension { target: Expression; iter: Expression; ifs: Expression[]; isAsync: boolean }
export interface ExceptHandler extends Position { type: Expression | null; name: string | null; body: Statement[] }
export interface Arguments {
  posonlyargs: Arg[];
  args: Arg[];
  vararg: Arg | null;
  kwonlyargs: Arg[];
  /** For each of `kwonlyargs`, its default or null. */
  kwDefaults: (Expression | null)[];
  kwarg: Arg | null;
  /** Defaults of the last `defaults.length` positional parameters. */
  defaults: Expression[];
}
export interface Arg extends Position { arg: string; annotation: Expression | null }
/** `arg` is null for `**value`. */
export interface Keyword extends Position { arg: string | null; value: Expression }
export interface Alias extends Position { name: string; asname: string | null }
export interface WithItem { contextExpr: Expression; optionalVars: Expression | null }
export interface MatchCase { pattern: Pattern; guard: Expression | null; body: Statement[] }

export type Pattern = MatchValue | MatchSingleton | MatchSequence | MatchMapping | MatchClass | MatchStar | MatchAs | MatchOr;
export interface MatchValue extends Position { kind: 'MatchValue'; value: Expression }
export interface MatchSingleton extends Position { kind: 'MatchSingleton'; value: ConstantValue }
export interface MatchSequence extends Position { kind: 'MatchSequence'; patterns: Pattern[] }
export interface MatchMapping extends Position { kind: 'MatchMapping'; keys: Expression[]; patterns: Pattern[]; rest: string | null }
export interface MatchClass extends Position { kind: 'MatchClass'; cls: Expression; patterns: Pattern[]; kwdAttrs: string[]; kwdPatterns: Pattern[] }
export interface MatchStar extends Position { kind: 'MatchStar'; name: string | null }
export interface MatchAs extends Position { kind: 'MatchAs'; pattern: Pattern | null; name: string | null }
export interface MatchOr extends Position { kind: 'MatchOr'; patterns: Pattern[] }

export type TypeParameter = TypeVar | ParamSpec | TypeVarTuple;
export interface TypeVar extends Position { kind: 'TypeVar'; name: string; bound: Expression | null }
export interface ParamSpec extends Position { kind: 'ParamSpec'; name: string }
export interface TypeVarTuple extends Position { kind: 'TypeVarTuple'; name: string }
