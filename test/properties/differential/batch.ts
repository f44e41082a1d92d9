/** Programs put together into one that runs them all, and its output taken apart again. */
import { differentialProgram } from './program';

/** Source text of a run of the programs `from` up to, not including, `to`. `driver`: text of driver.py. */
export function batchSource(driver: string, from: number, to: number): string {
  const programs = Array.from({ length: to - from }, (_unused, index) => `(${from + index}, ${JSON.stringify(differentialProgram(from + index))}),`);
  return `programs = [\n${programs.join('\n')}\n]\n${driver}`;
}

/** For each program number, what it printed. Addresses do not count. */
export function splitOutput(output: string): Map<number, string> {
  const result = new Map<number, string>();
  for (const part of output.split(/^== (?=\d+$)/m).slice(1)) {
    const end = part.indexOf('\n');
    result.set(Number(part.slice(0, end)), part.slice(end + 1));
  }
  return result;
}

export { differentialProgram };
