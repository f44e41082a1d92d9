// What every engine of the benchmark prints when it has run a program: one line of JSON, the last on standard output.
export function report(output, milliseconds) {
  process.stdout.write(`${JSON.stringify({ output: output.trim(), milliseconds })}\n`);
}
