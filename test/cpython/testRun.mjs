// One file of CPython's test suite, from start to end: starts the process, reads the driver's lines, and starts it again behind a
// test that killed it or did not end. In: a function that starts the process. Out: what became of each test, in order.
const MARK = '@@heapglass@@\t';

/** Steps back what driver.py's `tell` escapes. */
function unescape(field) {
  return field.replace(/\\(.)/g, (_, character) => ({ n: '\n', t: '\t' })[character] ?? character);
}

/**
 * @typedef {{ id: string, outcome: 'passed' | 'failed' | 'error' | 'skipped' | 'not run' | 'crashed' | 'hung', seconds: number, reason: string }} TestOutcome
 * @typedef {{ tests: TestOutcome[], problems: { what: string, outcome: string, reason: string }[], seconds: number }} FileOutcome
 */

/**
 * @param {(leaveOut: number) => import('node:child_process').ChildProcess} start
 * @param {{ testSeconds: number, fileSeconds: number }} limits without a sign of life for the first, or longer than the second: ended
 * @returns {Promise<FileOutcome>}
 */
export async function runTestFile(start, limits) {
  const began = performance.now();
  /** @type {FileOutcome} */
  const file = { tests: [], problems: [], seconds: 0 };
  for (let leaveOut = 0; ;) {
    const end = await runFrom(start(leaveOut), file, limits, began);
    if (end.done || end.running === null) {
      if (!end.done && end.reason !== '') file.problems.push({ what: 'file', outcome: end.hung ? 'hung' : 'crashed', reason: end.reason });
      break;
    }
    const test = file.tests[end.running];
    Object.assign(test, { outcome: end.hung ? 'hung' : 'crashed', reason: end.reason });
    leaveOut = end.running + 1;
    if (leaveOut >= file.tests.length || performance.now() - began > limits.fileSeconds * 1000) break;
  }
  file.seconds = (performance.now() - began) / 1000;
  return file;
}

/** One process. Out: whether it reached its end, else the test that was running. */
function runFrom(child, file, limits, began) {
  return new Promise((resolve) => {
    const state = { done: false, running: null, hung: false, reason: '' };
    let rest = '';
    let errors = '';
    let timer;
    const alive = () => {
      clearTimeout(timer);
      const left = limits.fileSeconds * 1000 - (performance.now() - began);
      timer = setTimeout(() => {
        state.hung = true;
        child.kill('SIGKILL');
      }, Math.max(1000, Math.min(limits.testSeconds * 1000, left)));
    };
    alive();
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (text) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop();
      for (const line of lines) {
        if (!line.startsWith(MARK)) continue;
        alive();
        readLine(line.slice(MARK.length).split('\t').map(unescape), file, state);
      }
    });
    child.stderr.setEncoding('utf8');
    child.stderr.on('data', (text) => { errors = (errors + text).slice(-4000); });
    child.on('close', (status, signal) => {
      clearTimeout(timer);
      if (!state.done) state.reason = state.hung ? 'did not end in time' : `ended with ${signal ?? `status ${status}`}\n${errors.trim()}`;
      resolve(state);
    });
  });
}

function readLine(fields, file, state) {
  const [kind, ...values] = fields;
  switch (kind) {
    case 'test':
      file.tests[Number(values[0])] ??= { id: values[1], outcome: 'not run', seconds: 0, reason: '' };
      break;
    case 'start':
      state.running = Number(values[0]);
      break;
    case 'end':
      Object.assign(file.tests[Number(values[0])], { outcome: values[1], seconds: Number(values[2]), reason: values[3] ?? '' });
      state.running = null;
      break;
    case 'fixture':
      file.problems.push({ what: values[0], outcome: values[1], reason: values[2] ?? '' });
      break;
    case 'module':
      file.problems.push({ what: 'module', outcome: values[0], reason: values[1] ?? '' });
      if (values[0] !== 'skipped') break;
      state.done = true;
      break;
    case 'done':
      state.done = true;
      break;
    default: break;
  }
}
