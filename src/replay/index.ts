/** Entry of `replay`: what other areas may import. */
export { questionAnswers, type KnownRuns } from './questions';
export { ReplayHost, type ReplayWindow } from './replayHost';
export { replayFile, type ReplayFileInput } from './replayFile';
export type { ReplayParts } from '../protocol';
export { readReplayData, replayDataIds } from './replayData';
