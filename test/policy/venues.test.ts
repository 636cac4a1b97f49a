import { describe, expect, test } from 'vitest';
import { compilePolicy, decide, type SituationVenues } from '../../src/policy/index.ts';
import type { BrandInput } from '../../src/spec/brand.ts';
import type { ElementName } from '../../src/spec/element.ts';
import type { Plan } from '../../src/spec/plan.ts';
import { brand, facts, rule, START } from './support.ts';

const targets = ['hub', 'origin', 'originators', 'amplifiers', 'canonical', 'press', 'private', 'internal'] as const;
type Target = (typeof targets)[number];

/** A plan by rules that each ask for one target, and forbid the others; for an incident, as it is the crowd that is answered. */
function placed(asked: readonly Target[], venues: SituationVenues, { decision = 'respond', subject = 'incident', owner = {} }: { decision?: string; subject?: 'case' | 'incident'; owner?: Partial<BrandInput> | null } = {}): Plan {
  const rules = targets.map((target) => rule({ id: `V-${target}`, then: [{ op: asked.includes(target) ? 'require' : 'forbid', element: `venue.${target}` as ElementName }] }));
  const policy = compilePolicy({ rules: [...rules, rule({ id: 'D', then: [{ op: 'set', element: 'decision', value: decision }] })] });
  return decide(policy, facts({ 'subject.type': subject }), { at: START, venues, brand: owner === null ? undefined : brand({ owners: [{ role: 'on-call', name: 'Noa' }], ...owner }) });
}
const rows = ({ venues }: Plan): unknown[][] => venues.map(({ target, venue, replyTo, purpose }) => [target, venue, replyTo, purpose]);
/** Where what is owed first is said. */
const spoken = ({ duties: [duty] }: Plan): unknown[] => [duty?.kind, duty?.venue, duty?.replyTo];

const everywhere: SituationVenues = {
  hub: { venue: 'hashtag:#x' },
  origin: { venue: 'account:m/@a', replyTo: 'post-1' },
  originators: [{ venue: 'blog:y', replyTo: 'post-0' }, { venue: 'blog:z' }],
  amplifiers: [{ venue: 'forum:w', replyTo: 'post-9' }, { venue: 'forum:v' }],
  press: { venue: 'mail:press' },
  private: { venue: 'dm:a', replyTo: 'post-2' },
  internal: { venue: 'chat:staff' },
};
const url = 'https://acme.example/status';

describe('where one speaks', () => {
  test('in the order of speaking, each for its purpose, by the rule that asks for it', () => {
    const plan = placed(targets, everywhere, { owner: { canonicalUrl: url } });
    expect(rows(plan)).toEqual([
      ['hub', 'hashtag:#x', null, 'first-answer'],
      ['origin', 'account:m/@a', 'post-1', 'additional'],
      ['originators', 'blog:y', 'post-0', 'additional'],
      ['originators', 'blog:z', null, 'additional'],
      ['amplifiers', 'forum:w', 'post-9', 'additional'],
      ['amplifiers', 'forum:v', null, 'additional'],
      ['canonical', url, null, 'record'],
      ['press', 'mail:press', null, 'inform'],
      ['private', 'dm:a', 'post-2', 'continuation'],
      ['internal', 'chat:staff', null, 'inform'],
    ]);
    expect(plan.venues.map(({ rule: id }) => id)).toEqual(plan.venues.map(({ target }) => `V-${target}`));
    expect(plan.gaps).toEqual([]);
  });
  test('nowhere but where a rule asks for it', () => {
    expect(rows(placed([], everywhere))).toEqual([]);
    expect(rows(placed(['originators'], everywhere)).map(([target, , , purpose]) => [target, purpose])).toEqual([['originators', 'first-answer'], ['originators', 'additional']]);
    expect(rows(placed(['press', 'amplifiers'], everywhere)).map(([target]) => target)).toEqual(['amplifiers', 'amplifiers', 'press']);
  });
  test('inside alone, where it is to stay inside', () => {
    expect(rows(placed(targets, everywhere, { decision: 'internal-only', owner: { canonicalUrl: url } }))).toEqual([['internal', 'chat:staff', null, 'inform']]);
  });
  test('a place that is asked for and not known stands without one', () => {
    const plan = placed(targets, {});
    expect(rows(plan)).toEqual([['origin', null, null, 'first-answer'], ['press', null, null, 'inform'], ['private', null, null, 'continuation'], ['internal', null, null, 'inform']]);
    expect(plan.gaps).toEqual(['canonical-page']);
  });
  test('where nobody spoke there is nobody to answer beside the hub', () => {
    expect(rows(placed(['hub', 'origin'], { hub: { venue: 'hashtag:#x', replyTo: 'pinned' } }))).toEqual([['hub', 'hashtag:#x', 'pinned', 'first-answer']]);
  });
  test('in the hub the person is answered in the hub, unless it has a post of its own', () => {
    const origin = { venue: 'hashtag:#x', replyTo: 'post-1' };
    expect(rows(placed(['hub', 'origin'], { hub: { venue: 'hashtag:#x' }, origin }))).toEqual([['hub', 'hashtag:#x', 'post-1', 'first-answer']]);
    expect(rows(placed(['hub', 'origin'], { hub: { venue: 'hashtag:#x', replyTo: 'pinned' }, origin }))).toEqual([['hub', 'hashtag:#x', 'pinned', 'first-answer']]);
    // Where no rule asks for the hub, it is as any other place.
    expect(rows(placed(['origin'], { hub: { venue: 'hashtag:#x' }, origin }))).toEqual([['origin', 'hashtag:#x', 'post-1', 'first-answer']]);
  });
  test('those who began it are answered once, where it was said or where they said it', () => {
    const at = (origin: SituationVenues['origin'], originators: SituationVenues['originators']): unknown[] => rows(placed(['origin', 'originators'], { origin, originators })).map(([target, venue, replyTo]) => [target, venue, replyTo]);
    expect(at({ venue: 'blog:y', replyTo: 'post-1' }, [{ venue: 'blog:y', replyTo: 'post-1' }])).toEqual([['origin', 'blog:y', 'post-1']]);
    expect(at({ venue: 'blog:y', replyTo: 'post-1' }, [{ venue: 'blog:y', replyTo: 'post-2' }, { venue: 'blog:z', replyTo: 'post-1' }])).toEqual([['origin', 'blog:y', 'post-1'], ['originators', 'blog:y', 'post-2'], ['originators', 'blog:z', 'post-1']]);
    expect(at({ venue: 'blog:y' }, [{ venue: 'blog:y', replyTo: null }])).toEqual([['origin', 'blog:y', null]]);
    expect(at(undefined, [{ venue: 'blog:y' }])).toEqual([['origin', null, null], ['originators', 'blog:y', null]]);
  });
  test('who carries it on is told where nothing else is said', () => {
    const amplifiers = [{ venue: 'hashtag:#x' }, { venue: 'forum:w' }, { venue: 'forum:w', replyTo: 'post-8' }];
    expect(rows(placed(['hub', 'amplifiers'], { hub: { venue: 'hashtag:#x' }, amplifiers }))).toEqual([['hub', 'hashtag:#x', null, 'first-answer'], ['amplifiers', 'forum:w', null, 'additional']]);
    expect(rows(placed(['amplifiers'], { hub: { venue: 'hashtag:#x' }, amplifiers })).map(([, venue]) => venue)).toEqual(['hashtag:#x', 'forum:w']);
  });
});

describe('what cannot be answered in', () => {
  const closed = (...ids: string[]): Partial<BrandInput> => ({ canonicalUrl: url, venues: ids.map((id) => ({ id, answerable: false })) });
  test('is a gap where an answer is owed, and not where one informs or goes on', () => {
    expect(placed(targets, everywhere, { owner: closed('*') }).gaps).toEqual(['venue:hashtag:#x', 'venue:account:m/@a', 'venue:blog:y', 'venue:blog:z', 'venue:forum:w', 'venue:forum:v']);
    expect(placed(targets, everywhere, { owner: closed('blog:*', 'forum:w') }).gaps).toEqual(['venue:blog:y', 'venue:blog:z', 'venue:forum:w']);
    expect(placed(targets, everywhere, { owner: closed('blog:', 'forum', 'x*') }).gaps).toEqual([]);
    expect(placed(['origin'], {}, { owner: closed('*') }).gaps).toEqual([]);
  });
  test('goes by the first entry that fits', () => {
    const venues = [{ id: 'blog:y' }, { id: 'blog:*', answerable: false }];
    expect(placed(targets, everywhere, { owner: { canonicalUrl: url, venues } }).gaps).toEqual(['venue:blog:z']);
  });
  test('without a brand nothing is known to be closed', () => {
    expect(placed(['hub'], everywhere, { owner: null }).gaps).toEqual(['owner:on-call']);
  });
  test('a page that no rule asks for is not missing', () => {
    expect(placed(['hub'], everywhere).gaps).toEqual([]);
    expect(placed(['hub', 'canonical'], everywhere).gaps).toEqual(['canonical-page']);
  });
});

describe('the crowd and the person', () => {
  const { hub, origin, originators } = everywhere;
  const page = { owner: { canonicalUrl: url } };
  const person = { ...page, subject: 'case' as const };
  test.each<[string, Target[], SituationVenues, unknown[], unknown[]]>([
    ['the hub, and where they spoke', ['hub', 'origin'], { hub, origin }, ['hashtag:#x', null], ['account:m/@a', 'post-1']],
    ['where they spoke, without a hub', ['hub', 'origin', 'originators'], { origin, originators }, ['account:m/@a', 'post-1'], ['account:m/@a', 'post-1']],
    ['who began it, where nobody else spoke', ['originators', 'amplifiers'], everywhere, ['blog:y', 'post-0'], ['blog:y', 'post-0']],
    ['who began it, before a place that is not known', ['origin', 'originators', 'canonical'], { originators }, ['blog:y', 'post-0'], [null, null]],
    ['the own page, where nobody spoke', ['origin', 'canonical', 'press'], {}, [url, null], [null, null]],
    ['the own page, where only the press is told', ['canonical', 'press', 'private', 'amplifiers'], everywhere, [url, null], [url, null]],
    ['nowhere, where no place is known', ['origin', 'press'], { press: { venue: 'mail:press' } }, [null, null], [null, null]],
    ['nowhere, where nobody is answered', ['press'], { press: { venue: 'mail:press' } }, [null, null], [null, null]],
  ])('are answered: %s', (_name, asked, venues, crowd, one) => {
    expect(spoken(placed(asked, venues, page))).toEqual(['acknowledge', ...crowd]);
    expect(spoken(placed(asked, venues, person))).toEqual(['answer', ...one]);
  });
});
