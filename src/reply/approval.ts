import { canonicalJson } from '../lib/canonical-json.ts';
import { digest } from '../lib/digest.ts';
import type { Target } from '../spec/reply.ts';

/** What an approval is bound to: the digest of exactly this text at exactly this target. One changed character voids it. */
export function bindApproval(text: string, target: Target): string {
  return digest('approval', text, canonicalJson({ venue: target.venue, replyTo: target.replyTo }));
}
