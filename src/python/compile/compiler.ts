/**
 * What all of code generation shares: the stack of units and the small steps instructions are added with.
 *
 * In: the tree's symbol table. Out: instructions in the current unit; finished units become code objects
 * (`finishUnit`). After CPython compile.c (struct compiler, compiler_enter_scope, compiler_addop_*).
 */
import { assertDefined } from '../../base';
import { CodeFlags, Opcode, type CodeConstant, type CodeObject } from '../bytecode';
import type { Expression, Position, Statement, SyntaxDiagnostic } from '../syntax';
import { assembleUnit } from './assembleUnit';
import { diagnosticAt, failAt } from './compileError';
import {
  ConstantTable, indexOfName, MAX_BLOCKS, type CompilerUnit, type FrameBlock, type NameTable, type ScopeType,
} from './compilerUnit';
import { FutureFlag, type FutureFeatures } from './futureFeatures';
import { InstructionSequence, NO_LOCATION, type Label } from './instructionSequence';
import { mangle } from './privateNames';
import { Scope, SymbolFlag, isFunctionLike, scopeOf, scopeOfSymbol, type SymbolTable } from './symbolTable';

/** Code generation for the two kinds of nodes; handed in so that its files needn't import each other in circles. */
export interface Visitors {
  statement(c: Compiler, statement: Statement): void;
  expression(c: Compiler, expression: Expression): void;
}

export interface Compiler {
  readonly filename: string;
  readonly table: SymbolTable;
  readonly future: FutureFeatures;
  readonly optimize: 0 | 1 | 2;
  readonly interactive: boolean;
  /** PyCF_ALLOW_TOP_LEVEL_AWAIT. */
  readonly topLevelAwait: boolean;
  /** See `CompileOptions`. */
  readonly whileTestsAtTop: boolean;
  readonly visitors: Visitors;
  readonly diagnostics: SyntaxDiagnostic[];
  /** Units around the current one, outermost first. */
  readonly outerUnits: CompilerUnit[];
  unit: CompilerUnit;
}

/** A compiler which stands in the module's scope. */
export function newCompiler(settings: Omit<Compiler, 'unit' | 'outerUnits' | 'diagnostics'>, tree: object): Compiler {
  const unit = newUnit(settings.table, '<module>', 'module', tree, 1);
  unit.qualname = '<module>';
  const c: Compiler = { ...settings, diagnostics: [], outerUnits: [], unit };
  addOpI(c, { lineno: 0, endLineno: 1, colOffset: 0, endColOffset: 0 }, Opcode.RESUME, 0);
  return c;
}

/** Python orders texts by code point, JavaScript by UTF-16 unit: they differ where surrogates meet U+E000 and above. */
function compareCodePoints(left: string, right: string): number {
  if (!/[\ud800-\uffff]/.test(left + right)) return left < right ? -1 : left > right ? 1 : 0;
  const a = Array.from(left, (character) => character.codePointAt(0) ?? 0);
  const b = Array.from(right, (character) => character.codePointAt(0) ?? 0);
  const at = a.findIndex((codePoint, index) => codePoint !== b[index]);
  return at < 0 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? -1);
}

/** compile.c dictbytype: the names of a scope or with a flag, sorted so that the result is deterministic. */
function namesByType(symbols: Map<string, number>, scope: Scope, flag: number, offset: number): NameTable {
  const matching: string[] = [];
  for (const [name, symbol] of symbols) if (scopeOfSymbol(symbol) === scope || (symbol & flag) !== 0) matching.push(name);
  return new Map(matching.sort(compareCodePoints).map((name, index) => [name, offset + index]));
}

function newUnit(table: SymbolTable, name: string, scopeType: ScopeType, key: object, firstLine: number): CompilerUnit {
  const entry = table.blocks.get(key);
  assertDefined(entry, `no symbol table entry for ${name}`);
  const cellvars = namesByType(entry.symbols, Scope.Cell, SymbolFlag.ComprehensionCell, 0);
  if (entry.needsClassClosure) indexOfName(cellvars, '__class__');
  if (entry.needsClassDict) indexOfName(cellvars, '__classdict__');
  return {
    scopeType, entry, name, qualname: '', firstLine, privateName: null, sequence: new InstructionSequence(),
    constants: new ConstantTable(), names: new Map(),
    varnames: new Map(entry.varnames.map((varname, index) => [varname, index])),
    cellvars, freevars: namesByType(entry.symbols, Scope.Free, SymbolFlag.FreeClass, cellvars.size),
    fastHidden: new Map(), frameBlocks: [], inlinedComprehensions: 0, argcount: 0, posonlyargcount: 0, kwonlyargcount: 0,
  };
}

export function enterScope(c: Compiler, name: string, scopeType: ScopeType, key: object, firstLine: number): void {
  const unit = newUnit(c.table, name, scopeType, key, firstLine);
  unit.privateName = c.unit.privateName;
  c.outerUnits.push(c.unit);
  c.unit = unit;
  unit.qualname = qualifiedName(c);
  addOpI(c, lineOnly(firstLine), Opcode.RESUME, 0);
}

function lineOnly(line: number): Position {
  return { lineno: line, endLineno: line, colOffset: 0, endColOffset: 0 };
}

/** compile.c compiler_set_qualname. */
function qualifiedName(c: Compiler): string {
  const { unit, outerUnits } = c;
  let parent = outerUnits.at(-1);
  // Directly inside the module the plain name is the qualified name.
  if (parent === undefined || outerUnits.length < 2) return unit.name;
  if (parent.scopeType === 'typeParams') {
    if (outerUnits.length === 2) return unit.name;
    parent = outerUnits.at(-2);
    assertDefined(parent, 'a type parameter scope stands in another scope');
  }
  if (unit.scopeType === 'function' || unit.scopeType === 'asyncFunction' || unit.scopeType === 'class') {
    if (scopeOf(parent.entry, mangle(parent.privateName, unit.name)) === Scope.GlobalExplicit) return unit.name;
  }
  const isFunction = parent.scopeType === 'function' || parent.scopeType === 'asyncFunction' || parent.scopeType === 'lambda';
  return `${parent.qualname}${isFunction ? '.<locals>' : ''}.${unit.name}`;
}

/** Ends the current unit: adds the final return, optimises, assembles, and goes back to the unit around it. */
export function finishUnit(c: Compiler, addNone: boolean): CodeObject {
  if (addNone) addLoadConst(c, NO_LOCATION, { type: 'none' });
  addOp(c, NO_LOCATION, Opcode.RETURN_VALUE);
  const code = assembleUnit(c.unit, codeFlags(c), c.filename);
  const outer = c.outerUnits.pop();
  if (outer !== undefined) c.unit = outer;
  return code;
}

/** compile.c compute_code_flags. */
function codeFlags(c: Compiler): number {
  const { entry } = c.unit;
  let flags = 0;
  if (isFunctionLike(entry)) {
    flags |= CodeFlags.NewLocals | CodeFlags.Optimized;
    if (entry.nested) flags |= CodeFlags.Nested;
    if (entry.generator) flags |= entry.coroutine ? CodeFlags.AsyncGenerator : CodeFlags.Generator;
    else if (entry.coroutine) flags |= CodeFlags.Coroutine;
    if (entry.varargs) flags |= CodeFlags.VarArgs;
    if (entry.varkeywords) flags |= CodeFlags.VarKeywords;
  }
  flags |= c.future.flags;
  if (awaitsAtTopLevel(c) && entry.coroutine && !entry.generator) flags |= CodeFlags.Coroutine;
  return flags;
}

/** compile.c IS_TOP_LEVEL_AWAIT. */
export function awaitsAtTopLevel(c: Compiler): boolean {
  return c.topLevelAwait && c.unit.entry.type === 'module';
}

export function hasFutureAnnotations(c: Compiler): boolean {
  return (c.future.flags & FutureFlag.Annotations) !== 0;
}

export function newLabel(c: Compiler): Label {
  return c.unit.sequence.newLabel();
}

export function useLabel(c: Compiler, label: Label): void {
  c.unit.sequence.useLabel(label);
}

export function addOp(c: Compiler, location: Position, opcode: Opcode): void {
  c.unit.sequence.add(opcode, 0, location);
}

export function addOpI(c: Compiler, location: Position, opcode: Opcode, oparg: number): void {
  c.unit.sequence.add(opcode, oparg, location);
}

export function addJump(c: Compiler, location: Position, opcode: Opcode, target: Label): void {
  c.unit.sequence.add(opcode, target, location);
}

export function addLoadConst(c: Compiler, location: Position, constant: CodeConstant): void {
  c.unit.sequence.add(Opcode.LOAD_CONST, c.unit.constants.add(constant), location);
}

export function addLoadString(c: Compiler, location: Position, value: string): void {
  addLoadConst(c, location, { type: 'str', value });
}

export function addLoadNone(c: Compiler, location: Position): void {
  addLoadConst(c, location, { type: 'none' });
}

export function addLoadInt(c: Compiler, location: Position, value: number): void {
  addLoadConst(c, location, { type: 'int', value: BigInt(value) });
}

/** Adds an instruction whose argument is the index of a (mangled) name in `table`. */
export function addName(c: Compiler, location: Position, opcode: Opcode, table: NameTable, name: string): void {
  addOpI(c, location, opcode, indexOfName(table, mangle(c.unit.privateName, name)));
}

/** LOAD_ATTR in its two forms: plain, and LOAD_METHOD which leaves what CALL wants. */
export function addLoadAttribute(c: Compiler, location: Position, name: string, isMethod = false): void {
  const index = indexOfName(c.unit.names, mangle(c.unit.privateName, name));
  addOpI(c, location, Opcode.LOAD_ATTR, (index << 1) | (isMethod ? 1 : 0));
}

export function visitExpression(c: Compiler, expression: Expression): void {
  c.visitors.expression(c, expression);
}

export function visitExpressions(c: Compiler, expressions: readonly Expression[]): void {
  for (const expression of expressions) c.visitors.expression(c, expression);
}

export function visitStatements(c: Compiler, statements: readonly Statement[]): void {
  for (const statement of statements) c.visitors.statement(c, statement);
}

export function pushFrameBlock(c: Compiler, location: Position, block: FrameBlock): void {
  if (c.unit.frameBlocks.length >= MAX_BLOCKS) failAt(location, 'too many statically nested blocks');
  c.unit.frameBlocks.push(block);
}

export function popFrameBlock(c: Compiler): void {
  c.unit.frameBlocks.pop();
}

/** compile.c compiler_warn. */
export function warnAt(c: Compiler, location: Position, message: string): void {
  c.diagnostics.push(diagnosticAt(location, message, 'SyntaxWarning'));
}

/** compile.c forbidden_name. */
export function checkForbiddenName(location: Position, name: string, context: 'Load' | 'Store' | 'Del'): void {
  if (name !== '__debug__' || context === 'Load') return;
  failAt(location, context === 'Store' ? 'cannot assign to __debug__' : 'cannot delete __debug__');
}
