/** `heapglass dis FILE`: the bytecode, as `python3.12 -m dis FILE` prints it. */
import { syntaxErrorText, type Toolchain } from '../../session';
import type { Output } from '../output';
import type { SourceFile } from '../sourceFile';

export function dis(toolchain: Toolchain, file: SourceFile, output: Output): number {
  const { text, error } = toolchain.disassemble(file.source, file.path);
  if (text !== null) {
    output.write('stdout', text);
    return 0;
  }
  if (error !== null) output.write('stderr', syntaxErrorText(error, file.source, file.path));
  return 1;
}
