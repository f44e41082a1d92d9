/**
 * What compiled code says of its lines, for coverage: which there are, and where each branch goes on. In: the module's code. Out: the
 * same for it and all code in it, called or not.
 */
import type { CodeLines, LineBranch } from '../analysis';
import { codePositions, decodeInstructions, jumpTarget, Opcode, type CodeObject, type DecodedInstruction } from '../python/bytecode';

/** At the beginning of every code object, before its first line. */
const PROLOGUE: ReadonlySet<number> = new Set([Opcode.RESUME, Opcode.MAKE_CELL, Opcode.COPY_FREE_VARS, Opcode.RETURN_GENERATOR]);
const BRANCHES: ReadonlySet<number> = new Set([
  Opcode.POP_JUMP_IF_FALSE, Opcode.POP_JUMP_IF_TRUE, Opcode.POP_JUMP_IF_NONE, Opcode.POP_JUMP_IF_NOT_NONE, Opcode.FOR_ITER,
]);
const JUMPS: ReadonlySet<number> = new Set([Opcode.JUMP_FORWARD, Opcode.JUMP_BACKWARD, Opcode.JUMP_BACKWARD_NO_INTERRUPT]);
const LEAVING: ReadonlySet<number> = new Set([Opcode.RETURN_VALUE, Opcode.RETURN_CONST]);
const RAISING: ReadonlySet<number> = new Set([Opcode.RAISE_VARARGS, Opcode.RERAISE]);

export function codeLinesOf(module: CodeObject): CodeLines[] {
  const found: CodeLines[] = [];
  const open = [module];
  for (let code = open.pop(); code !== undefined; code = open.pop()) {
    found.push(new CodeReader(code).read());
    for (const constant of code.consts) if (constant.type === 'code') open.push(constant.code);
  }
  return found;
}

class CodeReader {
  private readonly instructions: readonly DecodedInstruction[];
  private readonly lineAt: (offset: number) => number | null;
  private readonly indexAt: ReadonlyMap<number, number>;

  constructor(code: CodeObject) {
    this.instructions = decodeInstructions(code.code);
    const positions = codePositions(code);
    this.lineAt = (offset) => positions[offset / 2]?.line ?? null;
    this.indexAt = new Map(this.instructions.map(({ offset }, i) => [offset, i]));
  }

  read(): CodeLines {
    const lines = new Set<number>();
    const branches: LineBranch[] = [];
    let inPrologue = true;
    this.instructions.forEach((instruction, i) => {
      const line = this.lineAt(instruction.offset);
      inPrologue &&= PROLOGUE.has(instruction.opcode) || (instruction.opcode === Opcode.POP_TOP && i < 4);
      if (line === null || line === 0 || inPrologue) return;
      lines.add(line);
      const target = BRANCHES.has(instruction.opcode) ? jumpTarget(instruction) : null;
      if (target === null) return;
      const jumped = this.goesOn(line, this.indexAt.get(target) ?? -1);
      const passed = this.goesOn(line, i + 1);
      if (jumped !== null && passed !== null && jumped !== passed) branches.push({ line, targets: [jumped, passed] });
    });
    return { lines: [...lines], branches };
  }

  /** The next line event of the frame, from an instruction on that is come to from a line; 0: it is left; null: that can't be told. */
  private goesOn(from: number, start: number): number | null {
    let at = start;
    for (let looks = 0; looks < 100; looks++) {
      const instruction = this.instructions[at];
      if (instruction === undefined) return null;
      const { opcode, offset } = instruction;
      const line = this.lineAt(offset);
      if (line !== null && line !== from) return line;
      if (LEAVING.has(opcode)) return 0;
      if (JUMPS.has(opcode)) {
        const target = jumpTarget(instruction);
        const next = target === null ? undefined : this.indexAt.get(target);
        if (next === undefined) return null;
        const there = this.lineAt(target as number);
        // Loops within one line have no line events that tell.
        if (next <= at && there !== null) return there === from ? null : there;
        at = next;
        continue;
      }
      if (BRANCHES.has(opcode) || RAISING.has(opcode) || opcode === Opcode.SEND) return null;
      at++;
    }
    return null;
  }
}
