/**
 * Loading, storing and deleting names, and making functions with their closures.
 * After CPython compile.c (compiler_nameop, compiler_make_closure).
 */
import { FunctionFlags, LocalKind, Opcode, type CodeObject } from '../../bytecode';
import type { ExpressionContext, Position } from '../../syntax';
import { failAt } from '../compileError';
import { addLoadConst, addOp, addOpI, checkForbiddenName, type Compiler } from '../compiler';
import { indexOfName, type NameTable } from '../compilerUnit';
import { mangle } from '../privateNames';
import { Scope, isFunctionLike, scopeOf } from '../symbolTable';

type OperationType = 'fast' | 'global' | 'deref' | 'name';

/** For each way of access, the instructions for Load, Store and Del. */
const opcodesByType: Record<OperationType, Record<ExpressionContext, Opcode>> = {
  fast: { Load: Opcode.LOAD_FAST, Store: Opcode.STORE_FAST, Del: Opcode.DELETE_FAST },
  global: { Load: Opcode.LOAD_GLOBAL, Store: Opcode.STORE_GLOBAL, Del: Opcode.DELETE_GLOBAL },
  deref: { Load: Opcode.LOAD_DEREF, Store: Opcode.STORE_DEREF, Del: Opcode.DELETE_DEREF },
  name: { Load: Opcode.LOAD_NAME, Store: Opcode.STORE_NAME, Del: Opcode.DELETE_NAME },
};

function accessOf(c: Compiler, mangled: string, scope: Scope): { type: OperationType; table: NameTable } {
  const { unit } = c;
  const functionLike = isFunctionLike(unit.entry);
  switch (scope) {
    case Scope.Free: return { type: 'deref', table: unit.freevars };
    case Scope.Cell: return { type: 'deref', table: unit.cellvars };
    case Scope.Local:
      if (functionLike || unit.fastHidden.get(mangled) === true) return { type: 'fast', table: unit.varnames };
      return { type: 'name', table: unit.names };
    case Scope.GlobalImplicit: return { type: functionLike ? 'global' : 'name', table: unit.names };
    case Scope.GlobalExplicit: return { type: 'global', table: unit.names };
    case Scope.Unknown: return { type: 'name', table: unit.names };
  }
}

export function nameOperation(c: Compiler, location: Position, name: string, context: ExpressionContext): void {
  const { unit } = c;
  checkForbiddenName(location, name, context);
  const mangled = mangle(unit.privateName, name);
  const scope = scopeOf(unit.entry, mangled);
  const { type, table } = accessOf(c, mangled, scope);
  let opcode = opcodesByType[type][context];
  const inClass = unit.entry.type === 'class';
  if (context === 'Load') {
    if (type === 'deref' && inClass && unit.inlinedComprehensions === 0) {
      opcode = Opcode.LOAD_FROM_DICT_OR_DEREF;
      addOp(c, location, Opcode.LOAD_LOCALS);
    } else if (type === 'deref' && unit.entry.canSeeClassScope) {
      opcode = Opcode.LOAD_FROM_DICT_OR_DEREF;
      loadClassDict(c, location);
    } else if (type === 'global' && unit.entry.canSeeClassScope && scope === Scope.GlobalImplicit) {
      opcode = Opcode.LOAD_FROM_DICT_OR_GLOBALS;
      loadClassDict(c, location);
    } else if (type === 'name' && inClass && unit.inlinedComprehensions > 0) {
      opcode = Opcode.LOAD_GLOBAL;
    }
  }
  const index = indexOfName(table, mangled);
  addOpI(c, location, opcode, opcode === Opcode.LOAD_GLOBAL ? index << 1 : index);
}

function loadClassDict(c: Compiler, location: Position): void {
  addOpI(c, location, Opcode.LOAD_DEREF, indexOfName(c.unit.freevars, '__classdict__'));
}

export function loadName(c: Compiler, location: Position, name: string): void {
  nameOperation(c, location, name, 'Load');
}

export function storeName(c: Compiler, location: Position, name: string): void {
  nameOperation(c, location, name, 'Store');
}

export function deleteName(c: Compiler, location: Position, name: string): void {
  nameOperation(c, location, name, 'Del');
}

/** compile.c get_ref_type: how this unit knows a name that an inner function wants from it. */
export function referenceScope(c: Compiler, name: string): Scope {
  if (c.unit.scopeType === 'class' && (name === '__class__' || name === '__classdict__')) return Scope.Cell;
  return scopeOf(c.unit.entry, name);
}

/** Loads the function made of `code`; what `flags` names already lies on the stack. */
export function makeClosure(c: Compiler, location: Position, code: CodeObject, flags: number): void {
  let functionFlags = flags;
  const freevars = code.localsplusnames.filter((_, slot) => ((code.localspluskinds[slot] ?? 0) & LocalKind.Free) !== 0);
  if (freevars.length > 0) {
    for (const name of freevars) {
      const scope = referenceScope(c, name);
      const index = (scope === Scope.Cell ? c.unit.cellvars : c.unit.freevars).get(name);
      // CPython 3.12 loses track of some uses of `__class__` in comprehensions of class bodies: there a SystemError.
      if (index === undefined) failAt(location, `${name}, free in ${code.name}, is no variable of ${c.unit.name}`);
      addOpI(c, location, Opcode.LOAD_CLOSURE, index);
    }
    functionFlags |= FunctionFlags.Closure;
    addOpI(c, location, Opcode.BUILD_TUPLE, freevars.length);
  }
  addLoadConst(c, location, { type: 'code', code });
  addOpI(c, location, Opcode.MAKE_FUNCTION, functionFlags);
}
