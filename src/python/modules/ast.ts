/**
 * The `_ast` module: the node classes of Python's grammar, so that what imports `ast` (inspect, dataclasses)
 * loads. Source text is not parsed into them here.
 */
import { decref, incref, xdecref, type PyObject } from '../memory';
import {
  AttributeStorage, callObject, dictSetString, genericGetDict, genericSetDict, getAttributeString, internStr, iterateToArray, newDict, newInt, newLayoutInstance,
  newStr, newTuple, raise, setAttribute,
  type PyDict, type PyStr, type PyTuple, type PyType, type Runtime, type TypeDefinition,
} from '../objects';
import { extensionType } from './extensionTypes';
import type { ModuleDefinition } from './moduleDefinition';

/** For each abstract class, its members with their fields (Parser/Python.asdl). */
const GRAMMAR: Readonly<Record<string, string>> = {
  mod: 'Module(body type_ignores) Interactive(body) Expression(body) FunctionType(argtypes returns)',
  stmt: 'FunctionDef(name args body decorator_list returns type_comment type_params) AsyncFunctionDef(name args body decorator_list returns type_comment type_params) '
    + 'ClassDef(name bases keywords body decorator_list type_params) Return(value) Delete(targets) Assign(targets value type_comment) TypeAlias(name type_params value) '
    + 'AugAssign(target op value) AnnAssign(target annotation value simple) For(target iter body orelse type_comment) AsyncFor(target iter body orelse type_comment) '
    + 'While(test body orelse) If(test body orelse) With(items body type_comment) AsyncWith(items body type_comment) Match(subject cases) Raise(exc cause) '
    + 'Try(body handlers orelse finalbody) TryStar(body handlers orelse finalbody) Assert(test msg) Import(names) ImportFrom(module names level) Global(names) '
    + 'Nonlocal(names) Expr(value) Pass() Break() Continue()',
  expr: 'BoolOp(op values) NamedExpr(target value) BinOp(left op right) UnaryOp(op operand) Lambda(args body) IfExp(test body orelse) Dict(keys values) Set(elts) '
    + 'ListComp(elt generators) SetComp(elt generators) DictComp(key value generators) GeneratorExp(elt generators) Await(value) Yield(value) YieldFrom(value) '
    + 'Compare(left ops comparators) Call(func args keywords) FormattedValue(value conversion format_spec) JoinedStr(values) Constant(value kind) Attribute(value attr ctx) '
    + 'Subscript(value slice ctx) Starred(value ctx) Name(id ctx) List(elts ctx) Tuple(elts ctx) Slice(lower upper step)',
  expr_context: 'Load() Store() Del()',
  boolop: 'And() Or()',
  operator: 'Add() Sub() Mult() MatMult() Div() Mod() Pow() LShift() RShift() BitOr() BitXor() BitAnd() FloorDiv()',
  unaryop: 'Invert() Not() UAdd() USub()',
  cmpop: 'Eq() NotEq() Lt() LtE() Gt() GtE() Is() IsNot() In() NotIn()',
  excepthandler: 'ExceptHandler(type name body)',
  pattern: 'MatchValue(value) MatchSingleton(value) MatchSequence(patterns) MatchMapping(keys patterns rest) MatchClass(cls patterns kwd_attrs kwd_patterns) '
    + 'MatchStar(name) MatchAs(pattern name) MatchOr(patterns)',
  type_ignore: 'TypeIgnore(lineno tag)',
  type_param: 'TypeVar(name bound) ParamSpec(name) TypeVarTuple(name)',
};
const PLAIN = 'comprehension(target iter ifs is_async) arguments(posonlyargs args vararg kwonlyargs kw_defaults kwarg defaults) arg(arg annotation type_comment) '
  + 'keyword(arg value) alias(name asname) withitem(context_expr optional_vars) match_case(pattern guard body)';
/** Classes whose nodes have a place in the source. */
const WITH_PLACE = new Set(['stmt', 'expr', 'excepthandler', 'pattern', 'type_param', 'arg', 'keyword', 'alias']);
const PLACE = ['lineno', 'col_offset', 'end_lineno', 'end_col_offset'];

const dictOf = (self: PyObject): PyObject | null => (self.attributes === null ? null : ((self.attributes as (PyObject | null)[])[0] ?? null));

const nodeType: TypeDefinition = {
  name: 'ast.AST',
  gc: true,
  basicsize: 24,
  attributes: AttributeStorage.LazyDict,
  flags: { basetype: true },
  slots: {
    new: (rt, type) => newLayoutInstance(rt, type, null),
    init: (rt, self, args, kwargs) => initNode(rt, self, args, kwargs),
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      if (!(self.type as PyType).flags.heap) xdecref(rt, dictOf(self));
      rt.heap.freeContainer(self);
    },
    traverse: (self, visit) => {
      const dict = dictOf(self);
      if (dict !== null) visit(dict);
    },
  },
  constants: (rt) => ({ _fields: incref(rt.emptyTuple), _attributes: incref(rt.emptyTuple), __match_args__: incref(rt.emptyTuple) }),
  getset: [{ name: '__dict__', get: genericGetDict, set: genericSetDict }],
};

/** Positional arguments are the fields in order, keywords any attribute. */
function initNode(rt: Runtime, self: PyObject, args: PyTuple, kwargs: PyDict | null): void {
  const fieldsObject = getAttributeString(rt, self, '_fields');
  const fields = iterateToArray(rt, fieldsObject) as PyStr[];
  decref(rt, fieldsObject);
  if (args.value.length > fields.length) {
    const plural = fields.length === 1 ? '' : 's';
    raise(rt, 'TypeError', `${self.type.name.replace(/^.*\./, '')} constructor takes at most ${fields.length} positional argument${plural}`);
  }
  args.value.forEach((value, index) => setAttribute(rt, self, fields[index] as PyStr, value));
  for (const field of fields) decref(rt, field);
  kwargs?.value.keys.forEach((key, index) => {
    if (key !== null) setAttribute(rt, self, key as PyStr, kwargs.value.values[index] as PyObject);
  });
}

const texts = (rt: Runtime, values: readonly string[]): PyTuple => newTuple(rt, values.map((value) => internStr(rt, value)));

function makeClass(rt: Runtime, name: string, base: PyObject, fields: readonly string[], hasPlace: boolean): PyObject {
  const namespace = newDict(rt);
  const enter = (key: string, value: PyObject): void => {
    const keyObject = internStr(rt, key);
    dictSetString(rt, namespace, keyObject, value);
    decref(rt, keyObject);
    decref(rt, value);
  };
  enter('_fields', texts(rt, fields));
  enter('__match_args__', texts(rt, fields));
  enter('__module__', newStr(rt, 'ast'));
  if (hasPlace) enter('_attributes', texts(rt, PLACE));
  const nameObject = newStr(rt, name);
  const bases = newTuple(rt, [incref(base)]);
  try {
    return callObject(rt, rt.types.type.object, [nameObject, bases, namespace]);
  } finally {
    for (const object of [nameObject, bases, namespace]) decref(rt, object);
  }
}

function rows(text: string): [name: string, fields: string[]][] {
  return Array.from(text.matchAll(/(\w+)\(([^)]*)\)/g), ([, name, fields]): [string, string[]] => [name as string, (fields as string).split(' ').filter(Boolean)]);
}

export const astModule: ModuleDefinition = {
  name: '_ast',
  doc: null,
  methods: [],
  constants: (rt) => {
    const base = extensionType(rt, nodeType).object;
    const classes: Record<string, PyObject> = { AST: incref(base) };
    for (const [parent, members] of Object.entries(GRAMMAR)) {
      const hasPlace = WITH_PLACE.has(parent);
      const abstract = (classes[parent] = makeClass(rt, parent, base, [], hasPlace));
      for (const [name, fields] of rows(members)) classes[name] = makeClass(rt, name, abstract, fields, false);
    }
    for (const [name, fields] of rows(PLAIN)) classes[name] = makeClass(rt, name, base, fields, WITH_PLACE.has(name));
    return { ...classes, PyCF_ALLOW_TOP_LEVEL_AWAIT: newInt(rt, 0x2000), PyCF_ONLY_AST: newInt(rt, 0x400), PyCF_TYPE_COMMENTS: newInt(rt, 0x1000) };
  },
};
