/** Checked expectations as JUnit's XML, which continuous integration reads: a suite per file, a case per expectation. */
import type { ExpectationOutcome } from '../../session';
import type { CheckedFile } from '../commands/check';

export function junit(files: readonly CheckedFile[]): string {
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites name="heapglass">'];
  for (const { path, outcomes, error, seconds } of files) {
    const failures = outcomes.filter(({ status }) => status === 'failed').length;
    const errors = outcomes.length - failures - outcomes.filter(({ status }) => status === 'passed').length + (error === '' ? 0 : 1);
    const cases = outcomes.length + (error === '' ? 0 : 1);
    lines.push(`  <testsuite name="${attribute(path)}" tests="${cases}" failures="${failures}" errors="${errors}" time="${seconds.toFixed(3)}">`);
    if (error !== '') lines.push(`    <testcase classname="${attribute(path)}" name="runs"><error message="${attribute(error)}"/></testcase>`);
    for (const outcome of outcomes) lines.push(testCase(path, outcome));
    lines.push('  </testsuite>');
  }
  lines.push('</testsuites>');
  return `${lines.join('\n')}\n`;
}

function testCase(path: string, { status, line, range, text, message }: ExpectationOutcome): string {
  const head = `    <testcase classname="${attribute(path)}" name="line ${line + 1}: ${attribute(text)}" file="${attribute(path)}" line="${range.line + 1}"`;
  if (status === 'passed') return `${head}/>`;
  const kind = status === 'failed' ? 'failure' : 'error';
  return `${head}><${kind} message="${attribute(message)}"/></testcase>`;
}

/** What XML 1.0 can't hold at all (control characters, lone surrogates) is left out. */
function attribute(text: string): string {
  let result = '';
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    const isText = code >= 0x20 ? (code < 0xd800 || code > 0xdfff) && code !== 0xfffe && code !== 0xffff : ENTITIES[character] !== undefined;
    if (isText) result += ENTITIES[character] ?? character;
  }
  return result;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\t': '&#9;', '\n': '&#10;', '\r': '&#13;' };
