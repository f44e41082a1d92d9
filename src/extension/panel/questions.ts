/** Questions of a page, passed on to the runtime: the document's uri is added, the answer is packed. Which questions there are says the protocol. */
import { pack, type PanelQuestion } from '../../protocol';
import type { RuntimeClient } from '../runtime/runtimeClient';

/** A page asks for tables and charts of the whole run; that may take a moment. */
const questionLimitMs = 60_000;

export async function answerQuestion(client: RuntimeClient | null, uri: string, { name, request }: PanelQuestion): Promise<ArrayBuffer> {
  if (client === null) throw new Error('nothing was run yet');
  return pack(await client.call(name, { ...request, uri } as never, questionLimitMs));
}
