import type { RuleInput } from '../../spec/rule.ts';
import { deepFreeze } from '../freeze.ts';
import { claimRules } from './claims.ts';
import { crisisRules } from './crisis.ts';
import { incidentCourseRules } from './incident-course.ts';
import { kindRules } from './kind.ts';
import { lawRules } from './law.ts';
import { learningRules } from './learning.ts';
import { ownPostRules } from './own-post.ts';
import { postureRules } from './posture.ts';
import { prohibitionRules } from './prohibitions.ts';
import { safetyRules } from './safety.ts';
import { speakerRules } from './speaker.ts';
import { toneRules } from './tone.ts';

/** The rules of the default policy, strongest block first. An id with a suffix (`R-19.originators`) is a part of its rule; `D-…` and `I-…` are kashuv's own. */
export const prRules: readonly RuleInput[] = deepFreeze([
  ...safetyRules,
  ...lawRules,
  ...prohibitionRules,
  ...crisisRules,
  ...incidentCourseRules,
  ...postureRules,
  ...ownPostRules,
  ...claimRules,
  ...speakerRules,
  ...kindRules,
  ...toneRules,
  ...learningRules,
]);
