// One answer all the way, after the story is over: drafted, reviewed, approved by a named human, "sent" into a file.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Monitor } from 'kashuv';
import { dryRun } from 'kashuv/publishers/dry-run';
import type { Publisher } from 'kashuv/spec';

import { amazonfailCourse } from './amazonfail/course.ts';
import { caseOf } from './course-player.ts';
import { clip, hanging, WIDTH, type Paint } from './terminal.ts';

export interface WhatIf {
  publisher: Publisher;
  play(monitor: Monitor): Promise<void>;
  section(paint: Paint): string[];
}

const APPROVES = 'Marit Solberg';

/** What if somebody had written to the author whose letter began it? Nothing leaves this machine. */
export async function whatIf(): Promise<WhatIf> {
  const file = join(await mkdtemp(join(tmpdir(), 'kashuv-demo-')), 'sent.jsonl');
  const told: [label: string, text: string][] = [];
  const step = amazonfailCourse().find((one) => one.do === 'submit-draft' && one.id === 'author-reply');
  return {
    publisher: dryRun({ file }),
    async play(monitor) {
      if (step?.do !== 'submit-draft' || typeof step.target === 'string') return;
      const letter = await caseOf(step.target.replyTo, monitor);
      const hers = new Set((await monitor.cases()).filter(({ authorKey }) => authorKey === letter?.authorKey).map(({ id }) => id));
      const duty = (await monitor.duties({ state: 'waiting' })).find(({ subject, kind, venue }) => hers.has(subject.id) && kind === 'answer' && venue !== null);
      if (duty === undefined) {
        told.push(['', 'No answer is owed to her.']);
        return;
      }
      const { draft } = await monitor.draft(duty.id);
      told.push(['drafted', `“${clip(draft.text.replaceAll('\n', ' '), WIDTH - 64)}” with ${draft.slots.length} ${draft.slots.length === 1 ? 'blank' : 'blanks'} that a human has to fill`]);
      const own = await monitor.submitDraft({ duty: duty.id, text: step.text, by: APPROVES, language: step.language });
      told.push(['written', `“${clip(step.text, WIDTH - 36)}” review: ${own.review.verdict}`]);
      const { reply } = await monitor.approve({ draft: own.draft.id, by: APPROVES, text: step.text });
      const after = (await monitor.duties({ subject: duty.subject.id })).find(({ id }) => id === duty.id);
      told.push(['approved', `by ${APPROVES}; ${reply?.state ?? 'not sent'} into ${file}; duty ${after?.state.is ?? 'gone'}`]);
    },
    section: (paint) => [paint.bold(paint.blue('WHAT IF')) + paint.dim('   one answer all the way; nothing leaves this machine'), ...told.flatMap(([label, text]) => hanging(`  ${label}`, text, 12))],
  };
}
