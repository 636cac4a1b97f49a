import { expect, test } from 'vitest';

import { createReviewer, review } from '../../src/review.ts';
import { packs } from './packs.ts';

test('the language of the context chooses the pack; English where none is named', () => {
  expect(review('We are sorry if anyone was hurt.', { stage: 'note' }).findings.map(({ cue }) => cue)).toContain('L01');
  expect(review('אנו מתנצלים אם מישהו נפגע.', { stage: 'note', language: 'he' }).findings.map(({ cue }) => cue)).toContain('L01');
  expect(review('We are sorry if anyone was hurt.', { stage: 'note', language: 'en-GB' })).toEqual(review('We are sorry if anyone was hurt.', { stage: 'note' }));
});

test('a language nobody brought is refused, with the ones there are', () => {
  expect(() => review('Bonjour.', { stage: 'note', language: 'fr' })).toThrow(expect.objectContaining({ code: 'UNSUPPORTED', field: 'context.language', fix: expect.stringContaining('en, he') }));
  expect(() => createReviewer([packs.he]).review('Hello.', { stage: 'note' })).toThrow(expect.objectContaining({ code: 'UNSUPPORTED' }));
});

test('a pack of the host is as good as ours', () => {
  const pirate = { ...packs.en, code: 'pi', review: [...packs.en.review, { id: 'pi.L17', cue: 'L17.insult', phrases: ['landlubber'], weight: 1 }] };
  const reviewer = createReviewer([pirate]);
  expect(reviewer.languages).toEqual(['pi']);
  expect(reviewer.review('Ye landlubber.', { stage: 'note', language: 'pi' }).verdict).toBe('block');
});
