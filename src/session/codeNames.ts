/**
 * Which names stand on which line, from the compiled code: every instruction that loads, stores or deletes a name, under the
 * line it belongs to. Names the compiler itself makes up are left out.
 */
import type { CodeNames, LineName, NameScope } from '../analysis';
import type { Recording } from '../recording';
import { codePositions, decodeInstructions, Opcode, type CodeObject } from '../python/bytecode';

export function codeNames(code: CodeObject): CodeNames {
  const positions = codePositions(code);
  const isModule = code.name === '<module>';
  /** For each line, the names with the column they first stand at. */
  const found = new Map<number, Map<string, { name: LineName; column: number }>>();
  const passing = new Map<number, Set<string>>();
  for (const { offset, opcode, oparg } of decodeInstructions(code.code)) {
    const position = positions[offset / 2];
    const name = oparg === null ? null : nameOf(code, opcode, oparg, isModule);
    if (position?.line == null || name === null || isMadeUp(name.name)) continue;
    // The own variable of a comprehension is gone when its line is over.
    if (opcode === Opcode.LOAD_FAST_AND_CLEAR) passing.set(position.line, (passing.get(position.line) ?? new Set()).add(name.name));
    const names = found.get(position.line) ?? new Map<string, { name: LineName; column: number }>();
    found.set(position.line, names);
    const column = position.column ?? 0;
    const known = names.get(name.name);
    if (known === undefined || column < known.column) names.set(name.name, { name, column });
  }
  const namesByLine = new Map<number, readonly LineName[]>();
  for (const [line, names] of found) {
    for (const name of passing.get(line) ?? []) names.delete(name);
    namesByLine.set(line, [...names.values()].sort((a, b) => a.column - b.column).map(({ name }) => name));
  }
  return { namesByLine };
}

/** `.0` of comprehensions, `__name__` and the like of class bodies. */
function isMadeUp(name: string): boolean {
  return name.startsWith('.') || (name.startsWith('__') && name.endsWith('__'));
}

function nameOf(code: CodeObject, opcode: number, oparg: number, isModule: boolean): LineName | null {
  const named = (index: number, scope: NameScope): LineName | null => {
    const name = code.names[index];
    return name === undefined ? null : { name, scope };
  };
  const local = (index: number): LineName | null => {
    const name = code.localsplusnames[index];
    return name === undefined ? null : { name, scope: 'local' };
  };
  switch (opcode) {
    case Opcode.LOAD_FAST:
    case Opcode.LOAD_FAST_CHECK:
    case Opcode.LOAD_FAST_AND_CLEAR:
    case Opcode.STORE_FAST:
    case Opcode.DELETE_FAST:
    case Opcode.LOAD_DEREF:
    case Opcode.STORE_DEREF:
    case Opcode.DELETE_DEREF:
      return local(oparg);
    case Opcode.LOAD_NAME:
    case Opcode.STORE_NAME:
    case Opcode.DELETE_NAME:
      return named(oparg, isModule ? 'global' : 'local');
    case Opcode.LOAD_GLOBAL:
      return named(oparg >> 1, 'global');
    case Opcode.STORE_GLOBAL:
    case Opcode.DELETE_GLOBAL:
      return named(oparg, 'global');
    default:
      return null;
  }
}

/** The names of a recording's code objects, found once each. */
export class NamesByCode {
  private readonly known = new Map<number, CodeNames>();

  constructor(private readonly recording: Recording) {}

  /** @param code index of `recording.codes` */
  of(code: number): CodeNames | null {
    const record = this.recording.codes[code];
    if (record === undefined) return null;
    let names = this.known.get(code);
    if (names === undefined) {
      names = codeNames(record.source);
      this.known.set(code, names);
    }
    return names;
  }
}
