export type { TestRunner } from './contract.ts';
export { pullSourceContract, type PullSourceContract, type PullSourceRule } from './source.ts';
export { storeContract, type StoreContract, type StoreRule } from './store.ts';
