/** Drafts from a language model: held to the facts, reviewed before anybody sees them, never approved by themselves. */
export { aiSdkModel, type AiSdkModel, type AiSdkOptions } from './ai-sdk.ts';
export { modelDrafter, type ModelDrafterOptions } from './model-drafter.ts';
export { openAiCompatible, type OpenAiCompatibleOptions } from './open-ai-compatible.ts';
export type { Generate, ModelRequest, ModelUsage } from '../../lib/model-call.ts';
