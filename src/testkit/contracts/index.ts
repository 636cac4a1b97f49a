export * from './source.ts';
export * from './store.ts';
