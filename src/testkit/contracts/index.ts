export type { TestRunner } from './contract.ts';
export { speakerJudgeContract, type JudgedSpeaker, type SpeakerJudgeContract, type SpeakerJudgeRule } from './judge.ts';
export { pullSourceContract, type PullSourceContract, type PullSourceRule } from './source.ts';
export { storeContract, type StoreContract, type StoreRule } from './store.ts';
