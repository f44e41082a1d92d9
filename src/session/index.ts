/** Entry of `session`: what other areas may import. */
export { decodeSource } from '../python/syntax';
export { Toolchain, type Compiled } from './toolchain';
export { defaultPythonVersion, pythonVersions } from './interpreterFactory';
export { syntaxErrorText } from './syntaxErrorText';
export { runPlain, type PlainRunOptions } from './plainRun';
export { recordRun, type RecordedRun, type RecordedRunOptions, type RunInput, type RunStatus } from './recordedRun';
export { steadyClock, type Clock, type MemoryMeter, type RunLimits } from './scenarioHost';
export { openRun, saveRun } from './runFile';
export { Session } from './session';
export { replayLimits, replayWindow, windowAround, type ReplayOptions, type StepWindow } from './windowReplay';
export { SessionService, type SessionAssets, type SessionClock, type SessionOpenedFile, type SessionRunRequest, type SessionRunSummary } from './sessionService';
export { conditionProblem, type DebugBreakpoint, type DebugRunWish, type DebugScope, type DebugStop, type DebugValue } from './debugging';
export { expectationsOf, type ExpectationOutcome } from './expectations';
export { sourceComments, type SourceComment } from './sourceComments';
