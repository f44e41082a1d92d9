/**
 * Questions of a page, passed on to the runtime: the document's uri is added, the answer is packed. Which questions there are says the
 * protocol; here is told which moments each is about, as those may not be on record any more.
 */
import { pack, type PanelQuestion, type SeekWish } from '../../protocol';
import type { RuntimeClient } from '../runtime/runtimeClient';

export { pack };

/** A page asks for tables and charts of the whole run; that may take a moment. */
const questionLimitMs = 60_000;

export interface MomentSpan {
  readonly from: number;
  readonly to: number;
}

export async function answerQuestion(client: RuntimeClient | null, uri: string, { name, request }: PanelQuestion): Promise<ArrayBuffer> {
  if (client === null) throw new Error('nothing was run yet');
  return pack(await client.call(name, { ...request, uri } as never, questionLimitMs));
}

/** The first and the last moment a question needs the record of; null for none: of the whole run, what is on record has to do. */
export function momentsOf(question: PanelQuestion): MomentSpan | null {
  if (question.name === 'timeDiff') {
    const { from, to } = question.request;
    return { from: Math.min(from, to), to: Math.max(from, to) };
  }
  const { request } = question;
  return 'step' in request && typeof request.step === 'number' ? { from: request.step, to: request.step } : null;
}

/** Looking for it needs each change; of lines, calls, output, exceptions and collections all are known of the whole run. */
export function needsRecord(wish: SeekWish): wish is Extract<SeekWish, { readonly kind: 'event' }> {
  return wish.kind === 'event' && (wish.event.kind === 'refcount' || wish.event.kind === 'binding' || wish.event.kind === 'slot');
}
