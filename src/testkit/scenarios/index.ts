export { virtualClock } from '../../core.ts';
export { fixedClassifier, fixedJudge, type PlainLabel } from './fixed-judgement.ts';
export { ledgerDigest, readLedger } from './ledger.ts';
export { postsAsScript, scriptedSource, type ScriptedSourceOptions, type ScriptStep } from './scripted-source.ts';
