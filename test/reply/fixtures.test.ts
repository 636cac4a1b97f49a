import { describe, expect, test } from 'vitest';

import { cuesOf, levelsOf, reviewIn } from './packs.ts';

/** Public statements, in short quotation, with the judgement the literature passes on them. */
describe('statements that became cases', () => {
  test('Amazon, 12 April 2009: aware and acting, and still cold', () => {
    const review = reviewIn('en', "There was a glitch with our sales rank feature that is in the process of being fixed. We're working to correct the problem as quickly as possible.", {
      stage: 'holding', severity: 'high', mention: 'Why did all these novels vanish? Their authors are hurt.',
    });
    expect(review.verdict).toBe('block');
    expect(review.present).toEqual(expect.arrayContaining(['say.awareness', 'say.action']));
    expect(levelsOf(review, 'L04')).toEqual(['block']);
    expect(cuesOf(review)).toEqual(expect.arrayContaining(['L06', 'L11', 'L12']));
    expect(review.warmth.score).toBeLessThan(0);
  });

  test('Amazon, 13 April 2009: self-praise, no apology, no listening', () => {
    const review = reviewIn('en', 'This is an embarrassing and ham-fisted cataloging error for a company that prides itself on offering complete selection.', {
      stage: 'closing', severity: 'high', ownFault: true,
    });
    expect(review.verdict).toBe('block');
    expect(cuesOf(review)).toEqual(expect.arrayContaining(['L27', 'L31']));
    expect(cuesOf(review)).not.toContain('L04');
    expect(review.missing).toEqual(expect.arrayContaining(['say.apology', 'say.responsibility', 'say.explanation', 'say.remedy', 'say.prevention']));
  });

  test('the sentence the founding text asks for is enough for a first word', () => {
    const review = reviewIn('he', 'אנחנו מודעים לבעייה, מנסים לטפל בה', { stage: 'holding' });
    expect(review.verdict).toBe('pass');
    expect(review.missing).toEqual([]);
    expect(review.findings.every(({ level }) => level === 'info')).toBe(true);
    expect(cuesOf(review)).toEqual(expect.arrayContaining(['missing:say.unknowns', 'missing:say.nextUpdate', 'missing:say.empathy']));
  });

  test('JetBlue: nothing but regret', () => {
    const review = reviewIn('en', 'We are sorry and embarrassed. But most of all, we are deeply sorry.', { stage: 'holding', require: ['say.apology', 'say.empathy'] });
    expect(review.verdict).toBe('pass');
    expect(cuesOf(review)).not.toContain('L03');
    expect(review.warmth.score).toBeGreaterThan(0);
  });

  test('the Red Cross: a slip of its own, owned with a smile', () => {
    const review = reviewIn('en', "We've deleted the rogue tweet but rest assured the Red Cross is sober and we've confiscated the keys.", { stage: 'note', severity: 'low' });
    expect(review.verdict).toBe('pass');
    expect(cuesOf(review)).not.toContain('never.delete');
  });

  test('CrowdStrike, first: nobody did it, and it is over', () => {
    const review = reviewIn('en', 'The issue has been identified, isolated and a fix has been deployed.', { stage: 'update', severity: 'critical', incidentOpen: true });
    expect(review.verdict).toBe('block');
    expect(cuesOf(review)).toEqual(expect.arrayContaining(['L06', 'L18', 'L30']));
    expect(review.present).not.toContain('say.empathy');
  });

  test('CrowdStrike, third: "we failed you"', () => {
    const review = reviewIn('en', "On Friday we failed you, and for that I'm deeply sorry", { stage: 'holding', require: ['say.apology', 'say.responsibility'] });
    expect(review.verdict).toBe('pass');
    expect(review.warm.map(({ cue }) => cue)).toEqual(expect.arrayContaining(['W06', 'W07']));
  });

  test('Nestlé: a welcome taken back, and a threat to delete', () => {
    const review = reviewIn('en', "We welcome your comments, but please don't post using an altered version of any of our logos … they will be deleted.", { stage: 'complaint' });
    expect(review.verdict).toBe('block');
    expect(levelsOf(review, 'L03')).toEqual(['warn']);
    expect(levelsOf(review, 'never.delete')).toEqual(['block']);
  });

  test('Nestlé: mockery', () => {
    const review = reviewIn('en', 'Thanks for the lesson in manners. Consider yourself embraced.', { stage: 'complaint' });
    expect(levelsOf(review, 'L17')).toEqual(['block', 'block']);
    expect(review.warm).toEqual([]);
  });

  test('Strauss: an apology to those who may be disappointed', () => {
    const review = reviewIn('he', 'אני יכול להבין אם יש אנשים שמאוכזבים מאיתנו, כועסים עלינו, אני רוצה להתנצל בהזדמנות הזאת', { stage: 'holding', require: ['say.apology'], harm: 3, themes: ['safety'] });
    expect(review.verdict).toBe('revise');
    expect(new Set(levelsOf(review, 'L01'))).toEqual(new Set(['warn']));
    expect(review.missing).toEqual(['say.apology']);
  });
});
