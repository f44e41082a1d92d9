/**
 * Simple statements, and the walk over blocks. In: a `module` or `block` node. Out: its statements.
 * A statement that cannot be lowered is left out and makes the result doubtful, so that half-typed
 * code still gives a tree for the rest.
 */
import { Field, Kind } from '../concreteKinds';
import type { Alias, AnnAssign, Expression, Operator, Statement } from '../nodes';
import { lowerCompound } from './compoundStatements';
import { beginsWithStar, lowerExpression, lowerStar, lowerStarList, lowerYieldOrStarList } from './expressions';
import { GaveUp } from './lowering';
import type { Lowering } from './lowering';
import { asTarget } from './targets';
import { lowerType, lowerTypeParameters } from './typeAnnotations';

export function lowerStatements(c: Lowering, block: number): Statement[] {
  const statements: Statement[] = [];
  const limit = c.next[block];
  const outer = c.indent;
  if (block + 1 < limit && c.kind[block] !== Kind.module) {
    const own = c.indentation(block + 1);
    if (own !== null) {
      if (!own.startsWith(outer) || own.length === outer.length) c.doubt();
      c.indent = own;
    }
  }
  const { indent } = c;
  if (++c.blockDepth > 100) c.doubt();
  for (let child = block + 1; child < limit; child = c.next[child]) {
    const kind = c.kind[child];
    c.checkIndentation(child, c.indent);
    if (kind === Kind.semicolon) {
      // A semicolon that ends a line belongs to what encloses the block.
      c.lastEnd = c.end[child];
      continue;
    }
    try {
      statements.push(lowerStatement(c, child));
    } catch (error) {
      if (!(error instanceof GaveUp)) throw error;
      c.indent = indent;
    }
  }
  c.indent = outer;
  c.blockDepth--;
  return statements;
}

function lowerStatement(c: Lowering, node: number): Statement {
  const start = c.start[node];
  const end = c.end[node];
  const { build } = c;
  c.lastEnd = end;
  switch (c.kind[node] as Kind) {
    case Kind.expression_statement: return lowerExpressionStatement(c, node);
    case Kind.return_statement: {
      const value = c.next[node + 1];
      return build.return(start, end, value < c.next[node] ? lowerStarList(c, value) : null);
    }
    case Kind.import_statement: return build.import(start, end, lowerAliases(c, node));
    case Kind.import_from_statement:
    case Kind.future_import_statement: return lowerImportFrom(c, node);
    case Kind.pass_statement: return build.pass(start, end);
    case Kind.break_statement: return build.break(start, end);
    case Kind.continue_statement: return build.continue(start, end);
    case Kind.raise_statement: return lowerRaise(c, node);
    case Kind.assert_statement: {
      const condition = c.childAt(node, 1);
      const test = lowerExpression(c, condition);
      if (c.next[condition] >= c.next[node]) return build.assert(start, end, test, null);
      const message = c.childAt(node, 3);
      if (c.next[message] < c.next[node]) c.doubt();
      return build.assert(start, end, test, lowerExpression(c, message));
    }
    case Kind.delete_statement: return lowerDelete(c, node);
    case Kind.global_statement: return build.global(start, end, lowerNames(c, node));
    case Kind.nonlocal_statement: return build.nonlocal(start, end, lowerNames(c, node));
    case Kind.type_alias_statement: return lowerTypeAlias(c, node);
    default: return lowerCompound(c, node);
  }
}

function lowerExpressionStatement(c: Lowering, node: number): Statement {
  const start = c.start[node];
  const end = c.end[node];
  const inner = node + 1;
  const kind = c.kind[inner];
  if (kind === Kind.assignment) return lowerAssignment(c, inner);
  if (kind === Kind.augmented_assignment) return lowerAugmentedAssignment(c, inner);
  if (c.next[inner] >= c.next[node]) return c.build.expressionStatement(start, end, lowerYieldOrStarList(c, inner));
  // `a, b` has its elements right below the statement.
  const elements: Expression[] = [];
  const limit = c.next[node];
  for (let child = inner; child < limit; child = c.next[child]) {
    if (c.kind[child] === Kind.comma) continue;
    elements.push(beginsWithStar(c, child) ? lowerStar(c, child) : lowerExpression(c, child));
  }
  return c.build.expressionStatement(start, end, c.build.tuple(start, end, elements, 'Load'));
}

function lowerAssignment(c: Lowering, node: number): Statement {
  const start = c.start[node];
  const end = c.end[node];
  const type = c.child(node, Field.type);
  if (type >= 0) {
    const left = c.required(node, Field.left);
    const target = asTarget(c, lowerStarList(c, left), 'Store');
    if (target.kind !== 'Name' && target.kind !== 'Attribute' && target.kind !== 'Subscript') return c.giveUp();
    // `(a).b: int` is no annotation: the grammar sees `(a)` and looks no further.
    if (target.kind !== 'Name' && c.text[start] === '(') c.doubt();
    const right = c.child(node, Field.right);
    const annotation = lowerType(c, type);
    const value = right < 0 ? null : lowerValue(c, right);
    const simple: AnnAssign['simple'] = c.kind[left] === Kind.identifier;
    return c.build.annAssign(start, end, target, annotation, value, simple);
  }
  const targets: Expression[] = [];
  let current = node;
  for (;;) {
    if (c.child(current, Field.type) >= 0) c.doubt();
    const left = c.required(current, Field.left);
    targets.push(asTarget(c, lowerStarList(c, left), 'Store'));
    const right = c.required(current, Field.right);
    if (c.kind[right] !== Kind.assignment) return c.build.assign(start, end, targets, lowerValue(c, right));
    current = right;
  }
}

function lowerValue(c: Lowering, node: number): Expression {
  if (c.kind[node] === Kind.assignment || c.kind[node] === Kind.augmented_assignment) c.giveUp();
  return lowerYieldOrStarList(c, node);
}

const operatorByText: Record<string, Operator> = {
  '+=': 'Add', '-=': 'Sub', '*=': 'Mult', '/=': 'Div', '@=': 'MatMult', '//=': 'FloorDiv', '%=': 'Mod', '**=': 'Pow', '>>=': 'RShift',
  '<<=': 'LShift', '&=': 'BitAnd', '^=': 'BitXor', '|=': 'BitOr',
};

function lowerAugmentedAssignment(c: Lowering, node: number): Statement {
  const target = asTarget(c, lowerStarList(c, c.required(node, Field.left)), 'Store');
  if (target.kind !== 'Name' && target.kind !== 'Attribute' && target.kind !== 'Subscript') return c.giveUp();
  const op = operatorByText[c.source(c.required(node, Field.operator))];
  return c.build.augAssign(c.start[node], c.end[node], target, op, lowerValue(c, c.required(node, Field.right)));
}

function lowerRaise(c: Lowering, node: number): Statement {
  let exc: Expression | null = null;
  let cause: Expression | null = null;
  const limit = c.next[node];
  for (let child = c.next[node + 1]; child < limit; child = c.next[child]) {
    if (c.field[child] === Field.cause) cause = lowerExpression(c, child);
    else if (c.kind[child] !== Kind.fromKeyword) exc = lowerExpression(c, child);
  }
  if (exc === null && cause !== null) c.doubt();
  return c.build.raise(c.start[node], c.end[node], exc, cause);
}

function lowerDelete(c: Lowering, node: number): Statement {
  const list = c.childAt(node, 1);
  let targets: Expression[] = [];
  if (c.kind[list] === Kind.expression_list) {
    const value = lowerStarList(c, list);
    if (value.kind === 'Tuple') targets = value.elts;
  } else targets = [lowerExpression(c, list)];
  for (const target of targets) asTarget(c, target, 'Del');
  return c.build.delete(c.start[node], c.end[node], targets);
}

function lowerNames(c: Lowering, node: number): string[] {
  const names: string[] = [];
  const limit = c.next[node];
  for (let child = c.next[node + 1]; child < limit; child = c.next[child]) {
    if (c.kind[child] !== Kind.comma) names.push(c.identifier(child));
  }
  return names;
}

function dottedText(c: Lowering, node: number): string {
  if (c.kind[node] === Kind.identifier) return c.identifier(node);
  if (c.kind[node] !== Kind.dotted_name) c.giveUp();
  let text = '';
  const limit = c.next[node];
  for (let child = node + 1; child < limit; child = c.next[child]) {
    text += c.kind[child] === Kind.dot ? '.' : c.identifier(child);
  }
  return text;
}

function lowerAliases(c: Lowering, node: number): Alias[] {
  const aliases: Alias[] = [];
  const limit = c.next[node];
  let last = -1;
  let isOpen = false;
  for (let child = node + 1; child < limit; child = c.next[child]) {
    last = child;
    if (c.kind[child] === Kind.openBracket) isOpen = true;
    if (c.field[child] !== Field.name || c.kind[child] === Kind.comma) continue;
    if (c.kind[child] === Kind.aliased_import) {
      const name = dottedText(c, c.required(child, Field.name));
      aliases.push(c.build.alias(c.start[child], c.end[child], name, c.identifier(c.required(child, Field.alias))));
    } else aliases.push(c.build.alias(c.start[child], c.end[child], dottedText(c, child), null));
  }
  if (!isOpen && last >= 0 && c.kind[last] === Kind.comma) c.doubt();
  return aliases;
}

function lowerImportFrom(c: Lowering, node: number): Statement {
  const start = c.start[node];
  const end = c.end[node];
  let module: string | null = '__future__';
  let level = 0;
  if (c.kind[node] === Kind.import_from_statement) {
    const source = c.required(node, Field.moduleName);
    module = null;
    if (c.kind[source] === Kind.relative_import) {
      const name = c.childOfKind(source, Kind.dotted_name);
      if (name >= 0) module = dottedText(c, name);
      const prefix = c.childOfKind(source, Kind.import_prefix);
      for (const letter of c.source(prefix)) if (letter === '.') level++;
    } else module = dottedText(c, source);
  }
  const wildcard = c.childOfKind(node, Kind.wildcard_import);
  if (wildcard >= 0) return c.build.importFrom(start, end, module, [c.build.alias(c.start[wildcard], c.end[wildcard], '*', null)], level);
  const aliases = lowerAliases(c, node);
  for (const alias of aliases) if (alias.name.includes('.')) c.doubt();
  return c.build.importFrom(start, end, module, aliases, level);
}

function lowerTypeAlias(c: Lowering, node: number): Statement {
  const left = c.childAt(c.required(node, Field.left), 0);
  const isGeneric = c.kind[left] === Kind.generic_type;
  const identifier = isGeneric ? c.childAt(left, 0) : left;
  const name = c.build.name(c.start[identifier], c.end[identifier], c.identifier(identifier), 'Store');
  const parameters = lowerTypeParameters(c, isGeneric ? c.childAt(left, 1) : -1);
  return c.build.typeAlias(c.start[node], c.end[node], name, parameters, lowerType(c, c.required(node, Field.right)));
}
