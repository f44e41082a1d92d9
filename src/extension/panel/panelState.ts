/** What a page is told of a scenario. In: the scenario, and a view of another moment if the page has its own. Out: plain data. */
import type { HeapView, PanelState, PanelStatus } from '../../protocol';
import type { Scenario } from '../scenarios/scenario';

export function panelState(scenario: Scenario | null, view: HeapView | null = scenario?.view ?? null): PanelState {
  const line = view?.line ?? null;
  return {
    run: scenario?.shown?.number ?? 0,
    status: statusOf(scenario),
    title: scenario === null ? '' : scenario.document.uri.path.replace(/^.*\//, ''),
    message: messageOf(scenario),
    stale: scenario?.stale ?? false,
    collections: scenario?.shown?.summary.collections ?? [],
    pythonVersion: scenario?.shown?.pythonVersion ?? '',
    view,
    sourceLine: line === null ? '' : scenario?.shown?.sourceLines[line]?.trim() ?? '',
    place: null,
  };
}

function statusOf(scenario: Scenario | null): PanelStatus {
  if (scenario === null) return 'empty';
  if (scenario.phase === 'running' && scenario.shown === null) return 'running';
  return scenario.summary?.status ?? (scenario.phase === 'done' ? 'stopped' : 'empty');
}

function messageOf(scenario: Scenario | null): string {
  if (scenario === null) return '';
  if (scenario.failure !== '') return scenario.failure;
  const { summary } = scenario;
  return summary?.status === 'stopped' ? summary.stopReason : summary?.problems[0]?.message ?? '';
}
