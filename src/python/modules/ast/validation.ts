/**
 * What a syntax tree must be beyond the types of its fields before it may be compiled (CPython Python/ast.c _PyAST_Validate):
 * no empty bodies, targets in a Store context, patterns of literals, ... In: a tree as data. Out: nothing, or ValueError.
 */
import { raise, type Runtime, type TreeNode } from '../../objects';

type Data = Readonly<Record<string, unknown>>;
type Context = 'Load' | 'Store' | 'Del';

const data = (node: unknown): Data => node as Data;
const list = (value: unknown): readonly (Data | null)[] => value as readonly (Data | null)[];
const child = (node: Data, name: string): Data | null => node[name] as Data | null;

function checkPlace(rt: Runtime, node: Data): void {
  const line = node.lineno as number;
  const endLine = node.endLineno as number;
  const column = node.colOffset as number;
  const endColumn = node.endColOffset as number;
  if (line > endLine) raise(rt, 'ValueError', `AST node line range (${line}, ${endLine}) is not valid`);
  if ((line < 0 && endLine !== line) || (column < 0 && column !== endColumn)) {
    raise(rt, 'ValueError', `AST node column range (${column}, ${endColumn}) for line range (${line}, ${endLine}) is not valid`);
  }
  if (line === endLine && column > endColumn) raise(rt, 'ValueError', `line ${line}, column ${column}-${endColumn} is not a valid range`);
}

function checkName(rt: Runtime, name: string): void {
  if (name === 'None' || name === 'True' || name === 'False') raise(rt, 'ValueError', `identifier field can't represent '${name}' constant`);
}

function checkNotEmpty(rt: Runtime, items: readonly unknown[], what: string, owner: string): void {
  if (items.length === 0) raise(rt, 'ValueError', `empty ${what} on ${owner}`);
}

function checkExpressions(rt: Runtime, items: readonly (Data | null)[], context: Context, nullAllowed: boolean): void {
  for (const item of items) {
    if (item !== null) checkExpression(rt, item, context);
    else if (!nullAllowed) raise(rt, 'ValueError', 'None disallowed in expression list');
  }
}

function checkOptional(rt: Runtime, node: Data | null, context: Context): void {
  if (node !== null) checkExpression(rt, node, context);
}

function checkComprehension(rt: Runtime, generators: readonly (Data | null)[]): void {
  if (generators.length === 0) raise(rt, 'ValueError', 'comprehension with no generators');
  for (const generator of generators) {
    const { target, iter, ifs } = data(generator);
    checkExpression(rt, data(target), 'Store');
    checkExpression(rt, data(iter), 'Load');
    checkExpressions(rt, list(ifs), 'Load', false);
  }
}

function checkKeywords(rt: Runtime, keywords: readonly (Data | null)[]): void {
  for (const keyword of keywords) checkExpression(rt, data(data(keyword).value), 'Load');
}

function checkParameters(rt: Runtime, parameters: readonly (Data | null)[]): void {
  for (const parameter of parameters) {
    checkPlace(rt, data(parameter));
    checkOptional(rt, child(data(parameter), 'annotation'), 'Load');
  }
}

function checkArguments(rt: Runtime, node: Data): void {
  const [positionalOnly, positional, keywordOnly] = [list(node.posonlyargs), list(node.args), list(node.kwonlyargs)] as const;
  checkParameters(rt, positionalOnly);
  checkParameters(rt, positional);
  const vararg = child(node, 'vararg');
  if (vararg !== null) checkOptional(rt, child(vararg, 'annotation'), 'Load');
  checkParameters(rt, keywordOnly);
  const kwarg = child(node, 'kwarg');
  if (kwarg !== null) checkOptional(rt, child(kwarg, 'annotation'), 'Load');
  if (list(node.defaults).length > positionalOnly.length + positional.length) raise(rt, 'ValueError', 'more positional defaults than args on arguments');
  if (list(node.kwDefaults).length !== keywordOnly.length) {
    raise(rt, 'ValueError', 'length of kwonlyargs is not the same as kw_defaults on arguments');
  }
  checkExpressions(rt, list(node.defaults), 'Load', false);
  checkExpressions(rt, list(node.kwDefaults), 'Load', true);
}

function checkContext(rt: Runtime, node: Data, context: Context): void {
  switch (node.kind) {
    case 'Attribute': case 'Subscript': case 'Starred': case 'Name': case 'List': case 'Tuple': {
      if (node.kind === 'Name') checkName(rt, node.id as string);
      const actual = node.ctx as Context;
      if (actual !== context) raise(rt, 'ValueError', `expression must have ${context} context but has ${actual} instead`);
      return;
    }
    default:
      if (context !== 'Load') raise(rt, 'ValueError', `expression which can't be assigned to in ${context} context`);
  }
}

function checkExpression(rt: Runtime, node: Data, context: Context): void {
  checkPlace(rt, node);
  rt.enterRecursiveCall(' during compilation');
  try {
    checkContext(rt, node, context);
    checkParts(rt, node, context);
  } finally {
    rt.leaveRecursiveCall();
  }
}

/** What an expression consists of. */
function checkParts(rt: Runtime, node: Data, context: Context): void {
  const load = (...names: string[]): void => {
    for (const name of names) checkOptional(rt, child(node, name), 'Load');
  };
  switch (node.kind) {
    case 'BoolOp':
      if (list(node.values).length < 2) raise(rt, 'ValueError', 'BoolOp with less than 2 values');
      return checkExpressions(rt, list(node.values), 'Load', false);
    case 'BinOp': return load('left', 'right');
    case 'UnaryOp': return load('operand');
    case 'Lambda':
      checkArguments(rt, data(node.args));
      return load('body');
    case 'IfExp': return load('test', 'body', 'orelse');
    case 'Dict':
      if (list(node.keys).length !== list(node.values).length) raise(rt, 'ValueError', "Dict doesn't have the same number of keys as values");
      checkExpressions(rt, list(node.keys), 'Load', true);
      return checkExpressions(rt, list(node.values), 'Load', false);
    case 'Set': return checkExpressions(rt, list(node.elts), 'Load', false);
    case 'ListComp': case 'SetComp': case 'GeneratorExp':
      checkComprehension(rt, list(node.generators));
      return load('elt');
    case 'DictComp':
      checkComprehension(rt, list(node.generators));
      return load('key', 'value');
    case 'Yield': case 'YieldFrom': case 'Await': return load('value');
    case 'Compare':
      if (list(node.comparators).length === 0) raise(rt, 'ValueError', 'Compare with no comparators');
      if (list(node.comparators).length !== list(node.ops).length) raise(rt, 'ValueError', 'Compare has a different number of comparators and operands');
      checkExpressions(rt, list(node.comparators), 'Load', false);
      return load('left');
    case 'Call':
      load('func');
      checkExpressions(rt, list(node.args), 'Load', false);
      return checkKeywords(rt, list(node.keywords));
    case 'Constant': {
      const { type, typeName } = node.value as { type: string; typeName?: string };
      if (type === 'foreign') raise(rt, 'TypeError', `got an invalid type in Constant: ${typeName ?? ''}`);
      return;
    }
    case 'JoinedStr': return checkExpressions(rt, list(node.values), 'Load', false);
    case 'FormattedValue': return load('value', 'formatSpec');
    case 'Attribute': return load('value');
    case 'Subscript': return load('slice', 'value');
    case 'Starred': return checkExpression(rt, data(node.value), context);
    case 'Slice': return load('lower', 'upper', 'step');
    case 'List': case 'Tuple': return checkExpressions(rt, list(node.elts), context, false);
    case 'NamedExpr':
      if (data(node.target).kind !== 'Name') raise(rt, 'TypeError', 'NamedExpr target must be a Name');
      return load('value');
  }
}

const constantType = (node: Data): string => (node.kind === 'Constant' ? (node.value as { type: string }).type : '');

function isNumber(node: Data, kinds: readonly string[]): boolean {
  return kinds.includes(constantType(node));
}

const REAL = ['int', 'float'];

function isSignedNumber(node: Data, kinds: readonly string[]): boolean {
  return isNumber(node, kinds) || (node.kind === 'UnaryOp' && node.op === 'USub' && isNumber(data(node.operand), kinds));
}

function isLiteral(rt: Runtime, node: Data): boolean {
  switch (node.kind) {
    case 'Constant':
      if (![...REAL, 'bytes', 'complex', 'str'].includes(constantType(node))) raise(rt, 'ValueError', 'unexpected constant inside of a literal pattern');
      return true;
    case 'Attribute': case 'JoinedStr': return true;
    case 'UnaryOp': return node.op === 'USub' && isNumber(data(node.operand), [...REAL, 'complex']);
    case 'BinOp':
      return (node.op === 'Add' || node.op === 'Sub') && isSignedNumber(data(node.left), REAL) && isNumber(data(node.right), ['complex']);
    default: return false;
  }
}

function checkMatchValue(rt: Runtime, node: Data): void {
  checkExpression(rt, node, 'Load');
  if (!isLiteral(rt, node)) raise(rt, 'ValueError', 'patterns may only match literals and attribute lookups');
}

function checkCapture(rt: Runtime, name: string): void {
  if (name === '_') raise(rt, 'ValueError', "can't capture name '_' in patterns");
  checkName(rt, name);
}

function checkPatterns(rt: Runtime, patterns: readonly (Data | null)[], starAllowed: boolean): void {
  for (const pattern of patterns) checkPattern(rt, data(pattern), starAllowed);
}

function checkPattern(rt: Runtime, node: Data, starAllowed: boolean): void {
  checkPlace(rt, node);
  rt.enterRecursiveCall(' during compilation');
  try {
    checkPatternParts(rt, node, starAllowed);
  } finally {
    rt.leaveRecursiveCall();
  }
}

function checkMapping(rt: Runtime, node: Data): void {
  if (list(node.keys).length !== list(node.patterns).length) {
    raise(rt, 'ValueError', "MatchMapping doesn't have the same number of keys as patterns");
  }
  if (node.rest !== null) checkCapture(rt, node.rest as string);
  for (const key of list(node.keys)) {
    const type = constantType(data(key));
    if (type !== 'none' && type !== 'bool') checkMatchValue(rt, data(key));
  }
  checkPatterns(rt, list(node.patterns), false);
}

function checkClassPattern(rt: Runtime, node: Data): void {
  if (list(node.kwdAttrs).length !== list(node.kwdPatterns).length) {
    raise(rt, 'ValueError', "MatchClass doesn't have the same number of keyword attributes as patterns");
  }
  checkExpression(rt, data(node.cls), 'Load');
  for (let part = data(node.cls); part.kind !== 'Name'; part = data(part.value)) {
    if (part.kind !== 'Attribute') raise(rt, 'ValueError', 'MatchClass cls field can only contain Name or Attribute nodes.');
  }
  for (const name of node.kwdAttrs as readonly string[]) checkName(rt, name);
  checkPatterns(rt, list(node.patterns), false);
  checkPatterns(rt, list(node.kwdPatterns), false);
}

function checkPatternParts(rt: Runtime, node: Data, starAllowed: boolean): void {
  switch (node.kind) {
    case 'MatchValue': return checkMatchValue(rt, data(node.value));
    case 'MatchSingleton':
      if (!['none', 'bool'].includes((node.value as { type: string }).type)) raise(rt, 'ValueError', 'MatchSingleton can only contain True, False and None');
      return;
    case 'MatchSequence': return checkPatterns(rt, list(node.patterns), true);
    case 'MatchMapping': return checkMapping(rt, node);
    case 'MatchClass': return checkClassPattern(rt, node);
    case 'MatchStar':
      if (!starAllowed) raise(rt, 'ValueError', "can't use MatchStar here");
      if (node.name !== null) checkCapture(rt, node.name as string);
      return;
    case 'MatchAs':
      if (node.name !== null) checkCapture(rt, node.name as string);
      if (node.pattern === null) return;
      if (node.name === null) raise(rt, 'ValueError', 'MatchAs must specify a target name if a pattern is given');
      return checkPattern(rt, data(node.pattern), false);
    case 'MatchOr':
      if (list(node.patterns).length < 2) raise(rt, 'ValueError', 'MatchOr requires at least 2 patterns');
      return checkPatterns(rt, list(node.patterns), false);
  }
}

function checkBody(rt: Runtime, body: unknown, owner: string): void {
  checkNotEmpty(rt, list(body), 'body', owner);
  checkStatements(rt, list(body));
}

function checkStatements(rt: Runtime, statements: readonly (Data | null)[]): void {
  for (const statement of statements) {
    if (statement === null) raise(rt, 'ValueError', 'None disallowed in statement list');
    checkPlace(rt, statement);
    rt.enterRecursiveCall(' during compilation');
    try {
      checkStatement(rt, statement, statement.kind as string);
    } finally {
      rt.leaveRecursiveCall();
    }
  }
}

function checkTargets(rt: Runtime, targets: unknown, context: Context): void {
  checkNotEmpty(rt, list(targets), 'targets', context === 'Del' ? 'Delete' : 'Assign');
  checkExpressions(rt, list(targets), context, false);
}

function checkTypeParameters(rt: Runtime, parameters: unknown): void {
  for (const parameter of list(parameters)) {
    if (parameter === null) continue;
    checkPlace(rt, parameter);
    checkName(rt, parameter.name as string);
    if (parameter.kind === 'TypeVar') checkOptional(rt, child(parameter, 'bound'), 'Load');
  }
}

function checkTry(rt: Runtime, node: Data, kind: string): void {
  checkBody(rt, node.body, kind);
  const handlers = list(node.handlers);
  if (handlers.length === 0 && list(node.finalbody).length === 0) raise(rt, 'ValueError', `${kind} has neither except handlers nor finalbody`);
  if (handlers.length === 0 && list(node.orelse).length > 0) raise(rt, 'ValueError', `${kind} has orelse but no except handlers`);
  for (const handler of handlers) {
    checkPlace(rt, data(handler));
    checkOptional(rt, child(data(handler), 'type'), 'Load');
    checkBody(rt, data(handler).body, 'ExceptHandler');
  }
  checkStatements(rt, list(node.finalbody));
  checkStatements(rt, list(node.orelse));
}

function checkMatch(rt: Runtime, node: Data): void {
  checkExpression(rt, data(node.subject), 'Load');
  checkNotEmpty(rt, list(node.cases), 'cases', 'Match');
  for (const matchCase of list(node.cases)) {
    const { pattern, guard, body } = data(matchCase);
    checkPattern(rt, data(pattern), false);
    checkOptional(rt, guard as Data | null, 'Load');
    checkBody(rt, body, 'match_case');
  }
}

function checkStatement(rt: Runtime, node: Data, kind: string): void {
  const load = (name: string): void => checkOptional(rt, child(node, name), 'Load');
  switch (kind) {
    case 'FunctionDef': case 'AsyncFunctionDef':
      checkBody(rt, node.body, kind);
      checkTypeParameters(rt, node.typeParams);
      checkArguments(rt, data(node.args));
      checkExpressions(rt, list(node.decoratorList), 'Load', false);
      return load('returns');
    case 'ClassDef':
      checkBody(rt, node.body, kind);
      checkTypeParameters(rt, node.typeParams);
      checkExpressions(rt, list(node.bases), 'Load', false);
      checkKeywords(rt, list(node.keywords));
      return checkExpressions(rt, list(node.decoratorList), 'Load', false);
    case 'Return': case 'Expr': return load('value');
    case 'Delete': return checkTargets(rt, node.targets, 'Del');
    case 'Assign':
      checkTargets(rt, node.targets, 'Store');
      return load('value');
    case 'AugAssign':
      checkExpression(rt, data(node.target), 'Store');
      return load('value');
    case 'AnnAssign':
      if (data(node.target).kind !== 'Name' && node.simple === true) raise(rt, 'TypeError', 'AnnAssign with simple non-Name target');
      checkExpression(rt, data(node.target), 'Store');
      load('value');
      return load('annotation');
    case 'TypeAlias':
      if (data(node.name).kind !== 'Name') raise(rt, 'TypeError', 'TypeAlias with non-Name name');
      checkExpression(rt, data(node.name), 'Store');
      checkTypeParameters(rt, node.typeParams);
      return load('value');
    case 'For': case 'AsyncFor':
      checkExpression(rt, data(node.target), 'Store');
      load('iter');
      checkBody(rt, node.body, kind);
      return checkStatements(rt, list(node.orelse));
    case 'While': case 'If':
      load('test');
      checkBody(rt, node.body, kind);
      return checkStatements(rt, list(node.orelse));
    case 'With': case 'AsyncWith':
      checkNotEmpty(rt, list(node.items), 'items', kind);
      for (const item of list(node.items)) {
        checkExpression(rt, data(data(item).contextExpr), 'Load');
        checkOptional(rt, child(data(item), 'optionalVars'), 'Store');
      }
      return checkBody(rt, node.body, kind);
    case 'Match': return checkMatch(rt, node);
    case 'Raise':
      if (node.exc === null && node.cause !== null) raise(rt, 'ValueError', 'Raise with cause but no exception');
      load('exc');
      return load('cause');
    case 'Try': case 'TryStar': return checkTry(rt, node, kind);
    case 'Assert':
      load('test');
      return load('msg');
    case 'Import': return checkNotEmpty(rt, list(node.names), 'names', kind);
    case 'ImportFrom':
      if ((node.level as number) < 0) raise(rt, 'ValueError', 'Negative ImportFrom level');
      return checkNotEmpty(rt, list(node.names), 'names', kind);
    case 'Global': case 'Nonlocal': return checkNotEmpty(rt, list(node.names), 'names', kind);
  }
}

/** Checks a module, an expression or an interactive statement. */
export function validateModule(rt: Runtime, tree: TreeNode): void {
  const node = data(tree);
  switch (node.kind) {
    case 'Module': case 'Interactive': return checkStatements(rt, list(node.body));
    case 'Expression': return checkExpression(rt, data(node.body), 'Load');
    case 'FunctionType':
      checkExpressions(rt, list(node.argtypes), 'Load', false);
      return checkExpression(rt, data(node.returns), 'Load');
  }
}
