/** Checked expectations as text: a line each, failures with what was the case, and a sum. */
import type { CheckedFile } from '../commands/check';
import type { Style } from '../text/style';

export function checkText({ path, outcomes, error }: CheckedFile, style: Style): string {
  const lines = [style.paint('heading', path)];
  if (error !== '') lines.push(`  ${style.paint('bad', 'error')}  ${error}`);
  if (error === '' && outcomes.length === 0) lines.push(style.paint('dim', '  no expectations'));
  const widest = Math.max(0, ...outcomes.map(({ line }) => String(line + 1).length));
  for (const { status, line, text, message, hits } of outcomes) {
    const number = String(line + 1).padStart(widest);
    const word = status === 'passed' ? style.paint('good', 'ok  ') : style.paint('bad', status === 'malformed' ? '??  ' : 'FAIL');
    const often = status === 'passed' && hits > 1 ? style.paint('dim', `  (${hits} hits)`) : '';
    lines.push(`  ${word}  ${style.paint('line', number)}  ${text}${often}`);
    if (message !== '') lines.push(`  ${' '.repeat(8 + widest)}${message}`);
  }
  return `${lines.join('\n')}\n`;
}

export function checkSummary(files: readonly CheckedFile[], style: Style): string {
  const outcomes = files.flatMap((file) => file.outcomes);
  if (outcomes.length === 0 && files.every(({ error }) => error === '')) {
    return 'No expectations found: write comments such as  # expect: refcount(a) == 2\n';
  }
  const passed = outcomes.filter(({ status }) => status === 'passed').length;
  const failed = outcomes.length - passed + files.filter(({ error }) => error !== '').length;
  const parts = [style.paint('good', `${passed} passed`), failed > 0 ? style.paint('bad', `${failed} failed`) : '0 failed'];
  return `${plural(files.length, 'file')}, ${plural(outcomes.length, 'expectation')}: ${parts.join(', ')}\n`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
