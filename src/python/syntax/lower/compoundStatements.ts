/**
 * Compound statements. In: a concrete node that has blocks. Out: the statement, which ends where its
 * last block's last statement ends (`lastEnd`), not where tree-sitter's node does.
 */
import { Field, Kind } from '../concreteKinds';
import type { ExceptHandler, Expression, Keyword, MatchCase, Statement, WithItem } from '../nodes';
import { beginsWithStar, lowerArguments, lowerExpression, lowerNamed, lowerStar, lowerStarList } from './expressions';
import type { Lowering } from './lowering';
import { lowerParameters } from './parameters';
import { lowerCasePatterns } from './patterns';
import { lowerStatements } from './statements';
import { asTarget } from './targets';
import { lowerType, lowerTypeParameters } from './typeAnnotations';

export function lowerCompound(c: Lowering, node: number): Statement {
  switch (c.kind[node] as Kind) {
    case Kind.if_statement: return lowerIf(c, node);
    case Kind.for_statement: return lowerFor(c, node);
    case Kind.while_statement: {
      const test = lowerNamed(c, c.required(node, Field.condition));
      const body = lowerBlock(c, c.child(node, Field.body));
      const orelse = lowerElse(c, c.child(node, Field.alternative));
      return c.build.while(c.start[node], c.lastEnd, test, body, orelse);
    }
    case Kind.try_statement: return lowerTry(c, node);
    case Kind.with_statement: return lowerWith(c, node);
    case Kind.match_statement: return lowerMatch(c, node);
    case Kind.function_definition: return lowerFunction(c, node, []);
    case Kind.class_definition: return lowerClass(c, node, []);
    case Kind.decorated_definition: return lowerDecorated(c, node);
    default: return c.giveUp();
  }
}

function lowerBlock(c: Lowering, block: number): Statement[] {
  if (block < 0) return c.giveUp();
  const statements = lowerStatements(c, block);
  if (statements.length === 0) c.doubt();
  return statements;
}

/** The block of a clause which has no field for it. */
function blockOf(c: Lowering, clause: number): Statement[] {
  return lowerBlock(c, c.childOfKind(clause, Kind.block));
}

function lowerElse(c: Lowering, clause: number): Statement[] {
  if (clause < 0) return [];
  c.checkIndentation(clause, c.indent);
  return blockOf(c, clause);
}

function lowerIf(c: Lowering, node: number): Statement {
  const test = lowerNamed(c, c.required(node, Field.condition));
  const body = lowerBlock(c, c.child(node, Field.consequence));
  const clauses: { start: number; test: Expression; body: Statement[] }[] = [{ start: c.start[node], test, body }];
  let orelse: Statement[] = [];
  const limit = c.next[node];
  for (let child = node + 1; child < limit; child = c.next[child]) {
    if (c.kind[child] === Kind.elif_clause || c.kind[child] === Kind.else_clause) c.checkIndentation(child, c.indent);
    if (c.kind[child] === Kind.elif_clause) {
      const condition = lowerNamed(c, c.required(child, Field.condition));
      clauses.push({ start: c.start[child], test: condition, body: lowerBlock(c, c.child(child, Field.consequence)) });
    } else if (c.kind[child] === Kind.else_clause) orelse = blockOf(c, child);
  }
  // Each `elif` is an If inside the one before; all end together.
  const end = c.lastEnd;
  for (let index = clauses.length - 1; index > 0; index--) {
    const clause = clauses[index];
    orelse = [c.build.if(clause.start, end, clause.test, clause.body, orelse)];
  }
  return c.build.if(c.start[node], end, test, body, orelse);
}

function lowerFor(c: Lowering, node: number): Statement {
  const isAsync = c.kind[node + 1] === Kind.asyncKeyword;
  const target = asTarget(c, lowerStarList(c, c.required(node, Field.left)), 'Store');
  const iter = lowerStarList(c, c.required(node, Field.right));
  const body = lowerBlock(c, c.child(node, Field.body));
  const orelse = lowerElse(c, c.childOfKind(node, Kind.else_clause));
  if (isAsync) return c.build.asyncFor(c.start[node], c.lastEnd, target, iter, body, orelse);
  return c.build.for(c.start[node], c.lastEnd, target, iter, body, orelse);
}

function lowerTry(c: Lowering, node: number): Statement {
  const body = lowerBlock(c, c.child(node, Field.body));
  const handlers: ExceptHandler[] = [];
  let orelse: Statement[] = [];
  let finalbody: Statement[] = [];
  let stars = 0;
  let hasBare = false;
  let hasFinally = false;
  const limit = c.next[node];
  for (let child = node + 1; child < limit; child = c.next[child]) {
    if (!c.isLeaf(child) && c.kind[child] !== Kind.block) c.checkIndentation(child, c.indent);
    switch (c.kind[child] as Kind) {
      case Kind.except_clause: {
        const star = c.childOfKind(child, Kind.star) >= 0;
        if (star) stars++;
        const handler = lowerHandler(c, child, star);
        // CPython's compiler rejects a bare `except:` that is not last, but only the grammar rejects `except*:`.
        hasBare ||= handler.type === null;
        if (star && handler.type === null) c.doubt();
        handlers.push(handler);
        break;
      }
      case Kind.else_clause:
        orelse = blockOf(c, child);
        break;
      case Kind.finally_clause:
        hasFinally = true;
        finalbody = blockOf(c, child);
        break;
    }
  }
  if ((handlers.length === 0 && (!hasFinally || orelse.length > 0)) || (stars > 0 && stars < handlers.length)) c.doubt();
  if (stars > 0) return c.build.tryStar(c.start[node], c.lastEnd, body, handlers, orelse, finalbody);
  return c.build.try(c.start[node], c.lastEnd, body, handlers, orelse, finalbody);
}

function lowerHandler(c: Lowering, node: number, star: boolean): ExceptHandler {
  let type: Expression | null = null;
  let name: string | null = null;
  const limit = c.next[node];
  for (let child = node + 1; child < limit; child = c.next[child]) {
    if (c.kind[child] === Kind.comma) c.giveUp();
    if (c.field[child] === Field.alias) name = c.identifier(child);
    if (c.field[child] !== Field.value) continue;
    if (c.kind[child] === Kind.as_pattern) {
      type = lowerExpression(c, c.childAt(child, 0));
      name = c.identifier(c.childAt(c.required(child, Field.alias), 0));
    } else type = lowerExpression(c, child);
  }
  if (star && type === null) c.doubt();
  const body = blockOf(c, node);
  return c.build.exceptHandler(c.start[node], c.lastEnd, type, name, body);
}

function lowerWith(c: Lowering, node: number): Statement {
  const isAsync = c.kind[node + 1] === Kind.asyncKeyword;
  const clause = c.childOfKind(node, Kind.with_clause);
  if (clause < 0) return c.giveUp();
  const items: WithItem[] = [];
  const limit = c.next[clause];
  let last = clause;
  for (let child = clause + 1; child < limit; child = c.next[child]) {
    last = child;
    if (c.kind[child] === Kind.with_item) items.push(lowerWithItem(c, child, c.next[clause] === c.next[child] && child === clause + 1));
  }
  if (items.length === 0 || c.kind[last] === Kind.comma) c.doubt();
  const body = lowerBlock(c, c.child(node, Field.body));
  if (isAsync) return c.build.asyncWith(c.start[node], c.lastEnd, items, body);
  return c.build.with(c.start[node], c.lastEnd, items, body);
}

function lowerWithItem(c: Lowering, node: number, isOnly: boolean): WithItem {
  let value = c.required(node, Field.value);
  if (c.kind[value] === Kind.parenthesized_expression) {
    // `with (a as b):` is read as one item in parentheses.
    const inner = c.childAt(value, 1);
    if (isOnly && c.kind[inner] === Kind.as_pattern) value = inner;
  }
  if (c.kind[value] !== Kind.as_pattern) return { contextExpr: lowerExpression(c, value), optionalVars: null };
  const contextExpr = lowerExpression(c, c.childAt(value, 0));
  const alias = c.childAt(c.required(value, Field.alias), 0);
  return { contextExpr, optionalVars: asTarget(c, lowerStarList(c, alias), 'Store') };
}

function lowerMatch(c: Lowering, node: number): Statement {
  const limit = c.next[node];
  const elements: Expression[] = [];
  const start = c.start[c.next[node + 1]];
  let last = -1;
  for (let child = c.next[node + 1]; child < limit && c.kind[child] !== Kind.colon; child = c.next[child]) {
    last = child;
    if (c.kind[child] === Kind.comma) continue;
    elements.push(beginsWithStar(c, child) ? lowerStar(c, child) : lowerNamed(c, child));
  }
  if (elements.length === 0) return c.giveUp();
  const isTuple = elements.length > 1 || c.kind[last] === Kind.comma;
  if (!isTuple && elements[0].kind === 'Starred') c.doubt();
  const subject = isTuple ? c.build.tuple(start, c.end[last], elements, 'Load') : elements[0];
  const cases: MatchCase[] = [];
  const body = c.child(node, Field.body);
  if (body < 0) return c.giveUp();
  const end = c.next[body];
  const outer = c.indent;
  const own = body + 1 < end ? c.indentation(body + 1) : null;
  if (own === null || !own.startsWith(outer) || own.length === outer.length) c.doubt();
  c.indent = own ?? outer;
  for (let child = body + 1; child < end; child = c.next[child]) {
    if (c.kind[child] !== Kind.case_clause) continue;
    c.checkIndentation(child, c.indent);
    const pattern = lowerCasePatterns(c, child);
    const guardClause = c.child(child, Field.guard);
    const guard = guardClause < 0 ? null : lowerNamed(c, c.childAt(guardClause, 1));
    cases.push({ pattern, guard, body: lowerBlock(c, c.child(child, Field.consequence)) });
  }
  c.indent = outer;
  if (cases.length === 0) c.doubt();
  return c.build.match(c.start[node], c.lastEnd, subject, cases);
}

function lowerFunction(c: Lowering, node: number, decorators: Expression[]): Statement {
  const isAsync = c.kind[node + 1] === Kind.asyncKeyword;
  const name = c.identifier(c.required(node, Field.name));
  const typeParams = lowerTypeParameters(c, c.child(node, Field.typeParameters));
  const args = lowerParameters(c, c.required(node, Field.parameters));
  const returnType = c.child(node, Field.returnType);
  const returns = returnType < 0 ? null : lowerType(c, returnType);
  const body = lowerBlock(c, c.child(node, Field.body));
  const start = c.start[node];
  if (isAsync) return c.build.asyncFunctionDef(start, c.lastEnd, name, args, body, decorators, returns, typeParams);
  return c.build.functionDef(start, c.lastEnd, name, args, body, decorators, returns, typeParams);
}

function lowerClass(c: Lowering, node: number, decorators: Expression[]): Statement {
  const name = c.identifier(c.required(node, Field.name));
  const typeParams = lowerTypeParameters(c, c.child(node, Field.typeParameters));
  const list = c.child(node, Field.superclasses);
  let args: Expression[] = [];
  let keywords: Keyword[] = [];
  if (list >= 0) ({ args, keywords } = lowerArguments(c, list));
  const body = lowerBlock(c, c.child(node, Field.body));
  return c.build.classDef(c.start[node], c.lastEnd, name, args, keywords, body, decorators, typeParams);
}

function lowerDecorated(c: Lowering, node: number): Statement {
  const decorators: Expression[] = [];
  const limit = c.next[node];
  for (let child = node + 1; child < limit; child = c.next[child]) {
    c.checkIndentation(child, c.indent);
    if (c.kind[child] === Kind.decorator) decorators.push(lowerNamed(c, c.childAt(child, 1)));
  }
  const definition = c.required(node, Field.definition);
  if (c.kind[definition] === Kind.function_definition) return lowerFunction(c, definition, decorators);
  return lowerClass(c, definition, decorators);
}
