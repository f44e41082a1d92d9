/** The output channel everything is logged to, and the errors among it, for the command that shows it and for tests. */
import * as vscode from 'vscode';

export interface Log {
  readonly channel: vscode.LogOutputChannel;
  /** The newest errors, the oldest first. */
  readonly errors: readonly string[];
}

const mostErrors = 200;

export function createLog(): Log {
  const made = vscode.window.createOutputChannel('Heapglass', { log: true });
  const errors: string[] = [];
  const channel = new Proxy(made, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (name !== 'error') return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      return (message: string | Error, ...more: unknown[]) => {
        errors.push(String(message));
        if (errors.length > mostErrors) errors.shift();
        target.error(message, ...more);
      };
    },
  });
  return { channel, errors };
}
