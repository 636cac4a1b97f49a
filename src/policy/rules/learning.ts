import type { RuleInput } from '../../spec/rule.ts';
import { isNegative } from './conditions.ts';

/** P7: what criticism teaches. */
export const learningRules: readonly RuleInput[] = [
  {
    id: 'R-34',
    revision: 1,
    title: { en: 'learn from it', he: 'לומדים מזה' },
    reason: {
      en: 'As long as people can criticise us we can learn about our product, our service and what they like.',
      he: 'כל עוד אפשר לבקר אותנו, אפשר ללמוד על המוצר, על השירות ועל מה שאוהבים.',
    },
    basis: { seed: ['S2-06'] },
    level: 'must',
    block: 'P7',
    when: isNegative,
    onUnknown: 'skip',
    then: [{ op: 'require', element: 'act.recordLearning' }],
  },
];
