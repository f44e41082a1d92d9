/**
 * The panel as a plain page with a real run behind it: source text is run as in the worker, and the page's calls are answered as the
 * extension answers them. For tests of what the page asks and shows, without a VS Code.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { connect, pack, portPair, standardView, type Connection, type PanelQuestion, type PanelState, type RuntimeHost, type RuntimeService, type RunSummary, type ViewOptions } from '../../src/protocol';
import { serve } from '../../src/worker/serve';
import { openPlainPage, type PlainPage } from './plainPage';
import type { themes } from './themes';

const root = path.resolve(import.meta.dirname, '../..');
const uri = 'test:scenario';

export interface LivePage extends PlainPage {
  readonly summary: RunSummary;
  /** The lines (from 0) the page asked the editor to show. */
  readonly revealed: number[];
  /** The moments the page asked for. */
  readonly sought: number[];
  readonly step: () => number;
}

export interface LiveOptions {
  readonly theme?: keyof typeof themes;
  readonly size?: { readonly width: number; readonly height: number };
  readonly step?: number;
  readonly pythonVersion?: string;
  readonly megabytes?: number;
}

export const bundledScenario = (name: string): string => readFileSync(path.join(root, 'media/scenarios', name), 'utf8');

export async function openLivePage(browser: Browser, source: string, options: LiveOptions = {}): Promise<LivePage> {
  const { theme = 'dark', size = { width: 1000, height: 820 }, pythonVersion = '3.12' } = options;
  const runtime = await startRuntime();
  const summary = await runtime.call('run', {
    source, uri, fileName: 'scenario.py', version: 1, pythonVersion, limits: { steps: 1_000_000, seconds: 60, megabytes: options.megabytes ?? 512 },
  });
  let step = options.step ?? summary.lastMoment;
  let wishes: ViewOptions = standardView;
  const revealed: number[] = [];
  const sought: number[] = [];
  const lines = source.split('\n');
  const state = async (): Promise<PanelState> => {
    const view = await runtime.call('view', { uri, step, options: wishes });
    return {
      run: 1, status: 'finished', title: 'scenario.py', message: '', stale: false, collections: summary.collections, pythonVersion, place: null, view,
      sourceLine: view.line === null ? '' : lines[view.line]?.trim() ?? '',
    };
  };
  let opened: PlainPage | null = null;
  const show = async (): Promise<null> => {
    await opened?.show(await state());
    return null;
  };
  const page = await openPlainPage(browser, theme, size, async (name, argument) => {
    if (name === 'seek') {
      step = Math.max(0, Math.min(argument as number, summary.lastMoment));
      sought.push(step);
      return show();
    }
    if (name === 'move') {
      const { direction, sameLine } = argument as { direction: 1 | -1; sameLine: boolean };
      const line = sameLine ? (await runtime.call('view', { uri, step, options: wishes })).line : null;
      step = await runtime.call('neighbour', { uri, step, direction, ...(line === null ? {} : { line }) }) ?? step;
      return show();
    }
    if (name === 'wish') {
      wishes = { ...wishes, ...(argument as Partial<ViewOptions>) };
      return show();
    }
    if (name === 'ask') {
      const question = argument as PanelQuestion;
      return pack(await runtime.call(question.name, { ...question.request, uri } as never));
    }
    if (name === 'reveal') revealed.push(argument as number);
    return null;
  });
  opened = page;
  await show();
  return { ...page, summary, revealed, sought, step: () => step };
}

/** The worker's side in this thread. */
async function startRuntime(): Promise<Connection<RuntimeService>> {
  const [ours, theirs] = portPair();
  serve(theirs, { now: () => performance.now() });
  const runtime = connect<RuntimeService, RuntimeHost>(ours, { log: () => null, progress: () => null });
  const file = (name: string): Uint8Array => new Uint8Array(readFileSync(path.join(root, name)));
  await runtime.call('initialize', {
    parserWasm: file('node_modules/web-tree-sitter/web-tree-sitter.wasm'), grammarWasm: file('node_modules/tree-sitter-python/tree-sitter-python.wasm'),
    standardLibrary: file('dist/stdlib.bin'),
  });
  return runtime;
}
