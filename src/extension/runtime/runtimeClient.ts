/**
 * One runtime worker and the calls to it. A call that takes longer than it may ends the worker: the runtime can't be
 * interrupted from outside, only replaced. After that every call fails with the code 'workerLost', and the owner asks the
 * pool for another client.
 */
import type * as vscode from 'vscode';
import { connect, RpcError, type Connection, type RuntimeAssets, type RuntimeHost, type RuntimeService } from '../../protocol';
import type { RuntimePort } from './runtimePort';

type Argument<Name extends keyof RuntimeService> = Parameters<RuntimeService[Name]>[0];
type Answer<Name extends keyof RuntimeService> = Awaited<ReturnType<RuntimeService[Name]>>;

export class RuntimeClient implements vscode.Disposable {
  private readonly connection: Connection<RuntimeService>;
  private ended = false;
  /** Told how many steps a run under way has made. */
  onProgress: ((steps: number) => void) | null = null;
  /** Told once when the worker is ended, by whomever. */
  onEnd: (() => void) | null = null;

  constructor(private readonly port: RuntimePort, assets: RuntimeAssets, private readonly log: vscode.LogOutputChannel) {
    this.connection = connect<RuntimeService, RuntimeHost>(port, {
      progress: ({ steps }) => {
        this.onProgress?.(steps);
        return null;
      },
      log: ({ level, message }) => {
        if (level === 'error') log.error(message);
        else if (level === 'warning') log.warn(message);
        else log.info(message);
        return null;
      },
    });
    port.onError((error) => this.end(error.message));
    this.call('initialize', assets, 30_000).catch((error: unknown) => {
      if (!this.ended) log.error(`the runtime could not start: ${String(error)}`);
    });
  }

  get usable(): boolean {
    return !this.ended;
  }

  async call<Name extends keyof RuntimeService>(name: Name, argument: Argument<Name>, limitMs = 10_000): Promise<Answer<Name>> {
    const timer = setTimeout(() => this.end(`'${name}' did not end within ${limitMs} ms`), limitMs);
    try {
      return await this.connection.call(name, argument as never) as Answer<Name>;
    } finally {
      clearTimeout(timer);
    }
  }

  dispose(): void {
    this.end('');
  }

  /** As if the worker had broken by itself. */
  lose(reason: string): void {
    this.end(reason);
  }

  /** @param reason '' when we end it ourselves, which nobody needs to read about. */
  private end(reason: string): void {
    if (this.ended) return;
    this.ended = true;
    if (reason !== '') this.log.warn(`the runtime worker is replaced: ${reason}`);
    this.connection.close('workerLost', reason);
    this.port.terminate();
    this.onEnd?.();
  }
}

/** True when a call failed because its worker was ended, by us or by its own fault. */
export function isWorkerLost(error: unknown): boolean {
  return error instanceof RpcError && error.code === 'workerLost';
}
