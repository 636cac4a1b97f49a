import { expect, test } from 'vitest';
import { AMPLIFIERS, HUB, PEOPLE, STATEMENT } from './mastodon/cast.ts';
import { tellStory } from './mastodon/story.ts';

test('a crisis on a Mastodon-shaped server is heard, answered by a human so that those who complained are told, and nothing is lost or said twice when the server goes away', { timeout: 120_000 }, async () => {
  const told: string[] = [];
  const { answers, ...ending } = await tellStory((line) => void told.push(line));
  expect(ending).toEqual({
    heard: PEOPLE.length + AMPLIFIERS.length + 1,
    quoted: AMPLIFIERS.length,
    hub: HUB,
    cases: expect.toSatisfy((cases: number) => cases >= PEOPLE.length) as number,
    statement: { text: STATEMENT, replyTo: null, visibility: 'public' },
    unmentioned: [expect.stringContaining('mentions nobody') as string],
    deletedTextInStore: false,
    otherTextInStore: true,
    duringOutage: 'uncertain',
    afterOutage: 'sent',
    lateHeard: true,
    doubled: [],
  });
  expect(answers.length).toBeGreaterThanOrEqual(3);
  expect(answers).toEqual(answers.map(({ of }) => ({ below: of, of, told: true })));
  expect(told.at(-1)).toBe("Of Pavel's words the store's file holds nothing.");
});
