/** Answers as JSON. In: plain data in the editor's units, lines from 0. Out: text, indented, with lines from 1, as people and the command line count them. */

export function answerJson(answer: unknown): string {
  return `${JSON.stringify(answer, lineFromOne, 2)}\n`;
}

function lineFromOne(key: string, value: unknown): unknown {
  return (key === 'line' || key.endsWith('Line')) && typeof value === 'number' ? value + 1 : value;
}
