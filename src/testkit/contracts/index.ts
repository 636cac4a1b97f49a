export type { FaultSeen, TestRunner } from './contract.ts';
export { classifierContract, type ClassifierContract, type ClassifierRule, type ClassifierSample } from './classifier.ts';
export { speakerJudgeContract, type JudgedSpeaker, type SpeakerJudgeContract, type SpeakerJudgeRule } from './judge.ts';
export { publisherContract, publisherRules, type Delivered, type Place, type PublisherContract, type PublisherRule } from './publisher.ts';
export { pushSourceContract, pushSourceRules, type PushSourceContract, type PushSourceRule } from './push.ts';
export { pullSourceContract, pullSourceRules, type PullSourceContract, type PullSourceRule } from './source.ts';
export type { Later, Paged, Refusal, Since } from './source-world.ts';
export { storeContract, type StoreContract, type StoreRule } from './store.ts';
export { testContext, type TestContext, type TestContextOptions } from './test-context.ts';
