import * as vscode from 'vscode';
import { commandIds } from '../../../src/extension/contributions';
import { equal, includes, ok } from '../expect';
import { memoryFiles } from '../recordings/memoryFiles';
import { closeEditors, openAndRun } from '../window';

suite('the replay page', () => {
  const { files, scheme } = memoryFiles();
  const disposables: vscode.Disposable[] = [];
  suiteSetup(() => {
    disposables.push(vscode.workspace.registerFileSystemProvider(scheme, files, { isCaseSensitive: true }));
  });
  suiteTeardown(() => disposables.forEach((each) => each.dispose()));
  teardown(closeEditors);

  test('is one file with the run in it and nothing to load', async () => {
    const { scenario } = await openAndRun('a = ["</script>"]\nb = a\n');
    await scenario.seek(1);
    const file = vscode.Uri.from({ scheme, path: '/replay.html' });
    await vscode.commands.executeCommand(commandIds.exportReplay, { file });
    const page = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    includes(page, "default-src 'none'");
    includes(page, 'id="heapglass-options">{"step":1}</script>');
    ok(page.length > 300_000, 'the panel is in it');
    equal(/\b(?:src|href)="/.test(page.slice(0, page.indexOf('<style>'))), false);
    equal(page.match(/<\/script>/g)?.length, 4);
  });
});
