/** What the margin says of the lines that have code: whether they ran, what was raised there, where the collector freed something. */
import type { LineCoverage, LineHistory, ObjectTally } from '../analysis';
import type { LineMark } from './lineAnnotation';

export function lineMarks(lines: ReadonlyMap<number, LineHistory>, coverage: ReadonlyMap<number, LineCoverage>): LineMark[] {
  return [...coverage].map(([line, { coverage: kind, missing }]) => {
    const work = lines.get(line)?.work;
    const raised = work?.raised ?? [];
    const collected = work?.collected.count ?? 0;
    const details: string[] = [];
    for (const { type, passedOn } of raised) details.push(passedOn ? `${type} came up to here from a call.` : `${type} was raised here.`);
    if (work !== undefined && collected > 0) details.push(`The cycle collector freed ${objects(work.collected)} here.`);
    if (kind === 'notRun') details.push('Did not run.');
    if (kind === 'partly') details.push(`Ran in part: ${missing.map(missingText).join(', and ')}.`);
    return { line: line - 1, coverage: kind, raised: raised.length > 0, collected: collected > 0, details };
  });
}

function missingText(line: number): string {
  return line === 0 ? 'it never left the function' : `it never went on at line ${line}`;
}

function objects({ count, names }: ObjectTally): string {
  if (count <= names.length) return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1] as string}`;
  return `${count} objects`;
}
