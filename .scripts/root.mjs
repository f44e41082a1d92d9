// The repository's folder, and running programs in it: shared by the scripts, so they work from any current folder.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/**
 * Runs a program to its end and gives its exit code and, if asked, what it printed.
 * @param {string} command
 * @param {string[]} args
 * @param {{cwd?: string, quiet?: boolean, capture?: boolean, env?: Record<string, string>}} [options]
 * @returns {Promise<{code: number, output: string}>}
 */
export function run(command, args, { cwd = root, quiet = false, capture = false, env = {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && command === 'npm',
    });
    let output = '';
    const take = (stream) => (chunk) => {
      if (capture || quiet) output += chunk;
      if (!quiet) stream.write(chunk);
    };
    child.stdout.on('data', take(process.stdout));
    child.stderr.on('data', take(process.stderr));
    child.on('error', (error) => resolve({ code: 127, output: output + String(error) }));
    child.on('close', (code, signal) => resolve({ code: code ?? (signal ? 1 : 0), output }));
  });
}

/** An error the user can do something about: printed without a stack. */
export class SetupError extends Error {}

/** Runs a script's main function; a set-up problem becomes one clear message and exit code 1. */
export async function main(body) {
  try {
    process.exitCode = (await body()) ?? 0;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(`\nheapglass: ${error.message}`);
    process.exitCode = 1;
  }
}
