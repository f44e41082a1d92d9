/**
 * Interpreters of the desktop and of remote Node hosts, as child processes. A program runs from a copy in a folder of its own, without
 * the environment's variables for Python, without input, with the hashes Heapglass has; so what differs is the interpreter's.
 */
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { InstalledPython, Interpreter, ProgramText, PythonRun, RunWish } from './installedPython';

const NAMES = ['python3.15', 'python3.14', 'python3.13', 'python3.12', 'python3', 'python'];
/** More output than this nobody compares. */
const mostOutput = 10_000_000;
const describeLimitMs = 10_000;
const WHO = 'import sys; print(sys.executable, "%d.%d.%d" % sys.version_info[:3], sys.implementation.name, sep="\\n")';

export const installedPython: InstalledPython | null = { find, describe, run };

async function find(also: readonly string[]): Promise<readonly Interpreter[]> {
  const names = process.platform === 'win32' ? ['python', 'python3'] : NAMES;
  const found = await Promise.all([...also, ...names].map((name) => describe(name)));
  const byExecutable = new Map<string, Interpreter>();
  for (const interpreter of found) if (interpreter !== null) byExecutable.set(interpreter.executable, interpreter);
  return [...byExecutable.values()].sort((a, b) => b.version.localeCompare(a.version, 'en', { numeric: true }));
}

function describe(executable: string): Promise<Interpreter | null> {
  return new Promise((resolve) => {
    // -I: neither the folder nor the environment has a say in what is asked.
    execFile(executable, ['-I', '-c', WHO], { timeout: describeLimitMs, windowsHide: true, cwd: tmpdir() }, (error, stdout) => {
      const [own = '', version = '', implementation = ''] = stdout.split(/\r?\n/);
      resolve(error !== null || !/^\d+\.\d+\.\d+$/.test(version) ? null : { executable: own === '' ? executable : own, version, implementation });
    });
  });
}

async function run({ executable }: Interpreter, { source, fileName }: ProgramText, { limitMs, onCancelled }: RunWish): Promise<PythonRun> {
  const folder = await mkdtemp(path.join(tmpdir(), 'heapglass-verify-'));
  try {
    const file = path.join(folder, safeName(fileName));
    await writeFile(file, source);
    return await new Promise<PythonRun>((resolve, reject) => {
      const child = spawn(executable, [file], { cwd: folder, env: environment(), stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
      const written = { stdout: '', stderr: '' };
      const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
      onCancelled(() => child.kill('SIGKILL'));
      for (const stream of ['stdout', 'stderr'] as const) {
        child[stream].setEncoding('utf8').on('data', (text: string) => {
          written[stream] += text;
          if (written[stream].length > mostOutput) child.kill('SIGKILL');
        });
      }
      child.on('error', (error) => {
        clearTimeout(timer);
        reject(error);
      });
      child.on('close', (exitCode) => {
        clearTimeout(timer);
        resolve({ stdout: written.stdout.replaceAll('\r\n', '\n'), stderr: written.stderr.replaceAll('\r\n', '\n'), exitCode });
      });
    });
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** What a process needs to start at all, and what makes runs alike. */
function environment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'Path', 'SystemRoot', 'SYSTEMROOT', 'windir', 'TEMP', 'TMP', 'TMPDIR', 'HOME', 'USERPROFILE', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH'];
  const env: NodeJS.ProcessEnv = { PYTHONHASHSEED: '0', PYTHONDONTWRITEBYTECODE: '1', PYTHON_COLORS: '0', LC_ALL: 'C.UTF-8' };
  if (process.platform === 'win32') env.PYTHONUTF8 = '1';
  for (const name of kept) if (process.env[name] !== undefined) env[name] = process.env[name];
  return env;
}

/** A name for a file, whatever the document is called. */
function safeName(fileName: string): string {
  const name = fileName.replaceAll(/[^\w.-]/g, '_');
  return name.endsWith('.py') ? name : `${name}.py`;
}
