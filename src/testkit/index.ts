export * from './contracts/index.ts';
export * from './scenarios/index.ts';
