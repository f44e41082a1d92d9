/**
 * The grammar of syntax trees (CPython Parser/Python.asdl) as text, and read into tables: which classes of nodes there are, with
 * which fields. The texts of the rules are also what the classes have as `__doc__`.
 */

/** A rule `name = A(...) | B` makes an abstract class with its constructors; `name(...)` a class of its own. */
const RULES = `
mod = Module(stmt* body, type_ignore* type_ignores)
    | Interactive(stmt* body)
    | Expression(expr body)
    | FunctionType(expr* argtypes, expr returns)
stmt = FunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment, type_param* type_params)
     | AsyncFunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment, type_param* type_params)
     | ClassDef(identifier name, expr* bases, keyword* keywords, stmt* body, expr* decorator_list, type_param* type_params)
     | Return(expr? value)
     | Delete(expr* targets)
     | Assign(expr* targets, expr value, string? type_comment)
     | TypeAlias(expr name, type_param* type_params, expr value)
     | AugAssign(expr target, operator op, expr value)
     | AnnAssign(expr target, expr annotation, expr? value, int simple)
     | For(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment)
     | AsyncFor(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment)
     | While(expr test, stmt* body, stmt* orelse)
     | If(expr test, stmt* body, stmt* orelse)
     | With(withitem* items, stmt* body, string? type_comment)
     | AsyncWith(withitem* items, stmt* body, string? type_comment)
     | Match(expr subject, match_case* cases)
     | Raise(expr? exc, expr? cause)
     | Try(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody)
     | TryStar(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody)
     | Assert(expr test, expr? msg)
     | Import(alias* names)
     | ImportFrom(identifier? module, alias* names, int? level)
     | Global(identifier* names)
     | Nonlocal(identifier* names)
     | Expr(expr value)
     | Pass
     | Break
     | Continue
expr = BoolOp(boolop op, expr* values)
     | NamedExpr(expr target, expr value)
     | BinOp(expr left, operator op, expr right)
     | UnaryOp(unaryop op, expr operand)
     | Lambda(arguments args, expr body)
     | IfExp(expr test, expr body, expr orelse)
     | Dict(expr* keys, expr* values)
     | Set(expr* elts)
     | ListComp(expr elt, comprehension* generators)
     | SetComp(expr elt, comprehension* generators)
     | DictComp(expr key, expr value, comprehension* generators)
     | GeneratorExp(expr elt, comprehension* generators)
     | Await(expr value)
     | Yield(expr? value)
     | YieldFrom(expr value)
     | Compare(expr left, cmpop* ops, expr* comparators)
     | Call(expr func, expr* args, keyword* keywords)
     | FormattedValue(expr value, int conversion, expr? format_spec)
     | JoinedStr(expr* values)
     | Constant(constant value, string? kind)
     | Attribute(expr value, identifier attr, expr_context ctx)
     | Subscript(expr value, expr slice, expr_context ctx)
     | Starred(expr value, expr_context ctx)
     | Name(identifier id, expr_context ctx)
     | List(expr* elts, expr_context ctx)
     | Tuple(expr* elts, expr_context ctx)
     | Slice(expr? lower, expr? upper, expr? step)
expr_context = Load | Store | Del
boolop = And | Or
operator = Add | Sub | Mult | MatMult | Div | Mod | Pow | LShift | RShift | BitOr | BitXor | BitAnd | FloorDiv
unaryop = Invert | Not | UAdd | USub
cmpop = Eq | NotEq | Lt | LtE | Gt | GtE | Is | IsNot | In | NotIn
comprehension(expr target, expr iter, expr* ifs, int is_async)
excepthandler = ExceptHandler(expr? type, identifier? name, stmt* body)
arguments(arg* posonlyargs, arg* args, arg? vararg, arg* kwonlyargs, expr* kw_defaults, arg? kwarg, expr* defaults)
arg(identifier arg, expr? annotation, string? type_comment)
keyword(identifier? arg, expr value)
alias(identifier name, identifier? asname)
withitem(expr context_expr, expr? optional_vars)
match_case(pattern pattern, expr? guard, stmt* body)
pattern = MatchValue(expr value)
        | MatchSingleton(constant value)
        | MatchSequence(pattern* patterns)
        | MatchMapping(expr* keys, pattern* patterns, identifier? rest)
        | MatchClass(expr cls, pattern* patterns, identifier* kwd_attrs, pattern* kwd_patterns)
        | MatchStar(identifier? name)
        | MatchAs(pattern? pattern, identifier? name)
        | MatchOr(pattern* patterns)
type_ignore = TypeIgnore(int lineno, string tag)
type_param = TypeVar(identifier name, expr? bound)
           | ParamSpec(identifier name)
           | TypeVarTuple(identifier name)`;

/** Rules whose nodes have a place in the source. */
const WITH_PLACE = new Set(['stmt', 'expr', 'excepthandler', 'pattern', 'type_param', 'arg', 'keyword', 'alias']);

export type FieldKind = 'one' | 'optional' | 'sequence';

export interface Field {
  readonly name: string;
  /** A rule's name, or identifier, string, int, constant. */
  readonly type: string;
  readonly kind: FieldKind;
  /** The field of our own nodes. */
  readonly property: string;
}

export interface NodeClass {
  readonly name: string;
  readonly rule: string;
  readonly fields: readonly Field[];
  readonly doc: string;
}

export interface Rule {
  readonly name: string;
  /** Null for a class of its own. */
  readonly doc: string | null;
  readonly hasPlace: boolean;
  readonly classes: readonly NodeClass[];
  /** No constructor has fields: operators and contexts, whose instances exist once. */
  readonly isEnumeration: boolean;
}

const PROPERTY_NAMES: Readonly<Record<string, string>> = { 'Constant.kind': 'stringKind' };

function readField(className: string, text: string): Field {
  const [, type, mark, name] = /^(\w+)([?*]?) (\w+)$/.exec(text) as unknown as [string, string, string, string];
  const property = PROPERTY_NAMES[`${className}.${name}`] ?? name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  return { name, type, kind: mark === '?' ? 'optional' : mark === '*' ? 'sequence' : 'one', property };
}

function readClass(rule: string, text: string): NodeClass {
  const [, name, , fields] = /^(\w+)(\((.*)\))?$/.exec(text) as unknown as [string, string, string, string | undefined];
  return { name, rule, doc: text, fields: fields === undefined ? [] : fields.split(', ').map((field) => readField(name, field)) };
}

function readRule(text: string): Rule {
  const [head, body] = text.split(' = ', 2) as [string, string?];
  const name = (/^\w+/.exec(head) as RegExpExecArray)[0];
  const classes = (body ?? head).split(/\n? *\| /).map((part) => readClass(name, part.trim()));
  return { name, doc: body === undefined ? null : text, hasPlace: WITH_PLACE.has(name), classes, isEnumeration: classes.every(({ fields }) => fields.length === 0) };
}

export const rules: readonly Rule[] = RULES.trim().split(/\n(?! )/).map(readRule);
export const ruleByName: ReadonlyMap<string, Rule> = new Map(rules.map((rule) => [rule.name, rule]));
export const classByName: ReadonlyMap<string, NodeClass> = new Map(rules.flatMap(({ classes }) => classes.map((nodeClass) => [nodeClass.name, nodeClass] as const)));
