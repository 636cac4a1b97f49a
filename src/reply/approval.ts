import { canonicalJson } from '../lib/canonical-json.ts';
import { digest } from '../lib/digest.ts';
import { checkText } from './given.ts';
import type { Target } from '../spec/reply.ts';

/**
 * What an approval is bound to: the digest of exactly this text at exactly this target. One changed character voids it. Throws INPUT_INVALID for what is
 * no text or no target: an approval of nowhere would hold everywhere.
 */
export function bindApproval(text: string, target: Target): string {
  checkText('text', text);
  const { venue, replyTo } = (typeof target === 'object' && target !== null ? target : {}) as Partial<Target>;
  checkText('target.venue', venue);
  if (replyTo !== null) checkText('target.replyTo', replyTo);
  return digest('approval', text, canonicalJson({ venue, replyTo }));
}
