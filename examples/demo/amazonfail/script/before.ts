// Invented posts. February to the small hours of Easter Sunday, 12 April 2009.
import type { Segment } from './line.ts';

export const before: readonly Segment[] = [
  {
    name: 'feb',
    from: '2009-02-10T09:00',
    to: '2009-02-24T21:00',
    lines: [
      [
        'tobias_quill',
        'My memoir has lost its sales rank on @amazon. A helpful soul at customer service tells me it is now filed as "adult". It is about my grandmother\'s shop and the man I married. Straight memoirs with twice the kissing keep their rank. Who decided this?',
        ['complaint', 'values-criticism', 'question'],
        { key: 'feb-complaint', at: '2009-02-11T14:20' },
      ],
      ['tobias_quill', 'Two weeks since I asked @amazon why my memoir counts as "adult". No answer yet. Still no rank, and it no longer comes up when you search for the title.', ['complaint', 'silence-complaint'], { to: 'feb-complaint', at: '2009-02-24T19:05' }],
    ],
  },
  {
    name: 'signs',
    from: '2009-04-09T10:00',
    to: '2009-04-11T23:30',
    lines: [
      ['heron_press', 'Odd: two of our bestselling gay romances have no sales rank on Amazon since this morning. The cookbook next to them has. Is it only us?', ['complaint', 'question'], { key: 'heron-question', at: '2009-04-09T17:40' }],
      ['nell_harrow', 'Saltwater Cousins, my book for teenagers, has lost its sales rank on Amazon. It has one kiss in it. Two boys, one kiss. I have written to member services.', ['complaint', 'values-criticism'], { key: 'nell-friday', at: '2009-04-10T09:15' }],
      ['perrin_vale', 'Spotter had a sales rank on Amazon yesterday and has none today. Did I break something, or did @amazon?', ['complaint', 'question'], { key: 'perrin-friday', at: '2009-04-10T13:30', spread: 1 }],
      ['odalys_wren', '@invented_perrin_vale The Lantern Boys too. Gone from the Amazon lists, gone from the search. I counted eleven colleagues with the same trouble before I stopped.', 'complaint', { to: 'perrin-friday', at: '2009-04-10T16:50' }],
      ['kit_lowell', '@invented_nell_harrow that is the book I gave my cousin when he came out. Amazon thinks it is dirty now??', ['question', 'values-criticism'], { to: 'nell-friday', at: '2009-04-10T18:20' }],
      ['marguerite_ash', "The Glassblower's Wife has vanished from the Amazon bestseller list for historical novels. It was number nine on Thursday. I would like to think it is an accident.", 'complaint', { at: '2009-04-11T11:10' }],
      ['roz_stacks', 'Made a list at work: of forty prize-winning gay and lesbian novels, twenty-six have no Amazon sales rank today. The dog breeding manuals are all fine.', ['complaint', 'values-criticism'], { at: '2009-04-11T20:45', spread: 1 }],
    ],
  },
  {
    name: 'answer',
    from: '2009-04-12T02:00',
    to: '2009-04-12T07:40',
    lines: [
      [
        'nell_harrow',
        'Member services has answered me. Out of consideration for all their customers, they say, Amazon leaves "adult" books out of some searches and bestseller lists. So it is a policy. My book is for fourteen-year-olds. The whole letter is on my blog.',
        ['complaint', 'values-criticism'],
        { key: 'the-letter', at: '2009-04-12T02:00', venue: 'livejournal', title: 'The letter from Amazon', links: ['https://nell-harrow.example/the-letter'], spread: 3 },
      ],
      ['odalys_wren', '@invented_nell_harrow Up since five, reading the letter they sent you, shaking. Ten years of my work on Amazon and I am "adult material".', ['complaint', 'values-criticism'], { to: 'the-letter', at: '2009-04-12T05:35', venue: 'livejournal' }],
      ['bea_thornwood', '@invented_nell_harrow My handbook on disability and love has no Amazon rank either. It is used in hospitals. Adult, apparently, means that I may not love.', ['complaint', 'values-criticism'], { to: 'the-letter', at: '2009-04-12T06:50', venue: 'livejournal' }],
    ],
  },
];
