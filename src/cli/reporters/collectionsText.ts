/** Collections as text for `heapglass collections`: a line for each, or one of them phase by phase. In: answers. Out: lines. */
import type { CollectionObject, CollectionPhaseStep, CollectionSteps } from '../../analysis';

/** `  3  generation 2  requested  line 12    14 candidates, 3 collected, 0 uncollectable` */
export function collectionLine(steps: CollectionSteps): string {
  const place = steps.line === null || steps.reason === 'exit' ? '' : `line ${steps.line + 1}`;
  return `${String(steps.number).padStart(4)}  generation ${steps.generation}  ${steps.reason.padEnd(9)}  ${place.padEnd(9)}  ${steps.summary}\n`;
}

export function collectionText(steps: CollectionSteps): string {
  const lines = [steps.title, steps.summary, ''];
  for (const phase of steps.phases) lines.push(...phaseLines(phase));
  return `${lines.join('\n')}\n`;
}

function phaseLines(phase: CollectionPhaseStep): string[] {
  const { objects, actions } = phase;
  const background = phase.backgroundCount === 0 ? '' : `, ${phase.backgroundCount} of them there before the program began`;
  const lines = [
    `${phase.phase}${phase.isSecondLook ? ' (garbage only)' : ''}: ${phase.count === 1 ? '1 object' : `${phase.count} objects`}${background}`,
    `  ${phase.sentences[0]}`, `  ${phase.sentences[1]}`,
  ];
  if (!phase.isComplete) lines.push('  (too many objects: not all are on record)');
  const table = objectLines(phase, objects);
  lines.push(...table.map((line) => `    ${line}`));
  if (table.length > 0 && phase.moreObjects > 0) lines.push(`    ... and ${phase.moreObjects} more`);
  if (table.length > 0 && phase.unlistedObjects > 0 && !phase.isSecondLook) lines.push(`    (${phase.unlistedObjects} objects of imported modules are not listed)`);
  lines.push(...actions.map(({ text }) => `    ${text}`));
  if (phase.moreActions > 0) lines.push(`    ... and ${phase.moreActions} more`);
  if (phase.output !== '') lines.push(...phase.output.replace(/\n$/, '').split('\n').map((line) => `    | ${line}`));
  lines.push('');
  return lines;
}

/** The phases that are about a number for each object. */
function objectLines(phase: CollectionPhaseStep, objects: readonly CollectionObject[]): string[] {
  const width = Math.max(0, ...objects.map(({ object }) => object.name.length));
  const name = ({ object }: CollectionObject): string => object.name.padEnd(width);
  const looked = phase.isSecondLook ? objects.filter(({ region }) => region === 'unreachable') : objects.filter(({ region }) => region === 'candidate');
  switch (phase.phase) {
    case 'candidates': return looked.map((each) => `${name(each)}  generation ${each.generation ?? '-'}`);
    case 'update_refs': return looked.map((each) => `${name(each)}  gc_refs ${each.gcRefs ?? '-'}`);
    case 'subtract_refs': return looked.map((each) =>
      `${name(each)}  gc_refs ${each.refcount ?? 0} - ${(each.refcount ?? 0) - (each.gcRefs ?? 0)} from inside = ${each.gcRefs ?? '-'}`);
    default: return [];
  }
}
