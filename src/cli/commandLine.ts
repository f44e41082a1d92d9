/**
 * The command line's grammar. In: the arguments. Out: what to do, or one sentence on what is wrong. Nothing is read or
 * written here.
 */
import { parseArgs } from 'node:util';
import { defaultPythonVersion, pythonVersions } from '../session';

export type CommandLine =
  | { readonly command: 'help' }
  | { readonly command: 'version' }
  | { readonly command: 'run'; readonly file: string; readonly python: string; readonly programArguments: readonly string[] }
  | { readonly command: 'trace'; readonly file: string; readonly python: string; readonly json: boolean; readonly all: boolean; readonly programArguments: readonly string[] }
  | { readonly command: 'dis'; readonly file: string; readonly python: string }
  | { readonly command: 'usageError'; readonly message: string };

export const HELP = `Usage: heapglass COMMAND FILE [OPTIONS]

Runs a Python file in a managed runtime of its own: no Python installation is needed, and the
program can't touch files, processes or the network.

Commands:
  run FILE [-- ARGUMENTS]     run it; output, errors and exit status as python3.12 FILE
  trace FILE [-- ARGUMENTS]   one line per step: step, event, line, function, and the refcounts of
                              the names on the line (after it ran)
  dis FILE                    the bytecode, as python3.12 -m dis FILE

Options:
  --python VERSION   which CPython's memory manager to be: ${pythonVersions.join(', ')} (default ${defaultPythonVersion})
  --json             trace: one JSON object per step
  --all              trace: steps in imported modules too
  --help, --version
`;

export function parseCommandLine(args: readonly string[]): CommandLine {
  const separator = args.indexOf('--');
  const own = separator < 0 ? args : args.slice(0, separator);
  const programArguments = separator < 0 ? [] : args.slice(separator + 1);
  let parsed;
  try {
    parsed = parseArgs({
      args: [...own],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean', short: 'V' },
        python: { type: 'string' },
        json: { type: 'boolean' },
        all: { type: 'boolean' },
      },
    });
  } catch (error) {
    return usageError(firstSentence(error));
  }
  const { values, positionals } = parsed;
  if (values.help === true) return { command: 'help' };
  if (values.version === true) return { command: 'version' };
  const [command, file, ...rest] = positionals;
  if (command === undefined) return usageError('a command is missing: run, trace or dis (see --help)');
  if (command !== 'run' && command !== 'trace' && command !== 'dis') return usageError(`there is no command '${command}': use run, trace or dis`);
  if (file === undefined) return usageError(`${command} needs a Python file`);
  const extra = rest[0];
  if (extra !== undefined) return usageError(`unexpected argument '${extra}' (arguments of the program come after --)`);
  const python = values.python ?? defaultPythonVersion;
  if (!pythonVersions.includes(python)) return usageError(`Python ${python} is not available: use ${pythonVersions.join(', ')}`);
  if (command !== 'trace' && values.json === true) return usageError(`--json belongs to trace, not to ${command}`);
  if (command !== 'trace' && values.all === true) return usageError(`--all belongs to trace, not to ${command}`);
  if (command === 'dis') {
    return programArguments.length > 0 ? usageError('dis runs nothing, so it takes no arguments after --') : { command, file, python };
  }
  if (command === 'run') return { command, file, python, programArguments };
  return { command, file, python, json: values.json === true, all: values.all === true, programArguments };
}

function usageError(message: string): CommandLine {
  return { command: 'usageError', message };
}

/** Node's message about an option, without its advice on quoting. */
function firstSentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const sentence = message.split('. ')[0] ?? message;
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
