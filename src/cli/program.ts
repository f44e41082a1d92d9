/**
 * The command `heapglass`, run by `main.ts` in a thread. In: arguments. Out: text on the two streams and an exit status: the program's own for `run`, 2 for
 * a wrong command line, as Python's.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Toolchain, type Clock } from '../session';
import { HELP, parseCommandLine, type CommandLine } from './commandLine';
import { dis } from './commands/dis';
import { run } from './commands/run';
import { trace } from './commands/trace';
import { createOutput, type Output } from './output';
import { readSource } from './sourceFile';
import { lineReader } from './standardInput';

declare const __dirname: string;

/** The two wasm files of the parser and the standard library lie beside the bundle. */
async function loadToolchain(): Promise<Toolchain> {
  const read = (name: string): Uint8Array => readFileSync(path.join(__dirname, name));
  return Toolchain.create({ core: read('web-tree-sitter.wasm'), grammar: read('tree-sitter-python.wasm') }, read('stdlib.bin'));
}

const realClock: Clock = { time: () => Date.now() / 1000, monotonic: () => performance.now() / 1000 };

function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(path.join(__dirname, '../package.json'), 'utf8')) as { version: string };
  return version;
}

async function execute(line: CommandLine, output: Output): Promise<number> {
  switch (line.command) {
    case 'help':
      output.write('stdout', HELP);
      return 0;
    case 'version':
      output.write('stdout', `heapglass ${packageVersion()} (CPython 3.12)\n`);
      return 0;
    case 'usageError':
      output.write('stderr', `heapglass: ${line.message}\n`);
      return 2;
    default: break;
  }
  const file = readSource(line.file);
  if ('message' in file) {
    output.write('stderr', `heapglass: ${file.message}\n`);
    return 2;
  }
  if ('syntaxError' in file) {
    output.write('stderr', `${file.syntaxError}\n`);
    return 1;
  }
  const toolchain = await loadToolchain();
  switch (line.command) {
    case 'dis': return dis(toolchain, file, output);
    case 'run': return run(toolchain, file, { python: line.python, programArguments: line.programArguments, readLine: lineReader(), clock: realClock }, output);
    case 'trace': return trace(toolchain, file, line, output);
  }
}

async function main(): Promise<void> {
  const output = createOutput();
  try {
    process.exitCode = await execute(parseCommandLine(process.argv.slice(2)), output);
  } finally {
    output.flush();
  }
}

void main();
