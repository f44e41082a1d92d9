/**
 * The commands and options of the command line as data: what each takes, what it says in `--help`. No behaviour; `commandLine.ts`
 * reads arguments by it, `commandHelp.ts` writes help from it.
 */

export type OptionName =
  | 'python' | 'json' | 'all' | 'output' | 'at' | 'from' | 'to' | 'format' | 'limit' | 'steps' | 'seconds' | 'megabytes' | 'window' | 'width' | 'color' | 'junit';

export interface OptionEntry {
  /** What stands after it in help; none: it is a switch. */
  readonly value?: string;
  readonly short?: string;
  readonly help: string;
}

export const OPTIONS: Readonly<Record<OptionName, OptionEntry>> = {
  python: { value: 'VERSION', help: "which CPython's memory manager to be" },
  json: { help: 'one JSON object per step' },
  all: { help: 'steps inside imported modules, too' },
  output: { value: 'OUT', short: 'o', help: 'the file to write: a recording (by habit NAME.heapglass) or a page' },
  at: { value: 'MOMENT', help: 'the moment to look at; without it, the one after the last line' },
  from: { value: 'MOMENT', help: 'the first of the two moments; without it, the start' },
  to: { value: 'MOMENT', help: 'the second; without it, the moment after the last line' },
  format: { value: 'FORMAT', help: 'text or json' },
  limit: { value: 'N', help: 'how many rows to list at most' },
  steps: { value: 'N', help: 'stop the program after N steps (1,000,000)' },
  seconds: { value: 'N', help: 'stop it after N seconds (3,600)' },
  megabytes: { value: 'N', help: 'stop it when the recording takes N megabytes (2,048)' },
  window: { value: 'FROM:TO', help: 'record only these steps; of the others nothing but counters is kept' },
  width: { value: 'N', help: "columns of text; without it, the terminal's, or 80" },
  junit: { value: 'OUT', help: "write the results as JUnit's XML, too" },
  color: { value: 'WHEN', help: 'auto, always or never; auto colours terminals unless NO_COLOR is set' },
};

export interface CommandEntry {
  /** After FILE; in brackets what may be left out. */
  readonly operands: readonly string[];
  /** FILE may be a recording. */
  readonly takesRecording: boolean;
  readonly takesArguments: boolean;
  readonly formats: readonly string[];
  readonly options: readonly OptionName[];
  /** In the list of all commands. */
  readonly summary: string;
  readonly description: string;
  readonly examples: readonly (readonly [line: string, what: string])[];
}

export type CommandName = 'run' | 'trace' | 'dis' | 'collections' | 'record' | 'export' | 'show' | 'why' | 'free' | 'follow' | 'diff' | 'growth' | 'profile' | 'check';

const TEXT_AND_JSON = ['text', 'json'] as const;
const LIMITS = ['steps', 'seconds', 'megabytes'] as const;
const LOOKS = ['width', 'color'] as const;

export const COMMANDS: Readonly<Record<CommandName, CommandEntry>> = {
  run: {
    operands: [], takesRecording: false, takesArguments: true, formats: [], options: ['python'],
    summary: 'run a program; nothing is recorded',
    description: 'Output, errors and exit status are those of python3.12 FILE.',
    examples: [['heapglass run job.py -- --fast', 'run job.py with an argument']],
  },
  check: {
    operands: ['[PATH...]'], takesRecording: false, takesArguments: false, formats: TEXT_AND_JSON, options: ['junit', 'format', 'python', ...LIMITS, ...LOOKS],
    summary: 'check the expectations in comments',
    description: 'Runs files, or all files with expectations in folders, and checks comments such as  # expect: refcount(a) == 2, freed(b). A comment speaks of what holds when its line is over, at every hit of the line or at the one named by @hit 3. Checks: refcount(a), generation(a), size(a), collected, cycles, allocated and freed compared with a number; [not] freed(a), alive(a), tracked(a), reachable(a); holders(a) == {"global a", "b.next"}. Exit status 1 if any fails.',
    examples: [
      ['heapglass check scenario.py', 'check one file'],
      ['heapglass check scenarios --junit results.xml', 'check a folder, for continuous integration'],
    ],
  },
  record: {
    operands: [], takesRecording: false, takesArguments: true, formats: [], options: ['output', 'python', 'all', 'window', ...LIMITS],
    summary: 'run a program and write a recording of it',
    description: 'The recording holds the source text and every moment of the run; the other commands and the editor open it. The exit status is that of the program.',
    examples: [
      ['heapglass record job.py -o job.heapglass', 'record a run'],
      ['heapglass record job.py -o late.heapglass --window 900000:1000000', 'the end of a long run'],
    ],
  },
  export: {
    operands: [], takesRecording: true, takesArguments: true, formats: [], options: ['output', 'at', 'python', 'all', ...LIMITS],
    summary: 'a recorded run as one HTML page that replays itself',
    description: 'The page has the recording, the source and the panel in it and needs nothing else: no network, no installation. It opens in any browser, from a disk or a server.',
    examples: [
      ['heapglass export job.py -o job.html', 'run a program and write the page'],
      ['heapglass export job.heapglass -o job.html --at 12:3', 'of a recording, beginning at a moment'],
    ],
  },
  show: {
    operands: [], takesRecording: true, takesArguments: true, formats: ['text', 'json', 'dot', 'svg'], options: ['at', 'format', 'python', 'all', ...LIMITS, ...LOOKS],
    summary: 'the heap at a moment',
    description: 'The line, what the step before it did, the call stack, names with the refcount and every holder of their objects, the generations, and what nobody reaches any more. dot is for Graphviz, svg a drawing.',
    examples: [
      ['heapglass show job.py', 'after the last line'],
      ['heapglass show job.py --at 12:3', 'before line 12 runs for the 3rd time'],
      ['heapglass show job.heapglass --at 120 --format svg > heap.svg', 'a drawing of step 120'],
    ],
  },
  why: {
    operands: ['NAME'], takesRecording: true, takesArguments: true, formats: TEXT_AND_JSON, options: ['at', 'format', 'limit', 'python', 'all', ...LIMITS, ...LOOKS],
    summary: 'why an object is alive',
    description: 'The shortest chain of references from a root to the object, the other chains, and every reference that is counted.',
    examples: [["heapglass why job.py \"cache['k'][0]\"", 'an entry of a dict'], ['heapglass why job.py worker.task --at 40', 'local task of the running call of worker']],
  },
  free: {
    operands: ['NAME'], takesRecording: true, takesArguments: true, formats: TEXT_AND_JSON, options: ['at', 'format', 'limit', 'python', 'all', ...LIMITS, ...LOOKS],
    summary: 'what would free an object',
    description: 'The fewest references to drop, and what would go with the object, at once or at the next collection.',
    examples: [['heapglass free job.py window', 'what keeps window from going']],
  },
  follow: {
    operands: ['NAME'], takesRecording: true, takesArguments: true, formats: TEXT_AND_JSON, options: ['at', 'format', 'limit', 'python', 'all', ...LIMITS, ...LOOKS],
    summary: "an object's life, or a name's",
    description: '#NUMBER follows an object from its birth to its death, each change of its refcount with the line that made it. A plain name is followed over the objects it stands for; a name with attributes or subscripts is looked up at the moment and its object followed.',
    examples: [['heapglass follow job.py "#17"', 'object #17'], ['heapglass follow job.py a', 'what a stood for']],
  },
  diff: {
    operands: [], takesRecording: true, takesArguments: true, formats: TEXT_AND_JSON, options: ['from', 'to', 'format', 'limit', 'python', 'all', ...LIMITS, ...LOOKS],
    summary: 'what changed between two moments',
    description: 'What was born and died, by type and by line, and which refcounts and references became others.',
    examples: [['heapglass diff job.py --from 12:1 --to 12:2', 'what one turn of the loop left behind']],
  },
  growth: {
    operands: [], takesRecording: true, takesArguments: true, formats: TEXT_AND_JSON, options: ['format', 'limit', 'python', 'all', ...LIMITS, ...LOOKS],
    summary: 'what grows with each iteration or call: leaks',
    description: 'Loops and functions which leave more behind each time, ranked, with the holder that grows.',
    examples: [['heapglass growth server.py', 'leak suspects']],
  },
  profile: {
    operands: [], takesRecording: true, takesArguments: true, formats: TEXT_AND_JSON, options: ['format', 'limit', 'python', 'all', ...LIMITS, ...LOOKS],
    summary: 'cost by line and by function',
    description: 'Hits, instructions (the same on every machine), objects made and left behind.',
    examples: [['heapglass profile job.py', 'where the work is done']],
  },
  collections: {
    operands: ['[NUMBER]'], takesRecording: false, takesArguments: true, formats: [], options: ['json', 'all', 'python'],
    summary: "the cycle collector's runs",
    description: 'All runs of the cycle collector, or one of them (NUMBER, from 1) phase by phase.',
    examples: [['heapglass collections job.py', 'all of them'], ['heapglass collections job.py 3', 'the third, phase by phase']],
  },
  trace: {
    operands: [], takesRecording: false, takesArguments: true, formats: [], options: ['json', 'all', 'python'],
    summary: 'one line per step: event, line, function, refcounts',
    description: 'One line per step: step, event, line, function, and the refcounts of the names on the line (after it ran).',
    examples: [['heapglass trace job.py --json', 'for another program']],
  },
  dis: {
    operands: [], takesRecording: false, takesArguments: false, formats: [], options: ['python'],
    summary: 'the bytecode, as python3.12 -m dis FILE',
    description: 'What python3.12 -m dis FILE prints.',
    examples: [['heapglass dis job.py', 'the bytecode']],
  },
};

export function isCommand(name: string): name is CommandName {
  return Object.hasOwn(COMMANDS, name);
}
