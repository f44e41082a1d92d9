/**
 * The command `heapglass`, run by `main.ts` in a thread. In: arguments. Out: text on the two streams and an exit status: the
 * program's own for `run`, 0 or 1 for questions, 2 for a wrong command line, as Python's.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { workerData } from 'node:worker_threads';
import type { ReplayParts } from '../replay';
import { pythonVersions, Toolchain, type Clock } from '../session';
import { parseCommandLine, type CommandLine } from './commandLine';
import { answer } from './commands/answer';
import { check } from './commands/check';
import { collections } from './commands/collections';
import { dis } from './commands/dis';
import { exportReplay } from './commands/export';
import { record } from './commands/record';
import { run } from './commands/run';
import { trace } from './commands/trace';
import { createOutput, type Output } from './output';
import { readSource } from './sourceFile';
import { lineReader } from './standardInput';
import { styleFor, type TerminalFacts } from './text/style';

declare const __dirname: string;

/** The two wasm files of the parser and the standard library lie beside the bundle. */
async function loadToolchain(): Promise<Toolchain> {
  const read = (name: string): Uint8Array => readFileSync(path.join(__dirname, name));
  return Toolchain.create({ core: read('web-tree-sitter.wasm'), grammar: read('tree-sitter-python.wasm') }, read('stdlib.bin'));
}

/** The page's files lie there, too. */
function replayParts(): ReplayParts {
  const read = (name: string): string => readFileSync(path.join(__dirname, name), 'utf8');
  return { panelScript: read('panel.js'), panelStyle: read('panel.css'), replayScript: read('replay.js'), replayStyle: read('replay.css') };
}

const realClock: Clock = { time: () => Date.now() / 1000, monotonic: () => performance.now() / 1000 };

function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(path.join(__dirname, '../package.json'), 'utf8')) as { version: string };
  return version;
}

async function execute(line: CommandLine, output: Output): Promise<number> {
  switch (line.command) {
    case 'help':
      output.write('stdout', line.text);
      return 0;
    case 'version':
      output.write('stdout', `heapglass ${packageVersion()} (CPython ${pythonVersions.join(', ')})\n`);
      return 0;
    case 'usageError':
      output.write('stderr', `heapglass: ${line.message}\n`);
      return 2;
    case 'show': case 'why': case 'free': case 'follow': case 'diff': case 'growth': case 'profile':
      return answer(line, loadToolchain, terminalFacts(), output);
    case 'export':
      return exportReplay(loadToolchain, line, replayParts, packageVersion(), output);
    case 'check':
      return check(loadToolchain, line, styleFor(terminalFacts(), line.colour, line.width), output);
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
    case 'collections': return collections(toolchain, file, line, output);
    case 'record': return record(toolchain, file, line, packageVersion(), output);
  }
}

/** `main.ts` has the terminal and tells this thread what it is. */
function terminalFacts(): TerminalFacts {
  const { isTerminal, columns } = (workerData ?? {}) as { isTerminal?: boolean; columns?: number };
  return { isTerminal: isTerminal === true, columns, environment: process.env };
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
