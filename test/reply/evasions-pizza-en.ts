import type { Evasion } from './evasions.ts';

/** Sentences that get round a complaint, each by itself within an answer that is good without it, and their good twins. */
export const evasions: readonly Evasion[] = [
  {
    cue: 'never.incentive', frame: 'base', of: 'pizza',
    cold: [
      'Swap your two stars for five and dessert is on the house.',
      'We refund the pizza when you have taken your comment off Google.',
    ],
    fine: [
      'Dessert is on the house for everybody who waited tonight.',
    ],
  },
  {
    cue: 'L08', frame: 'base', of: 'pizza',
    cold: [
      'Businesses have sued over reviews like this one.',
      'Be careful what you call stone cold in public.',
    ],
    fine: [
      'You were right to say so in public.',
    ],
  },
  {
    cue: 'L13', frame: 'plain', of: 'pizza',
    cold: [
      'We do not give money back for food that was eaten.',
      'It is too late to do anything about it tonight.',
    ],
    fine: [
      'I cannot bring the evening back. A hot pizza is on its way to you, and I will ring you at eight.',
    ],
  },
  {
    cue: 'L04', frame: 'base', of: 'pizza',
    cold: [
      'At the end of the day it is just a pizza.',
      'A cold slice is no reason to be so angry.',
    ],
    fine: [
      'It was not just a pizza, it was your Friday night.',
    ],
  },
  {
    cue: 'L15', frame: 'base', of: 'pizza',
    cold: [
      'Everyone else on your street got it hot.',
      'Our drivers are on time in 98 of 100 cases.',
    ],
    fine: [
      'Four others on your street got it cold, too.',
    ],
  },
  {
    cue: 'L08', frame: 'base', of: 'pizza',
    cold: [
      'Our delivery conditions speak of up to sixty minutes.',
    ],
    fine: [
      'Sixty minutes in our delivery conditions was never fair, I am changing it to thirty.',
    ],
  },
  {
    cue: 'L17', frame: 'base', of: 'pizza',
    cold: [

    ],
    fine: [
      'Well spotted: the bag was open.',
    ],
  },
  {
    cue: 'never.takedown', frame: 'base', of: 'pizza',
    cold: [
      'If the new one tastes better, a kinder rating would make our day.',
      'Can we agree that this review goes offline?',
    ],
    fine: [

    ],
  },
  {
    cue: 'L02', frame: 'plain', of: 'pizza',
    cold: [
      'We are sorry the pizza was not hot enough for you.',
      'We regret that you found the wait too long.',
    ],
    fine: [
      'I am sorry that we let you wait. A hot pizza is on its way to you.',
    ],
  },
];
