/** Entry of `replay`: what other areas may import. */
export { questionAnswers, type KnownRuns } from './questions';
export { ReplayHost, type ReplayWindow } from './replayHost';
export { replayFile, type ReplayFileInput, type ReplayParts } from './replayFile';
export { readReplayData, replayDataIds } from './replayData';
