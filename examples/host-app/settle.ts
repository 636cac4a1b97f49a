import { explainPlan, KashuvError, type Monitor } from 'kashuv';
import type { Duty, Post } from 'kashuv/spec';

/** Who sits at the desk. */
export interface Human {
  readonly name: string;
  /** False: nobody is asked, and every question is answered by `otherwise`. */
  readonly attends: boolean;
  readonly ask: (question: string, otherwise: string) => Promise<string>;
  /** Their own words for a post, or for an incident where there is none; null: the draft will do. */
  readonly words: (post: Post | null, duty: Duty) => string | null;
  readonly show: (text: string) => void;
}

/** One duty: the post, the plan, a draft, and what the human makes of it. */
export async function settle(monitor: Monitor, duty: Duty, { name: me, attends, ask, words, show }: Human): Promise<void> {
  const post = duty.replyTo === null ? null : await monitor.post(duty.replyTo);
  const [plan] = await monitor.plans({ subject: duty.subject.id });
  show(`\n--- ${duty.kind} (${duty.level}), ${duty.owner.name ?? duty.owner.role}, by ${new Date(duty.dueAt).toISOString()}`);
  show(`“${post?.text ?? ''}”`);
  if (plan !== undefined) show(explainPlan(plan, 'en', { length: 'short' }));

  let { draft, review } = await monitor.draft(duty.id, { facts: { signature: 'Dana' } });
  for (;;) {
    show(`\n${draft.text}\n[${review.verdict}, warmth ${review.warmth.score}]`);
    for (const { name, hint } of draft.slots) show(`  blank {${name}}: ${hint}`);
    for (const { level, cue, message, suggestion } of review.findings) show(`  ${level} ${cue}: ${message} ${suggestion}`);

    // Nobody there: a conclusive answer is given on the phone, all else is written in our own words and approved.
    const usual = attends ? 's' : duty.kind === 'conclude' ? 'd' : draft.by.type === 'human' ? 'a' : 'e';
    const choice = await ask('[a]pprove, [e]dit, [d]one elsewhere, [w]aive, [s]kip? ', usual);
    try {
      if (choice === 'a') {
        const { reply } = await monitor.approve({ draft: draft.id, text: draft.text, by: me });
        return show(`approved by ${me}; ${reply?.state ?? 'yours to send'}`);
      } else if (choice === 'e') {
        const text = await ask('Your words: ', words(post, duty) ?? draft.text);
        ({ draft, review } = await monitor.submitDraft({ duty: duty.id, text, by: me }));
      } else if (choice === 'd') {
        await monitor.tell({ about: 'answered', duty: duty.id, with: await ask('How? ', 'on the phone'), by: me });
        return show('noted');
      } else if (choice === 'w') {
        await monitor.waive({ duty: duty.id, by: me, reason: await ask('Why? ', '') });
        return show('waived');
      } else if (choice === 's') {
        return;
      }
    } catch (error) {
      // Refused: the review blocks these words, a blank is open, a reason is missing.
      if (!KashuvError.is(error) || !attends) throw error;
      show(error.message);
    }
  }
}
