import * as vscode from 'vscode';
import { besideProgram, momentBytes } from '../../../src/extension/commands/exportHeap';
import { commandIds } from '../../../src/extension/contributions';
import { equal, includes, ok } from '../expect';
import { memoryFiles } from '../recordings/memoryFiles';
import { closeEditors, extensionApi, openAndRun } from '../window';

const decoded = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

suite('exports', () => {
  const scheme = 'heapglass-export';
  let provider: vscode.Disposable;
  suiteSetup(() => {
    provider = vscode.workspace.registerFileSystemProvider(scheme, memoryFiles().files, { isCaseSensitive: true });
  });
  suiteTeardown(() => provider.dispose());
  teardown(closeEditors);

  test('write the moment shown where the reader says', async () => {
    const { scenario } = await openAndRun('a = [1]\nb = a\n');
    await vscode.commands.executeCommand(commandIds.goToStep, '2:1');
    const file = vscode.Uri.from({ scheme, path: '/heap.svg' });
    await vscode.commands.executeCommand(commandIds.exportHeap, { format: 'svg', file });
    const svg = decoded(await vscode.workspace.fs.readFile(file));
    includes(svg, '<svg');
    includes(svg, `step ${scenario.step}`);
    includes(svg, 'list #');
  });

  test('are JSON and Graphviz too', async () => {
    const { scenario } = await openAndRun('a = [1]\nb = a\n');
    const { panels } = await extensionApi();
    const json = JSON.parse(decoded(await momentBytes(scenario, panels, scenario.step, 'json'))) as { readonly scopes: readonly { readonly names: readonly { readonly name: string; readonly refcount: number | null }[] }[] };
    equal(json.scopes.flatMap(({ names }) => names).filter(({ name }) => name === 'a' || name === 'b').map(({ refcount }) => refcount), [2, 2]);
    includes(decoded(await momentBytes(scenario, panels, scenario.step, 'dot')), 'digraph heap');
  });

  test('are painted by the panel, which opens for it', async () => {
    const { scenario } = await openAndRun('a = [1]\nb = a\n');
    const { panels } = await extensionApi();
    const png = await momentBytes(scenario, panels, scenario.step, 'png');
    equal([...png.slice(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    ok(png.length > 2000, `a picture, of ${png.length} bytes`);
    ok(panels.isOpen, 'the panel is open');
  });

  test('are proposed beside the program', () => {
    equal(besideProgram(vscode.Uri.parse('memfs:/folder/cycle.py'), '-step-3.svg')?.toString(), 'memfs:/folder/cycle-step-3.svg');
  });
});
