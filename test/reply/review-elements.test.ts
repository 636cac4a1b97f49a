import { describe, expect, test } from 'vitest';

import type { ElementName } from '../../src/spec/element.ts';
import type { FindingLevel, ReviewContextInput } from '../../src/spec/reply.ts';
import { reviewIn } from './packs.ts';
import { reviewSmall, seenIn } from './small-pack.ts';

/** The elements found missing, and those that are hints only. */
function lackingIn(text: string, context: ReviewContextInput): { missing: string[]; hinted: string[] } {
  const { missing, findings } = reviewSmall(text, context);
  return { missing: [...missing].sort(), hinted: findings.flatMap(({ cue, level }) => (cue.startsWith('missing:') && level === 'info' ? [cue.slice('missing:'.length)] : [])).sort() };
}

type Lacking = [text: string, missing: ElementName[], hinted: ElementName[]];

describe('a voice of one’s own', () => {
  test.each<Lacking>([
    ['I understand. Tell me more.', [], ['say.thanks']],
    ['I understand. Tell me more. It was probably luck.', [], ['say.thanks']],
    ['I understand. Tell me more. It was a glitch.', ['say.thanks'], []],
    ['I understand.', ['say.thanks'], []],
    ['I understand. I will call. Thank you.', [], []],
  ])('two things of substance and nothing cold: what one word of thanks would say may go unheard: %s', (text, missing, hinted) => {
    expect(lackingIn(text, { stage: 'praise' })).toEqual({ missing, hinted });
    // Never what a plan requires.
    expect(lackingIn(text, { stage: 'praise', require: ['say.thanks'] })).toEqual({ missing: hinted.concat(missing), hinted: [] });
  });

  test.each<Lacking>([
    ['I understand. Tell me more. Not known yet. Next word: nine. Many wait.', [], ['say.knowns']],
    ['I understand. Tell me more. Not known yet. Next word: nine.', ['say.impact', 'say.knowns'], []],
  ])('of an update one element may go unheard, not two: %s', (text, missing, hinted) => {
    expect(lackingIn(text, { stage: 'update' })).toEqual({ missing, hinted });
  });

  test.each<Lacking>([
    // That somebody acts is said in words that are known, whatever the voice.
    ['You are right. Tell me more.', ['say.action'], ['say.awareness', 'say.empathy', 'say.nextUpdate', 'say.unknowns']],
    ['You are right.', ['say.action', 'say.awareness'], ['say.empathy', 'say.nextUpdate', 'say.unknowns']],
  ])('of a first word the awareness may go unheard, the act may not: %s', (text, missing, hinted) => {
    expect(lackingIn(text, { stage: 'holding' })).toEqual({ missing, hinted });
  });
});

describe('against bullying', () => {
  test.each<Lacking>([
    ['I reject this.', [], ['say.protection']],
    ['We stand by her. — Dana', [], ['say.distance']],
    ['I reject this, and we stand by her.', [], []],
    ['I reject this, it was probably meant.', [], ['say.protection']],
    ['I reject this. It was a glitch.', ['say.protection'], []],
    ['I saw it.', ['say.distance', 'say.protection'], []],
  ])('distance or protection will do where nothing is cold: %s', (text, missing, hinted) => {
    expect(lackingIn(text, { stage: 'bullying' })).toEqual({ missing, hinted });
  });

  test('both are needed where the plan asks for both', () => {
    expect(lackingIn('I reject this.', { stage: 'bullying', require: ['say.distance', 'say.protection'] })).toEqual({ missing: ['say.protection'], hinted: [] });
  });

  test.each<Lacking>([['I reject this.', ['say.thanks'], []], ['We stand by her. — Dana', ['say.thanks'], []]])('elsewhere a word of distance or protection excuses nothing: %s', (text, missing, hinted) => {
    expect(lackingIn(text, { stage: 'praise' })).toEqual({ missing, hinted });
  });

  test('so in Hebrew', () => {
    const { missing, findings } = reviewIn('he', 'אין מקום לדברים כאלה אצלנו. — נועה', { stage: 'bullying' });
    expect(missing).toEqual([]);
    expect(findings.map(({ cue, level, message }) => [cue, level, message])).toEqual([['missing:say.protection', 'info', 'Missing: protecting the one who is hurt.']]);
  });
});

describe('whether a complaint is taken up', () => {
  test.each<[what: string, text: string, context: ReviewContextInput, level: FindingLevel | undefined]>([
    ['without the post nobody can tell', 'I will call the firm that made the kettle.', { stage: 'complaint' }, 'info'],
    ['with it one can', 'I will call the firm that made the kettle.', { stage: 'complaint', mention: 'My toaster is broken.' }, 'warn'],
    ['it is taken up', 'I will call the firm that made the kettle.', { stage: 'complaint', mention: 'My kettle is broken.' }, undefined],
    ['a few words answer nothing', 'I will call.', { stage: 'complaint' }, 'warn'],
    ['a word to those who were hurt needs no post', 'I will call the firm that made the pump.', { stage: 'holding', harm: 3 }, 'warn'],
  ])('%s: %s', (_, text, context, level) => {
    expect(reviewSmall(text, context).findings.filter(({ cue }) => cue === 'missing:say.empathy').map((finding) => finding.level)).toEqual(level === undefined ? [] : [level]);
  });

  test('the other elements are asked for without the post, too', () => {
    expect(lackingIn('The kettle comes from a firm in Spain.', { stage: 'complaint' })).toEqual({ missing: ['say.acceptance', 'say.service'], hinted: ['say.empathy'] });
  });
});

describe('one person to another', () => {
  const mention = 'The kettle leaks, and the lid broke after a week.';
  const eighteen = 'That kettle left our shop with the wrong lid. Nobody looked at it before it went out. — Dana';
  const seventeen = 'That kettle left our shop with the wrong lid. Nobody looked at it before it went. — Dana';
  const agreeing = 'You are right. Nobody here looked at it before it went out to your door last Friday in the rain. — Dana';

  test.each<[what: string, text: string, context: ReviewContextInput, found: [cue: string, level: FindingLevel][]]>([
    ['at some length, about two things', eighteen, { stage: 'complaint', mention }, [['L13', 'info'], ['missing:say.acceptance', 'info'], ['missing:say.service', 'info']]],
    ['one guess does no harm', `It was probably haste. ${eighteen}`, { stage: 'complaint', mention }, [['L19', 'info'], ['L13', 'info'], ['missing:say.acceptance', 'info'], ['missing:say.service', 'info']]],
    ['too short', seventeen, { stage: 'complaint', mention }, [['L13', 'block'], ['missing:say.acceptance', 'warn'], ['missing:say.service', 'warn']]],
    ['about one thing', eighteen.replace('lid', 'top'), { stage: 'complaint', mention }, [['L13', 'block'], ['missing:say.acceptance', 'warn'], ['missing:say.service', 'warn']]],
    ['unsigned', `I saw it. ${eighteen.replace(' — Dana', '')}`, { stage: 'complaint', mention }, [['L13', 'block'], ['missing:say.acceptance', 'warn'], ['missing:say.service', 'warn']]],
    ['something is cold', `A glitch. ${eighteen}`, { stage: 'complaint', mention }, [['L13', 'block'], ['L04', 'warn'], ['missing:say.acceptance', 'warn'], ['missing:say.service', 'warn']]],
    ['agreeing, in other words', agreeing, { stage: 'complaint', mention }, [['L12', 'info'], ['L13', 'info'], ['missing:say.empathy', 'info'], ['missing:say.service', 'info']]],
    ['agreeing, and something is cold', `A glitch. ${agreeing}`, { stage: 'complaint', mention }, [['L13', 'block'], ['L04', 'warn'], ['L12', 'warn'], ['missing:say.empathy', 'warn'], ['missing:say.service', 'warn']]],
    ['agreeing, with nothing that is answered', agreeing, { stage: 'complaint' }, [['L13', 'block'], ['missing:say.service', 'warn'], ['missing:say.empathy', 'info']]],
    ['agreeing, in another stage', agreeing, { stage: 'question', mention }, [['L12', 'warn']]],
    ['in answer to praise', eighteen, { stage: 'praise', mention: 'The kettle and its lid are lovely.' }, [['missing:say.thanks', 'info']]],
  ])('%s: %s', (_, text, context, found) => {
    expect(seenIn(reviewSmall(text, context), text).map(([cue, level]) => [cue, level])).toEqual(found);
  });
});

describe('what a plan rules out', () => {
  test.each<[forbid: ElementName[], found: string[]]>([
    [['say.apology'], ['forbidden:say.apology']],
    [['say.remedy', 'say.apology', 'say.apology'], ['forbidden:say.apology', 'forbidden:say.remedy']],
    [['say.thanks', 'never.minimise', 'say.apology'], ['forbidden:say.apology']],
    [['say.thanks', 'never.minimise'], []],
    [[], []],
  ])('is found where it is said: %j', (forbid, found) => {
    const { findings } = reviewSmall('I am sorry. Here is the refund.', { stage: 'note', forbid });
    expect(findings.map(({ cue, level, span }) => [cue, level, span])).toEqual(found.map((cue) => [cue, 'warn', null]));
  });

  test('without a plan nothing is', () => {
    expect(reviewSmall('I am sorry. Here is the refund.', { stage: 'note' })).toMatchObject({ verdict: 'pass', findings: [] });
  });
});
