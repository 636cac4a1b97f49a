import type { RuleInput } from '../spec/rule.ts';

/** A rule of the host's own, with facts, elements and operators completed and checked by the compiler. Returns what it is given. */
export const defineRule = (rule: RuleInput): RuleInput => rule;
