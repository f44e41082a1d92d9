/**
 * Imports. After CPython compile.c (compiler_import, compiler_import_as, compiler_from_import).
 */
import { Intrinsic1, Opcode } from '../../bytecode';
import type { Alias, Import, ImportFrom, Position } from '../../syntax';
import { failAt } from '../compileError';
import { addLoadConst, addLoadInt, addLoadNone, addName, addOp, addOpI, type Compiler } from '../compiler';
import { indexOfName } from '../compilerUnit';
import { NO_LOCATION } from '../instructionSequence';
import { storeName } from './names';

export function importStatement(c: Compiler, s: Import): void {
  for (const alias of s.names) {
    addLoadInt(c, s, 0);
    addLoadNone(c, s);
    addName(c, s, Opcode.IMPORT_NAME, c.unit.names, alias.name);
    if (alias.asname !== null) importAs(c, s, alias, alias.asname);
    else storeName(c, s, alias.name.split('.', 1)[0] ?? alias.name);
  }
}

/** `import a.b.c as name`: from the top package down to the module. */
function importAs(c: Compiler, s: Import, alias: Alias, asname: string): void {
  const attributes = alias.name.split('.').slice(1);
  for (const [index, name] of attributes.entries()) {
    if (index > 0) {
      addOpI(c, s, Opcode.SWAP, 2);
      addOp(c, s, Opcode.POP_TOP);
    }
    addOpI(c, s, Opcode.IMPORT_FROM, indexOfName(c.unit.names, name));
  }
  storeName(c, s, asname);
  if (attributes.length > 0) addOp(c, s, Opcode.POP_TOP);
}

function isAfter(location: Position, other: Position | null): boolean {
  if (other === null) return true;
  if (location.lineno !== other.endLineno) return location.lineno > other.endLineno;
  return location.colOffset > other.endColOffset;
}

export function importFromStatement(c: Compiler, s: ImportFrom): void {
  addLoadInt(c, s, s.level);
  if (s.module === '__future__' && isAfter(s, c.future.location)) {
    failAt(s, 'from __future__ imports must occur at the beginning of the file');
  }
  addLoadConst(c, s, { type: 'tuple', items: s.names.map((alias) => ({ type: 'str', value: alias.name })) });
  addName(c, s, Opcode.IMPORT_NAME, c.unit.names, s.module ?? '');
  if (s.names[0]?.name === '*') {
    addOpI(c, s, Opcode.CALL_INTRINSIC_1, Intrinsic1.ImportStar);
    addOp(c, NO_LOCATION, Opcode.POP_TOP);
    return;
  }
  for (const alias of s.names) {
    addName(c, s, Opcode.IMPORT_FROM, c.unit.names, alias.name);
    storeName(c, s, alias.asname ?? alias.name);
  }
  addOp(c, s, Opcode.POP_TOP);
}
