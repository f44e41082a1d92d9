/** Makes runtime workers, and keeps one started ahead so that replacing a stuck worker costs no start. */
import { startWorker } from '#port';
import * as vscode from 'vscode';
import type { RuntimeAssets } from '../../protocol';
import { RuntimeClient } from './runtimeClient';

export class RuntimePool implements vscode.Disposable {
  private spare: Promise<RuntimeClient> | null = null;
  private disposed = false;
  /** The workers there are, the spare included. */
  readonly clients = new Set<RuntimeClient>();
  /** Read once: each worker gets a copy. */
  private assets: Promise<RuntimeAssets> | null = null;

  constructor(private readonly extensionUri: vscode.Uri, readonly log: vscode.LogOutputChannel) {}

  /** A fresh worker; the caller ends it. */
  async take(): Promise<RuntimeClient> {
    const { spare } = this;
    this.spare = null;
    // A spare may break while it warms up, which `prepare` has told: then one is started for the caller.
    const client = await spare?.catch(() => null) ?? await this.start();
    if (this.disposed) client.dispose();
    else if (!client.usable) return this.take(); // the spare broke while it waited
    // Several may be taken before the first is there: one spare is enough.
    else if (this.spare === null) this.prepare();
    return client;
  }

  dispose(): void {
    this.disposed = true;
    this.spare?.then((client) => client.dispose(), () => undefined); // a spare that never started needs no ending
    this.spare = null;
  }

  private prepare(): void {
    const spare = this.start().then(warmUp);
    this.spare = spare;
    spare.catch((error: unknown) => {
      this.log.error(`a runtime worker could not be started: ${String(error)}`);
      if (this.spare === spare) this.spare = null; // the next take tries again and reports to its caller
    });
  }

  private async start(): Promise<RuntimeClient> {
    const reading = this.assets ??= this.readAssets();
    reading.catch(() => {
      this.assets = null; // the next worker tries again; this one reports
    });
    const [port, assets] = await Promise.all([startWorker(this.extensionUri), reading]);
    const client = new RuntimeClient(port, assets, this.log);
    this.clients.add(client);
    client.onEnd = () => this.clients.delete(client);
    return client;
  }

  private async readAssets(): Promise<RuntimeAssets> {
    const read = async (name: string) =>
      new Uint8Array(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.extensionUri, 'dist', name)));
    const [parserWasm, grammarWasm, standardLibrary] =
      await Promise.all([read('web-tree-sitter.wasm'), read('tree-sitter-python.wasm'), read('stdlib.bin')]);
    return { parserWasm, grammarWasm, standardLibrary };
  }
}

/** The first run of a worker takes several times as long as the second: let it be an empty one. */
async function warmUp(client: RuntimeClient): Promise<RuntimeClient> {
  const uri = 'heapglass:warm-up';
  const limits = { steps: 1000, seconds: 5, megabytes: 16 };
  await client.call('run', { source: 'a = []\n', uri, fileName: 'warm_up.py', version: 0, pythonVersion: '3.12', limits });
  await client.call('close', uri);
  return client;
}
