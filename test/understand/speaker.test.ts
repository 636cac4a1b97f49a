import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { english } from '../../src/languages/en/index.ts';
import { hebrew } from '../../src/languages/he/index.ts';
import { brandSchema, type BrandInput } from '../../src/spec/brand.ts';
import type { Author, Post } from '../../src/spec/post.ts';
import { speakerFactSchema } from '../../src/spec/speaker.ts';
import { createSpeakers } from '../../src/understand/index.ts';

const speakers = createSpeakers({ packs: [english(), hebrew()] });

const acme = (more: Partial<BrandInput> = {}) =>
  brandSchema.parse({
    id: 'acme', name: 'Acme', query: 'acme', aliases: ['Acme Corp', 'אקמי'],
    accounts: { handles: ['@AcmeCare', 'acme-7'], names: ['Acme Support'], domains: ['acme-group.example'] },
    staff: { handles: ['dana_k'], names: ['Noa Levin'], domains: ['acme.example'] },
    competitors: { handles: ['@rivalco'], domains: ['rival.example'] },
    press: { handles: ['harbourtimes'], names: ['Uri Bar'], domains: ['harbour.example'] },
    ...more,
  });

const post = (text: string, author: Partial<Author> | null = {}, language = 'en', thread: Partial<Post['thread']> = {}): Post => ({
  id: 'p', source: 's', sourceId: '1', revision: 0, digest: 'd', text, authorKey: 'k', venue: { id: 'v', kind: 'account', class: 'microblog', name: 'v' }, hashtags: [], handles: [], links: [],
  ...(author === null ? {} : { author: { id: 'u1', ...author } }),
  thread: { root: 'p', ...thread }, postedAt: null, seenAt: 0, language: { code: language, confidence: 1, by: 'script' }, reach: {}, private: false, notes: [],
});

const judge = (text: string, author: Partial<Author> | null = {}, language = 'en') => speakers.judge({ post: post(text, author, language), brand: acme(), history: [] });

describe("the brand's own lists", () => {
  test.each<[string, Partial<Author>, string, number]>([
    ['own handle, whatever the case', { handle: 'acmecare' }, 'brand', 1],
    ['own author id', { id: 'ACME-7' }, 'brand', 1],
    ['staff by handle', { handle: '@Dana_K' }, 'employee', 0.98],
    ['staff by mail address', { id: 'someone@acme.example' }, 'employee', 0.9],
    ['staff by mail address in the bio', { bio: 'write me: someone@shop.acme.example.' }, 'employee', 0.75],
    ['a competitor by link', { url: 'https://www.rival.example/about' }, 'competitor', 0.75],
    ['the press by handle', { handle: 'HarbourTimes' }, 'journalist', 0.98],
    ['the press by a domain that the source has proved', { verifiedDomains: ['desk.Harbour.example.'] }, 'journalist', 0.95],
    ['the brand by a domain that the source has proved', { handle: 'acme_il', verifiedDomains: ['acme-group.example'] }, 'brand', 0.95],
    ['the brand by mail address', { id: 'care@acme-group.example' }, 'brand', 0.9],
  ])('%s', (_, author, role, confidence) => expect(judge('hello there', author)).toMatchObject({ known: true, value: role, confidence, evidence: [{ source: 'list' }] }));

  test.each<[string, Partial<Author>]>([
    ['a name like the brand beside a foreign handle', { handle: 'acme_reaI', name: 'Acme Support' }],
    ['the handle with something added', { handle: 'acmecare2' }],
    ['a domain that only ends alike', { url: 'https://notacme.example', id: 'x@notacme.example' }],
    ['part of a name', { name: 'Noa Levinson' }],
    ['a link to the brand', { url: 'https://acme-group.example' }],
    ['a proved domain that only ends alike', { verifiedDomains: ['notacme.example', 'acme.example.evil'] }],
    ['many followers and a tick', { handle: 'star', verified: true, followers: 9_000_000 }],
  ])('not by %s', (_, author) => expect(judge('hello there', author)).toEqual({ known: false, why: 'nothing says who speaks', candidates: [] }));

  test('two lists contradict each other', () => {
    const fact = speakers.judge({ post: post('hi', { handle: 'both' }), brand: acme({ staff: { handles: ['both'] }, press: { handles: ['both'] } }), history: [] });
    expect(fact).toMatchObject({ known: false, candidates: [{ value: 'employee' }, { value: 'journalist' }] });
  });
  test('an account on a list outweighs words', () => expect(judge('my order never came', { handle: 'dana_k' })).toMatchObject({ known: true, value: 'employee' }));
});

describe('words', () => {
  test.each<[string, string, string]>([
    ['My order never arrived', 'en', 'customer'],
    ['I bought the blue one and it broke', 'en', 'customer'],
    ['I work at Acme and we were told nothing', 'en', 'employee'],
    ['As an employee I am ashamed', 'en', 'employee'],
    ['I used to work at Acme', 'en', 'former-employee'],
    ["I'm a reporter, who can comment? My deadline is six", 'en', 'journalist'],
    ['Sign our petition and join the protest', 'en', 'activist'],
    ['As an author I see my sales rank is gone, my publisher says so too', 'en', 'partner'],
    ['Ordered a blender from Acme in March', 'en', 'customer'],
    ['My Acme subscription renews by itself', 'en', 'customer'],
    ['I have been shopping at Acme for twenty years', 'en', 'customer'],
    ['Cancelled my membership this morning', 'en', 'customer'],
    ['Where is my parcel?', 'en', 'customer'],
    ['I am one of your oldest customers', 'en', 'customer'],
    ['I pack your boxes all night', 'en', 'employee'],
    ['I left Acme after nine years', 'en', 'former-employee'],
    ['Freelance journalist here, asked Acme for comment', 'en', 'journalist'],
    ['My novel had a rank and has no sales now', 'en', 'partner'],
    ['We sell honey on Acme', 'en', 'partner'],
    ['We are collecting signatures at the gate', 'en', 'activist'],
    ['ביטלתי מנוי אתמול', 'he', 'customer'],
    ['אני מזמינה כבר שנים באקמי', 'he', 'customer'],
    ['הספר שתרגמתי לא מופיע', 'he', 'partner'],
    ['כותבת על פרשת המחירים', 'he', 'journalist'],
    ['ההזמנה שלי לא הגיעה', 'he', 'customer'],
    ['קניתי אצלכם מקרר', 'he', 'customer'],
    ['אני עובד באקמי כבר שנה', 'he', 'employee'],
    ['כעובדת אני מתביישת', 'he', 'employee'],
    ['עבדתי באקמי שלוש שנים', 'he', 'former-employee'],
    ['אני עיתונאית ומכינה כתבה', 'he', 'journalist'],
    ['חתמו על העצומה והצטרפו למחאה', 'he', 'activist'],
    ['הספרים שלי נעלמו, כסופרת זה כואב', 'he', 'partner'],
  ])('%s', (text, language, role) => {
    const fact = judge(text, {}, language);
    expect(fact).toMatchObject({ known: true, value: role });
    const spans = fact.known ? fact.evidence.map(({ span }) => text.slice(span?.start, span?.end)) : [];
    expect(spans.length).toBeGreaterThan(0);
    expect(spans).not.toContain('');
  });

  test('without an author they still count', () => expect(judge('My order never arrived', null)).toMatchObject({ value: 'customer' }));
  test('a customer who works there is not known', () => expect(judge('I work at Acme, and my order is late')).toMatchObject({ known: false, candidates: [{ value: 'employee' }, { value: 'customer' }] }));
  test('said by somebody else they say nothing', () => {
    expect(judge('RT @lee: my order never arrived')).toMatchObject({ known: false });
    expect(speakers.judge({ post: post('my order never arrived', {}, 'en', { repost: 'p0' }), brand: acme(), history: [] })).toMatchObject({ known: false });
  });
  test.each(['I would never buy anything at Acme', 'Bought some Acme stock', 'My rent is due on Friday', 'Got a job at Acme'])('no customer for saying: %s', (text) => expect(judge(text)).not.toMatchObject({ value: 'customer' }));
  test('a passing word about customer service does not outweigh a trade', () => expect(judge('As an author I asked customer service')).toMatchObject({ known: true, value: 'partner' }));
  test('ten times the same is not surer', () => expect(judge('my order '.repeat(10))).toMatchObject({ confidence: 0.7 }));
  test('a weak sign is a candidate', () => expect(judge('still on hold')).toEqual({ known: false, why: 'the signs are too weak', candidates: [{ value: 'customer', confidence: 0.45 }] }));
  test('working on Saturday is no job at the brand', () => expect(judge('אני עובד בשבת', {}, 'he')).toMatchObject({ known: false }));
});

describe('the profile', () => {
  test.each<[string, string]>([
    ['Barista at Acme Corp, coffee person', 'employee'],
    ['Works at @acmecare', 'employee'],
    ['Formerly at Acme. Now a gardener.', 'former-employee'],
    ['Staff writer at the Harbour Gazette', 'journalist'],
    ['עיתונאית, כתבת צרכנות', 'journalist'],
    ['דיילת אקמי', 'employee'],
    ['Climate activist and organiser', 'activist'],
    ['Beauty blogger, for collabs write me', 'influencer'],
    ['Official account of the city council', 'authority'],
    ['משרד הבריאות', 'authority'],
    ['Novelist, author of three thrillers', 'partner'],
    ['YA author, swimmer', 'partner'],
    ['I write thrillers and eat plums', 'partner'],
    ['Small publisher of maps', 'partner'],
    ['משוררת ואמא', 'partner'],
    ['Packer at an Acme depot', 'employee'],
    ['Formerly depot chief at Acme', 'former-employee'],
    ['Campaign for safer streets', 'activist'],
    ['Podcast host, 9,000 listeners a week', 'influencer'],
    ['City councillor, member of the transport committee', 'authority'],
  ])('%s', (bio, role) => expect(judge('hello there', { bio })).toMatchObject({ known: true, value: role, evidence: [{ source: 'profile' }] }));

  test.each(['Former reporter, now baker', 'Journalism student', 'Works at Zenith', 'עורכת דין', 'סופר שמח בחיים', 'Author of my own misfortunes', 'Aspiring novelist', 'I love indie authors'])('says nothing: %s', (bio) => expect(judge('hello there', { bio })).toMatchObject({ known: false }));
  test('evidence has its place in the profile, not in the post', () => {
    const fact = judge('hello there', { bio: 'Mornings: staff writer at the Harbour Gazette' });
    expect(fact.known ? fact.evidence : null).toEqual([{ source: 'profile', cue: 'en.journalist.profile.profession', place: { field: 'bio', start: 10, end: 22 } }]);
  });
  test('a name of the brand with marks of the phrase language harms nothing', () => {
    const brand = acme({ name: 'A|B* ~C', aliases: ['***', '...', '| |'] });
    expect(speakers.judge({ post: post('i work at Acme', { bio: 'x' }), brand, history: [] }).known).toBeTypeOf('boolean');
  });
});

describe('the name', () => {
  test.each<[string, Partial<Author>, string]>([
    ['a profession', { name: 'Dana, reporter and columnist עיתונאית' }, 'journalist'],
    ['an office', { name: 'Ministry of Health', verified: true, followers: 2_000_000 }, 'authority'],
    ['one on the list of staff', { name: 'noa levin' }, 'employee'],
    ['one on the list of the press', { name: 'Uri Bar, reporter' }, 'journalist'],
    ["the brand's, where the source has no handles", { name: 'acme  support' }, 'brand'],
    ['an office, beside a link to one', { name: 'Ministry of Health', url: 'https://health.gov.example' }, 'authority'],
  ])('alone tells nobody, but may be so: %s', (_, author, role) => {
    const fact = judge('hello there', author);
    expect(fact.known).toBe(false);
    if (!_.includes('list of the press')) expect(fact).toMatchObject({ candidates: [{ value: role }] });
  });

  test('adds to what else is known', () => {
    expect(judge('I work at Acme', {})).toMatchObject({ value: 'employee', confidence: 0.8 });
    expect(judge('I work at Acme', { name: 'Noa Levin' })).toMatchObject({ value: 'employee', confidence: 0.9 });
  });
  test('of one on a list keeps another role from being known', () => expect(judge('my order never came', { name: 'Noa Levin' })).toMatchObject({ known: false, candidates: [{ value: 'customer' }, { value: 'employee', confidence: 0.5 }] }));

  const words = fc.array(fc.constantFrom('reporter', 'Acme', 'Support', 'Noa Levin', 'Uri Bar', 'Ministry of', 'police department', 'employee at Acme', 'עיתונאית', 'משרד הבריאות', 'author', 'fan account', 'influencer', 'ex', '-', '@acmecare'), { maxLength: 8 }).map((parts) => parts.join(' '));
  test('property: is never enough, whatever followers and ticks are beside it', () => {
    const author = fc.record({ id: fc.constant('u1'), name: words, followers: fc.nat(), verified: fc.boolean(), joinedAt: fc.nat() });
    const person = fc.option(fc.constantFrom('person' as const, 'organisation' as const), { nil: null });
    fc.assert(fc.property(author, person, (who, party) => {
      expect(speakers.judge({ post: post('hello there', who), brand: acme(), history: [] }, party === null ? null : { known: true, value: party, confidence: 0.97, evidence: [] }).known).toBe(false);
    }), { numRuns: 300 });
  });
  test('property: followers and ticks count for nothing', () => {
    const plain = fc.record({ id: fc.constant('u1'), name: words, bio: words });
    fc.assert(fc.property(fc.constantFrom('hello', 'my order is late', 'I work at Acme'), plain, fc.nat(), fc.boolean(), (text, author, followers, verified) => {
      expect(judge(text, { ...author, followers, verified })).toEqual(judge(text, author));
    }), { numRuns: 100 });
  });
});

describe('domains of offices', () => {
  test.each<[string, Partial<Author>, number]>([
    ['proved', { verifiedDomains: ['health.gov.il'] }, 0.9],
    ['of a mail address', { id: 'desk@police.uk' }, 0.75],
  ])('%s', (_, author, confidence) => expect(judge('hello there', author)).toMatchObject({ value: 'authority', confidence, evidence: [{ source: 'metadata' }] }));
  test('merely linked to say little', () => expect(judge('hello there', { url: 'https://www.health.gov.il/page' })).toEqual({ known: false, why: 'the signs are too weak', candidates: [{ value: 'authority', confidence: 0.3 }] }));
  test.each(['gov.example.com', 'mygov.il.example', 'notgov', 'govern.org', 'go.co'])('%s is none', (host) => expect(judge('hello there', { verifiedDomains: [host] })).toMatchObject({ candidates: [] }));
});

describe('an organisation', () => {
  const as = (text: string, author: Partial<Author>, value: 'person' | 'organisation', confidence = 0.95) => speakers.judge({ post: post(text, author), brand: acme(), history: [] }, { known: true, value, confidence, evidence: [] });
  test('is no customer by a cue alone', () => {
    expect(as('my order never came', {}, 'person')).toMatchObject({ known: true, value: 'customer' });
    expect(as('my order never came', {}, 'organisation')).toEqual({ known: false, why: 'the signs are too weak', candidates: [{ value: 'customer', confidence: 0.04 }] });
    expect(as('my order never came', {}, 'organisation', 0.75)).toMatchObject({ known: true, value: 'customer' });
  });
  test('is one where more than its words says so', () => {
    const history = [{ role: 'customer' as const, confidence: 0.9, at: 0, by: 'judge' as const }];
    expect(speakers.judge({ post: post('my order never came'), brand: acme(), history }, { known: true, value: 'organisation', confidence: 0.95, evidence: [] })).toMatchObject({ known: true, value: 'customer' });
  });
  test('is a little more surely the office that its bio says it is', () => {
    const bio = 'Official account of the city council';
    expect(as('hello', { bio }, 'person')).toMatchObject({ value: 'authority', confidence: 0.75 });
    expect(as('hello', { bio }, 'organisation')).toMatchObject({ value: 'authority', confidence: 0.83, evidence: [{ source: 'profile' }, { source: 'model', cue: 'organisation' }] });
  });
});

describe('history', () => {
  const past = (role: 'customer' | 'employee' | 'former-employee', confidence = 0.8, by: 'judge' | 'human' = 'judge') => ({ role, confidence, at: 0, by });
  const later = (text: string, history: ReturnType<typeof past>[], author: Partial<Author> = {}) => speakers.judge({ post: post(text, author), brand: acme(), history });
  test('who was a customer is one', () => expect(later('hello there', [past('customer')])).toEqual({ known: true, value: 'customer', confidence: 0.76, evidence: [{ source: 'history', cue: 'earlier' }] }));
  test('adds to what is said today', () => expect(later('my order never came', [past('customer')])).toMatchObject({ value: 'customer', confidence: 0.93 }));
  test('is no more than a sign where today says otherwise', () => {
    expect(later('I work at Acme', [past('customer')])).toMatchObject({ known: false, candidates: [{ value: 'employee' }, { value: 'customer' }] });
    expect(later('hello there', [past('customer')], { handle: 'dana_k' })).toMatchObject({ known: true, value: 'employee' });
  });
  test('who left is no longer employed, who came back may be', () => {
    expect(later('I used to work at Acme', [past('employee')])).toMatchObject({ known: true, value: 'former-employee' });
    expect(later('I work at Acme', [past('former-employee')])).toMatchObject({ known: false, candidates: [{ value: 'employee' }, { value: 'former-employee' }] });
  });
  test("a human's word beats all else", () => {
    for (const author of [{}, { handle: 'acmecare' }, { handle: 'harbourtimes', bio: 'journalist' }]) {
      expect(later('my order never came', [past('customer'), past('employee', 1, 'human')], author)).toEqual({ known: true, value: 'employee', confidence: 1, evidence: [{ source: 'human', cue: 'correction' }] });
    }
  });
});

interface Listed {
  handles?: string[];
  names?: string[];
  domains?: string[];
}

test('property: one entry more on a list never lowers what it speaks for', () => {
  const lists = [['staff', 'employee'], ['competitors', 'competitor'], ['press', 'journalist']] as const;
  const author = { id: 'u1', handle: 'sam', name: 'Sam Tree', url: 'https://sam.example', verifiedDomains: ['tree.example'] };
  const entry = fc.constantFrom<Listed>({ handles: ['sam'] }, { names: ['Sam Tree'] }, { domains: ['sam.example'] }, { domains: ['tree.example'] }, { handles: ['else'] });
  const confidenceOf = (role: string, fact: ReturnType<typeof judge>): number => (fact.known ? (fact.value === role ? fact.confidence : 0) : (fact.candidates.find(({ value }) => value === role)?.confidence ?? 0));
  const texts = fc.constantFrom('hello', 'my order is late', 'I work at Acme', 'I used to work at Acme', "I'm a reporter");
  fc.assert(fc.property(texts, fc.constantFrom(...lists), entry, fc.option(fc.tuple(fc.constantFrom(...lists), entry), { nil: null }), (text, [list, role], added, other) => {
    const before: Partial<BrandInput> = { staff: {}, competitors: {}, press: {}, ...(other === null ? {} : { [other[0][0]]: other[1] }) };
    const had = (before as Record<string, Listed>)[list] ?? {};
    const after = { ...before, [list]: Object.fromEntries((['handles', 'names', 'domains'] as const).map((kind) => [kind, [...(had[kind] ?? []), ...(added[kind] ?? [])]])) };
    const judged = (brand: Partial<BrandInput>) => speakers.judge({ post: post(text, author), brand: acme(brand), history: [] });
    expect(confidenceOf(role, judged(after))).toBeGreaterThanOrEqual(confidenceOf(role, judged(before)));
  }), { numRuns: 300 });
});

test('a profile of a million letters is not read to its end', () => {
  const far = `${'word '.repeat(200_000)} journalist someone@harbour.example`;
  expect(judge('hello there', { bio: far, name: 'a'.repeat(1_000_000), url: `https://${'a.'.repeat(500_000)}harbour.example`, id: `${'x'.repeat(1_000_000)}@harbour.example` })).toEqual({ known: false, why: 'nothing says who speaks', candidates: [] });
});

test('whatever author and text: a valid fact, the same again', () => {
  const hostile = fc.string({ unit: 'binary', maxLength: 80 });
  const text = fc.oneof(hostile, fc.array(fc.constantFrom('my order', 'I work at', 'Acme', 'reporter', '@', 'עובדת', 'a@b', '\ud800', 'RT @', ' '), { maxLength: 30 }).map((parts) => parts.join(' ')));
  fc.assert(
    fc.property(text, fc.record({ id: fc.string({ minLength: 1 }), handle: hostile, name: text, bio: text, url: hostile }), fc.constantFrom('en', 'he', 'und'), (words, author, language) => {
      const fact = judge(words, author, language);
      expect(speakerFactSchema.safeParse(fact).success).toBe(true);
      expect(judge(words, author, language)).toEqual(fact);
      for (const { span } of fact.known ? fact.evidence : []) if (span !== undefined) expect(words.slice(span.start, span.end)).not.toBe('');
    }),
    { numRuns: 200 },
  );
});
