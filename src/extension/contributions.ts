/**
 * Every id the extension shares with its manifest, in one place. test/architecture/manifest.test.ts compares this list with
 * package.json, both ways.
 */
export const commandIds = {
  openPanel: 'heapglass.openPanel',
  runScenario: 'heapglass.runScenario',
  debugScenario: 'heapglass.debugScenario',
  stepForward: 'heapglass.stepForward',
  stepBack: 'heapglass.stepBack',
  toggleLive: 'heapglass.toggleLive',
  openScenario: 'heapglass.openScenario',
  choosePythonVersion: 'heapglass.choosePythonVersion',
  describeHeap: 'heapglass.describeHeap',
  saveRecording: 'heapglass.saveRecording',
  showLog: 'heapglass.showLog',
  /** Arguments: uri, line (from 0). The command of a lens; not in the palette. */
  showLine: 'heapglass.showLine',
  /** Argument: { uri, object, step }, an object at a moment. The links of a hover; not in the palette. */
  goToBirth: 'heapglass.goToBirth',
  showInPanel: 'heapglass.showInPanel',
} as const;

export const settingIds = {
  liveEnabled: 'heapglass.live.enabled',
  liveDelay: 'heapglass.live.delay',
  annotations: 'heapglass.annotations',
  gutter: 'heapglass.gutter',
  hoverEnabled: 'heapglass.hover.enabled',
  diagnosticsEnabled: 'heapglass.diagnostics.enabled',
  pythonVersion: 'heapglass.pythonVersion',
  limitSteps: 'heapglass.limits.steps',
  limitSeconds: 'heapglass.limits.seconds',
  limitMegabytes: 'heapglass.limits.megabytes',
} as const;

export const viewIds = {
  container: 'heapglass',
  view: 'heapglass.view',
} as const;

/** The panel beside the editor; not in the manifest but in `activationEvents`, so that it comes back after a reload. */
export const panelType = 'heapglass.panel';

/** The editor of `.heapglass` files. */
export const recordingEditorType = 'heapglass.recording';

export const colorIds = {
  currentLineBackground: 'heapglass.currentLineBackground',
  lineEndForeground: 'heapglass.lineEndForeground',
  lineEndStaleForeground: 'heapglass.lineEndStaleForeground',
  raisedRuler: 'heapglass.raisedRulerForeground',
  collectedRuler: 'heapglass.collectedRulerForeground',
} as const;

/** Context keys the extension sets for `when` and `enablement` clauses. */
export const contextKeys = {
  /** The panel has a run to show. */
  hasRun: 'heapglass.hasRun',
} as const;

/** The type of our launch configurations. */
export const debugType = 'heapglass';
