/**
 * What people and machines do to an extension, many times over: edits faster than runs, broken texts, lost workers, panels and files
 * opened and closed. Afterwards there is no error in the log, no worker, scenario or page too many, and memory is where it was.
 */
import * as vscode from 'vscode';
import { equal, eventually, ok } from '../expect';
import { closeEditors, extensionApi, lenses, openAndRun, openPython, replaceAll, settledScenario } from '../window';

const BASE = `import gc

class Node:
    def __init__(self, name):
        self.name = name
        self.next = None

def ring(n):
    nodes = [Node(str(i)) for i in range(n)]
    for i, node in enumerate(nodes):
        node.next = nodes[(i + 1) % n]
    return nodes[0]

kept = []
for i in range(20):
    kept.append(ring(3))
kept.clear()
print(gc.collect())
`;

/** Deterministic numbers from 0 to 1 (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const SNIPPETS = ['x', '(', ')', '"', "'''", ':', '\n', '    ', 'del kept\n', 'while True: pass\n', 'é', '𝄞', '# expect: cycles == 0', 'raise ValueError\n', '[', '\t', '0/0', 'def f(', '\\'];

/** One edit somewhere: text put in, taken out, or both; now and then the text is made whole again. */
async function randomEdit(editor: vscode.TextEditor, random: () => number): Promise<void> {
  const { document } = editor;
  const length = document.getText().length;
  const place = (): number => Math.floor(random() * (length + 1));
  if (random() < 0.02) return setText(document, BASE);
  const from = place();
  const to = random() < 0.6 ? from : Math.min(length, from + Math.floor(random() * 12));
  const text = random() < 0.75 ? SNIPPETS[Math.floor(random() * SNIPPETS.length)] : '';
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(document.positionAt(from), document.positionAt(to)), text);
  ok(await vscode.workspace.applyEdit(edit), 'the edit was made');
}

async function setText(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  ok(await vscode.workspace.applyEdit(edit), 'the edit was made');
}

/** Bytes of the extension host's heap, where the host tells. */
function usedHeap(): number | null {
  const node = (globalThis as { process?: { memoryUsage?: () => { heapUsed: number } } }).process;
  return node?.memoryUsage?.().heapUsed ?? null;
}

const MEGABYTE = 1 << 20;
/** Edits made in sight, so that lenses and texts follow. */
const shownEdits = 100;

suite('disturbances', function () {
  this.timeout(180_000);
  teardown(closeEditors);

  test('random edits in a row, 1,000 of them, broken texts among them, leave everything as it was', async () => {
    const { pool, scenarios, errors } = await extensionApi();
    const { editor } = await openAndRun(BASE);
    const before = { scenarios: scenarios.count, heap: usedHeap(), errors: errors.length };
    const random = randomNumbers(20261120);
    for (let i = 0; i < shownEdits; i++) await randomEdit(editor, random);
    // The rest out of sight, where an edit costs the workbench little.
    await openPython('other = []\n');
    for (let i = shownEdits; i < 1000; i++) await randomEdit(editor, random);
    await vscode.window.showTextDocument(editor.document);
    await setText(editor.document, BASE);
    const scenario = await settledScenario(editor.document);
    equal([scenario.summary?.status, scenario.failure], ['finished', '']);
    ok((await lenses(editor.document)).length > 8, 'the lines have their lenses');
    // A hint, which has time after the last edit, is looked for by the same worker.
    await eventually(() => pool.clients.size <= scenarios.count + 1, 'a worker for each scenario, and a spare one');
    equal([scenarios.count - 1, errors.slice(before.errors)], [before.scenarios, []]);
    const heap = usedHeap();
    if (heap !== null && before.heap !== null) ok(heap < before.heap + 150 * MEGABYTE, `the heap grew from ${before.heap} to ${heap} bytes`);
  });

  test('a worker that is lost in the middle of a run is replaced; the next run is as ever', async () => {
    const { pool, scenarios } = await extensionApi();
    const editor = await openPython(`${BASE}while True:\n    pass\n`);
    await eventually(() => scenarios.find(editor.document)?.phase === 'running' && pool.clients.size > 0, 'it runs');
    for (let i = 0; i < 3; i++) {
      for (const client of [...pool.clients]) client.lose('lost in a test');
      await scenarios.run(editor.document).catch(() => undefined);
      await replaceAll(editor, `${BASE}# ${i}\n`);
      const scenario = await settledScenario(editor.document);
      equal(scenario.summary?.status, 'finished');
    }
    await eventually(() => pool.clients.size <= 2, 'one worker and one spare are left');
  });

  test('panels opened and closed many times leave no page and no listener', async () => {
    const { panels, pool, scenarios, errors } = await extensionApi();
    const { editor } = await openAndRun(BASE);
    const before = errors.length;
    for (let i = 0; i < 8; i++) {
      if (i % 2 === 0) panels.open();
      else await panels.openAnother(editor.document);
      await panels.closeAll();
      equal(panels.pages.length, 0);
    }
    equal([errors.slice(before), pool.clients.size <= scenarios.count + 1], [[], true]);
  });

  test('many files in turn keep a few workers, not one each', async () => {
    const { pool, scenarios, errors } = await extensionApi();
    const before = errors.length;
    for (let i = 0; i < 7; i++) await openAndRun(`n = ${i}\na = [n]\n`);
    ok(scenarios.count <= 4, `${scenarios.count} scenarios`);
    await eventually(() => pool.clients.size <= 5, 'four workers and a spare');
    await closeEditors();
    await eventually(() => scenarios.count === 0 && pool.clients.size <= 1, 'only the spare is left');
    equal(errors.slice(before), []);
  });
});
