/**
 * Real interpreters on this machine, as far as the host can have any. `#python` is one of python.node.ts and python.web.ts, chosen by
 * the build; both export `installedPython`, null where no process can be started. Nothing here asks for leave: the command does.
 */

export interface Interpreter {
  /** As it names itself (`sys.executable`). */
  readonly executable: string;
  /** `3.12.4` */
  readonly version: string;
  /** `cpython`, `pypy` */
  readonly implementation: string;
}

export interface ProgramText {
  readonly source: string;
  /** What the program sees as its file, in a folder of its own. */
  readonly fileName: string;
}

export interface PythonRun {
  readonly stdout: string;
  readonly stderr: string;
  /** Null when it was ended: cancelled, or out of time. */
  readonly exitCode: number | null;
}

export interface RunWish {
  readonly limitMs: number;
  /** Calls the listener when the run is no longer wanted. */
  readonly onCancelled: (listener: () => void) => void;
}

export interface InstalledPython {
  /** Those on the search path, newest first, each executable once; `also`: more to look at. */
  find(also: readonly string[]): Promise<readonly Interpreter[]>;
  /** Null for what is no Python. */
  describe(executable: string): Promise<Interpreter | null>;
  run(interpreter: Interpreter, program: ProgramText, wish: RunWish): Promise<PythonRun>;
}
