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

/** What XML 1.0 can't hold at all is left out. */
function attribute(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')
    .replace(/[&<>"\t\n\r]/g, (character) => ENTITIES[character] as string);
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\t': '&#9;', '\n': '&#10;', '\r': '&#13;' };
