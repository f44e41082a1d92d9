/** The debug type in VS Code's own debug service: launch, breakpoints, stepping both ways, variables, watch, end. */
import * as vscode from 'vscode';
import { equal, eventually, includes, ok } from '../expect';
import { closeEditors, extensionApi, openPython } from '../window';

const PROGRAM = [
  'def work(items):',
  '    total = 0',
  '    for item in items:',
  '        total += item',
  '    return total',
  '',
  'a = [1, 2, 3]',
  'b = a',
  'print(work(a))',
  'c = 1',
].join('\n');

interface Stop { readonly reason: string }
interface Frame { readonly id: number; readonly name: string; readonly line: number }
interface Variable { readonly name: string; readonly value: string; readonly variablesReference: number }

class Watched {
  readonly stops: Stop[] = [];
  output = '';
  ended = false;
  private waited = 0;

  constructor(readonly session: vscode.DebugSession) {}

  /** The next stop not waited for yet. */
  async stop(): Promise<Stop> {
    const index = this.waited++;
    await eventually(() => this.stops.length > index, 'the session stops');
    return this.stops[index] as Stop;
  }

  async frames(): Promise<Frame[]> {
    const { stackFrames } = await this.session.customRequest('stackTrace', { threadId: 1 }) as { stackFrames: Frame[] };
    return stackFrames;
  }

  /** `work:4` of the innermost call. */
  async place(): Promise<string> {
    const [frame] = await this.frames();
    return `${frame?.name}:${frame?.line}`;
  }

  async variables(scope: number): Promise<Variable[]> {
    const [frame] = await this.frames();
    const { scopes } = await this.session.customRequest('scopes', { frameId: frame?.id }) as { scopes: { variablesReference: number }[] };
    const { variables } = await this.session.customRequest('variables', { variablesReference: scopes[scope]?.variablesReference }) as { variables: Variable[] };
    return variables;
  }
}

async function launch(document: vscode.TextDocument, more: Record<string, unknown> = {}): Promise<Watched> {
  let watched: Watched | null = null;
  const tracker = vscode.debug.registerDebugAdapterTrackerFactory('heapglass', {
    createDebugAdapterTracker: (session) => {
      const made = watched = new Watched(session);
      return {
        onDidSendMessage: (message: { type: string; event?: string; body?: Stop & { output?: string; category?: string } }) => {
          if (message.event === 'stopped' && message.body !== undefined) made.stops.push(message.body);
          if (message.event === 'output' && message.body?.category === 'stdout') made.output += message.body.output ?? '';
          if (message.event === 'terminated') made.ended = true;
        },
      };
    },
  });
  const configuration = { type: 'heapglass', request: 'launch', name: 'test', program: document.uri.toString(), ...more };
  const started = await vscode.debug.startDebugging(undefined, configuration, { suppressSaveBeforeStart: true });
  tracker.dispose();
  ok(started, 'the session starts');
  ok(watched, 'the session is watched');
  return watched;
}

suite('debugging a recording', () => {
  teardown(async () => {
    await vscode.debug.stopDebugging();
    vscode.debug.removeBreakpoints(vscode.debug.breakpoints);
    await closeEditors();
  });

  test('stops on entry, steps in, over and out, and back', async () => {
    await extensionApi();
    const { document } = await openPython(PROGRAM);
    const watched = await launch(document);
    equal((await watched.stop()).reason, 'entry');
    equal(await watched.place(), '<module>:1');
    const go = async (request: string): Promise<string> => {
      await watched.session.customRequest(request, { threadId: 1 });
      await watched.stop();
      return watched.place();
    };
    equal(await go('next'), '<module>:7');
    equal(await go('next'), '<module>:8');
    equal(await go('next'), '<module>:9');
    equal(await go('stepIn'), 'work:2');
    equal(await go('stepOut'), '<module>:10');
    includes(watched.output, '6');
    equal(await go('stepBack'), '<module>:9');
    equal(await go('stepBack'), '<module>:8');
    equal(await go('reverseContinue'), '<module>:1');
  });

  test('stops at breakpoints with conditions, shows variables with refcounts, evaluates, and ends', async () => {
    await extensionApi();
    const { document } = await openPython(PROGRAM);
    vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(new vscode.Location(document.uri, new vscode.Position(3, 0)), true, 'item == 2')]);
    const watched = await launch(document, { stopOnEntry: false });
    equal((await watched.stop()).reason, 'breakpoint');
    equal(await watched.place(), 'work:4');
    const locals = await watched.variables(0);
    equal(locals.find(({ name }) => name === 'total')?.value, '1');
    const items = locals.find(({ name }) => name === 'items');
    includes(items?.value ?? '', 'refcount');
    ok((items?.variablesReference ?? 0) > 0, 'a list can be opened');
    const [frame] = await watched.frames();
    const evaluate = async (expression: string): Promise<string> =>
      ((await watched.session.customRequest('evaluate', { expression, frameId: frame?.id, context: 'watch' })) as { result: string }).result;
    equal(await evaluate('items[1]'), '2');
    equal(await evaluate('refcount(items) == 1').catch(() => 'no such name'), 'no such name');
    // Two names, the loop's iterator, the argument's local, and what the call put on the stack of the module.
    includes(await evaluate('refcount(items)'), '4');
    await watched.session.customRequest('continue', { threadId: 1 });
    equal((await watched.stop()).reason, 'pause');
    await watched.session.customRequest('continue', { threadId: 1 });
    await eventually(() => watched.ended, 'the session ends');
  });

  test('a file that is no Python ends the session and says why', async () => {
    await extensionApi();
    const { document } = await openPython('def (\n');
    const watched = await launch(document);
    await eventually(() => watched.ended, 'the session ends');
    equal(watched.stops.length, 0);
  });
});
