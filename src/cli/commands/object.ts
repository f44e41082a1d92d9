/** The commands about one object: `why`, `free` and `follow`. */
import {
  answerJson,
  ledgerTexts, nameStory, NAME_STORY_LIMITS, objectName, objectStory, parseNamePath, RunIndex, shortText, shownId, STORY_LIMITS, whatWouldFree,
  whyAlive, type HeapGraph, type NameStory, type ObjectStory,
} from '../../analysis';
import { IMMORTAL } from '../../recording';
import { itemsText } from '../reporters/showText';
import { freeText, nameStoryText, objectStoryText, whyText, type ObjectHead } from '../reporters/objectText';
import { momentText, namedObject, NoAnswer, noteWindow, type Asked } from './question';

export async function why(asked: Asked): Promise<void> {
  const { question, output, style } = asked;
  const { graph, entity, step } = await namedObject(asked);
  const answer = whyAlive(graph, entity, question.limit === undefined ? {} : { paths: question.limit });
  const holders = graph.state.refcount(entity) === IMMORTAL ? [] : ledgerTexts(graph, entity);
  if (question.format === 'json') output.write('stdout', answerJson({ step, name: question.name, ...answer, text: undefined, holders }));
  else output.write('stdout', whyText(answer, headOf(asked, graph, entity, step), holders, style));
}

export async function free(asked: Asked): Promise<void> {
  const { question, output, style } = asked;
  const { graph, entity, step } = await namedObject(asked);
  const answer = whatWouldFree(graph, entity, question.limit === undefined ? {} : { references: question.limit });
  if (question.format === 'json') output.write('stdout', answerJson({ step, name: question.name, ...answer, text: undefined }));
  else output.write('stdout', freeText(answer, headOf(asked, graph, entity, step), style));
}

/** `#17` over its whole life; a plain name over what it stood for; a longer one is looked up at the moment. */
export async function follow(asked: Asked): Promise<void> {
  noteWindow(asked);
  const { question, subject, output, style } = asked;
  const index = new RunIndex(subject.timeline);
  const name = nameStoryOf(asked, index);
  if (name !== null) return output.write('stdout', question.format === 'json' ? answerJson({ ...name, lines: undefined }) : nameStoryText(name, style));
  const object = await objectStoryOf(asked, index);
  output.write('stdout', question.format === 'json' ? answerJson({ ...object, lines: undefined }) : objectStoryText(object, style));
}

/** Null for what is not a name's story: numbers, attributes and subscripts, and whatever is asked for at a moment. */
function nameStoryOf({ question }: Asked, index: RunIndex): NameStory | null {
  const path = parseNamePath(question.name);
  if (typeof path === 'string') throw new NoAnswer(path);
  const { root, steps } = path;
  if (typeof root === 'number' || question.at !== undefined) return null;
  const limits = question.limit === undefined ? NAME_STORY_LIMITS : { ...NAME_STORY_LIMITS, bindings: question.limit };
  if (steps.length === 0) return nameStory(index, root, undefined, limits);
  const [first, second] = steps;
  // `f.x` and `f().x`: the local in all calls of f.
  if (steps.length === 1 && first?.kind === 'attribute') return nameStory(index, first.name, root, limits);
  if (steps.length === 2 && first?.kind === 'call' && second?.kind === 'attribute') return nameStory(index, second.name, root, limits);
  return null;
}

async function objectStoryOf(asked: Asked, index: RunIndex): Promise<ObjectStory> {
  const { recording } = asked.subject.timeline;
  const path = parseNamePath(asked.question.name);
  const isNumber = typeof path !== 'string' && typeof path.root === 'number' && path.steps.length === 0;
  const id = isNumber ? path.root as number : shownId(recording, (await namedObject(asked)).entity);
  const story = objectStory(index, id, asked.question.limit === undefined ? STORY_LIMITS : { ...STORY_LIMITS, events: asked.question.limit });
  if (story === null) throw new NoAnswer(`there is no object #${id} in this run: the program's are #1 to #${shownId(recording, recording.entities.count - 1)}`);
  return story;
}

function headOf(asked: Asked, graph: HeapGraph, entity: number, step: number): ObjectHead {
  const value = shortText(graph, entity);
  const name = objectName(graph.recording, entity);
  return { name, asked: asked.question.name, value: value.startsWith('<') ? '' : itemsText(value) || value, moment: momentText(asked, step) };
}
