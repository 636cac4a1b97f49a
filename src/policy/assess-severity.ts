import type { Facts } from '../spec/facts.ts';
import type { Severity } from '../spec/incident.ts';
import { deriveFacts } from './derive.ts';
import { readFacts } from './view.ts';

/**
 * Severity of a case (the default) or an incident with every part named, as `decide` computes it; see `severityOf` for how.
 * Throws INPUT_INVALID for a fact or value the catalogue does not know.
 */
export function assessSeverity(facts: Facts, subject: 'case' | 'incident' = 'case'): Severity {
  return deriveFacts(readFacts(facts), { subject, hubKnown: undefined, missingOwners: undefined });
}
