/** A file system in memory, so that the tests can write files in every host. */
import * as vscode from 'vscode';

export function memoryFiles(): { readonly files: vscode.FileSystemProvider; readonly scheme: string } {
  const contents = new Map<string, Uint8Array>();
  const changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  const find = (uri: vscode.Uri): Uint8Array => {
    const found = contents.get(uri.path);
    if (found === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return found;
  };
  const files: vscode.FileSystemProvider = {
    onDidChangeFile: changed.event,
    watch: () => new vscode.Disposable(() => undefined),
    stat: (uri) => (uri.path === '/' ? { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 }
      : { type: vscode.FileType.File, ctime: 0, mtime: 0, size: find(uri).length }),
    readDirectory: () => [...contents.keys()].map((path): [string, vscode.FileType] => [path.slice(1), vscode.FileType.File]),
    createDirectory: () => undefined,
    readFile: find,
    writeFile: (uri, content) => void contents.set(uri.path, content),
    delete: (uri) => void contents.delete(uri.path),
    rename: (from, to) => {
      contents.set(to.path, find(from));
      contents.delete(from.path);
    },
  };
  return { files, scheme: 'heapglass-test' };
}
