/**
 * Every id the extension shares with its manifest, in one place. test/architecture/manifest.test.ts compares this list with
 * package.json, both ways.
 */
export const commandIds = {
  openPanel: 'heapglass.openPanel',
  runScenario: 'heapglass.runScenario',
  debugScenario: 'heapglass.debugScenario',
  stopRun: 'heapglass.stopRun',
  showSummary: 'heapglass.showSummary',
  toggleValues: 'heapglass.toggleValues',
  stepForward: 'heapglass.stepForward',
  stepBack: 'heapglass.stepBack',
  stepOver: 'heapglass.stepOver',
  stepOverBack: 'heapglass.stepOverBack',
  nextRunOfLine: 'heapglass.nextRunOfLine',
  previousRunOfLine: 'heapglass.previousRunOfLine',
  nextChange: 'heapglass.nextChange',
  previousChange: 'heapglass.previousChange',
  nextCollection: 'heapglass.nextCollection',
  previousCollection: 'heapglass.previousCollection',
  firstStep: 'heapglass.firstStep',
  lastStep: 'heapglass.lastStep',
  /** Argument (optional): a moment as written: `40`, `12:3`, `start`, `end`. */
  goToStep: 'heapglass.goToStep',
  /** Argument (optional) of the three: { uri, object, step }; without it they are about the name under the cursor. */
  whyAlive: 'heapglass.whyAlive',
  whatWouldFree: 'heapglass.whatWouldFree',
  followObject: 'heapglass.followObject',
  compareMoments: 'heapglass.compareMoments',
  collectHere: 'heapglass.collectHere',
  predict: 'heapglass.predict',
  /** Argument (optional): the name of a template. */
  newScenario: 'heapglass.newScenario',
  compareVersions: 'heapglass.compareVersions',
  verifyPython: 'heapglass.verifyPython',
  /** Argument (optional): { format, file }. */
  exportHeap: 'heapglass.exportHeap',
  toggleLive: 'heapglass.toggleLive',
  openScenario: 'heapglass.openScenario',
  choosePythonVersion: 'heapglass.choosePythonVersion',
  describeHeap: 'heapglass.describeHeap',
  saveRecording: 'heapglass.saveRecording',
  exportReplay: 'heapglass.exportReplay',
  showLog: 'heapglass.showLog',
  /** Arguments: uri, line (from 0). The command of a lens; not in the palette. */
  showLine: 'heapglass.showLine',
  /** Argument: { uri, object, step }, an object at a moment. The links of a hover; not in the palette. */
  goToBirth: 'heapglass.goToBirth',
  showInPanel: 'heapglass.showInPanel',
  /** Argument: { uri, step, line }, the last two optional. The command of links; not in the palette. */
  showMoment: 'heapglass.showMoment',
  openAnotherPanel: 'heapglass.openAnotherPanel',
  pinPanel: 'heapglass.pinPanel',
  unpinPanel: 'heapglass.unpinPanel',
  keepMoment: 'heapglass.keepMoment',
  followMoment: 'heapglass.followMoment',
  applyChange: 'heapglass.applyChange',
  discardChange: 'heapglass.discardChange',
  /** Arguments: uri, title and first line of the change. Of quick fixes; not in the palette. */
  previewChange: 'heapglass.previewChange',
  /** Arguments: uri, setting, value. Of a quick fix; not in the palette. */
  raiseLimit: 'heapglass.raiseLimit',
} as const;

export const settingIds = {
  liveEnabled: 'heapglass.live.enabled',
  liveDelay: 'heapglass.live.delay',
  annotations: 'heapglass.annotations',
  gutter: 'heapglass.gutter',
  hoverEnabled: 'heapglass.hover.enabled',
  diagnosticsEnabled: 'heapglass.diagnostics.enabled',
  hintsEnabled: 'heapglass.diagnostics.hints',
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
  /** A run is under way. */
  running: 'heapglass.running',
  /** This host can start a real Python. */
  canVerify: 'heapglass.canVerify',
  /** A change of the text is looked at before it is made. */
  changeShown: 'heapglass.changeShown',
  /** The active panel stays with its file; has a moment of its own. */
  panelPinned: 'heapglass.panelPinned',
  panelKeepsMoment: 'heapglass.panelKeepsMoment',
} as const;

/** Changed texts that are looked at before the change is made. */
export const changeScheme = 'heapglass-change';

/** The type of our launch configurations. */
export const debugType = 'heapglass';
