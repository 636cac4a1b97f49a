// Invented posts. Tuesday, 14 April 2009, and the weeks after, times in the East. What was announced fixed at 15:15 Pacific is 18:15 here.
import type { Segment } from './line.ts';

export const after: readonly Segment[] = [
  {
    name: 'tuesday',
    from: '2009-04-14T06:30',
    to: '2009-04-14T18:10',
    reposts: 3,
    lines: [
      ['ledger_books', 'Day three: Amazon blames a cataloguing error. Our question of Sunday, since when, is still open. Whom do we ask today?', ['press-inquiry', 'question'], { venue: 'ledger', title: 'What Amazon has not said' }],
      ['*', 'There is talk that one person abroad ticked one wrong box and Amazon fell over worldwide. #amazonfail', 'rumour', { key: 'one-box', spread: 1 }],
      ['*', '@{one-box} then please do not hang that person. Build a box that asks "are you sure", Amazon. #amazonfail', 'statement', { to: 'one-box' }],
      ['roz_stacks', 'Tuesday check: 71 of 80 have their Amazon rank again. Nine to go. #amazonfail', 'statement', { spread: 1 }],
      ['heron_press', 'Eight of nine are back. Our Easter is not. Nobody from Amazon has been in touch. #amazonfail', ['complaint', 'silence-complaint'], { spread: 1 }],
      ['*', 'I went back and ordered at Amazon today. Felt odd. Will not say why in public. #amazonfail', 'statement', { who: 'customer' }],
      ['*', '@amazon a simple question for the third day: will you write to the authors? #amazonfail', ['question', 'silence-complaint']],
      ['council_ruth', 'The consumer committee has the Amazon press statement, like everyone. It had asked a question, and has no answer. #amazonfail', ['complaint', 'silence-complaint']],
      ['*he', 'יום שלישי, ואמזון עדיין לא ענתה לאף אחד כאן בתגית. רק לעיתונים. #amazonfail', 'silence-complaint'],
      ['bea_thornwood', 'My handbook is back on Amazon. The social worker bought it at last. I am glad, and I am still waiting for one human sentence. #amazonfail', ['complaint', 'silence-complaint'], { spread: 2 }],
      ['*he', 'הספר שתרגמתי חזר לדירוג. תודה לאמזון על התיקון, וחבל שלא אמרתם לנו מילה בדרך. #amazonfail', ['praise', 'silence-complaint'], { who: 'partner' }],
      ['sardonic_sue', 'Amazon rank: restored. Amazon nerve: never lost. #amazonfail', 'satire'],
    ],
  },
  {
    name: 'fixed',
    from: '2009-04-14T18:20',
    to: '2009-04-14T23:50',
    reposts: 3,
    lines: [
      ['wire_now', 'Amazon says the error in its sales rankings is fixed. #amazonfail', 'statement', { at: '2009-04-14T18:20', key: 'wire-fixed', spread: 2 }],
      ['*', 'Fixed, says Amazon. My anthology still does not show. #amazonfail', 'complaint', { quote: 'wire-fixed', who: 'partner', spread: 1 }],
      ['odalys_wren', 'The Lantern Boys has a rank again. Number 41,202, a lovely number. Still nobody from Amazon has said sorry to any of us. #amazonfail', ['complaint', 'silence-complaint'], { spread: 3 }],
      ['perrin_vale', 'My silly gym novel is back and selling like never before. It would be funnier if Amazon had written to me. #amazonfail', ['complaint', 'silence-complaint'], { spread: 1 }],
      ['*', 'Good that it works again, Amazon. Thank you to the people who fixed it. #amazonfail', 'praise', { who: 'customer' }],
      ['*', 'What stops it from happening again? Amazon does not say. #amazonfail', ['question', 'complaint'], { spread: 2 }],
      ['petition_mae', 'We do not close the petition: no apology, no explanation of February, no plan. Amazon, you know where we are. #amazonfail', ['values-criticism', 'complaint'], { spread: 1 }],
      ['*he', 'תוקן, יופי. ומה עם סליחה? ומה עם להסביר איך זה לא יקרה שוב? אמזון #amazonfail', ['complaint', 'question'], { spread: 1 }],
      ['*', 'Closing my #amazonfail column on the screen. Three days, one word: silence. amazon', 'silence-complaint'],
    ],
  },
  {
    name: 'weeks',
    from: '2009-04-15T09:00',
    to: '2009-05-12T22:00',
    lines: [
      ['*', 'Two days on and Amazon behaves as though nothing had happened. #amazonfail', 'silence-complaint', { at: '2009-04-16T10:20' }],
      ['nell_harrow', 'For those who ask: no apology, no call, nothing after the letter. Saltwater Cousins is doing well, thanks to you, not to Amazon.', ['complaint', 'silence-complaint'], { at: '2009-04-19T11:00', venue: 'livejournal', title: 'A week later' }],
      ['*', 'Anybody heard why it began in February? Amazon never said. #amazonfail', 'question'],
      ['roz_stacks', 'Last check: 80 of 80 ranked. I keep the list, just in case, Amazon. #amazonfail', 'statement'],
      ['*he-f', 'עבר שבוע. כמה מהסופרים קיבלו התנצלות מאמזון? אף אחד מאלה שאני מכירה. #amazonfail', 'silence-complaint', { at: '2009-04-21T08:30' }],
      ['starling_show', 'Our episode on Amazon had more listeners than any before. We invited them to speak. The chair stayed empty. #amazonfail', ['silence-complaint', 'statement']],
      ['tobias_quill', 'My rank is back since the fourteenth. My mail of February is still unanswered. They never said sorry, Amazon, they only stopped. #amazonfail', ['complaint', 'silence-complaint']],
      ['*', 'Mentioned #amazonfail in a lecture today. A student asked what a better answer would have looked like. I said: "any, on Sunday, by nine". amazon', 'silence-complaint'],
      ['marlow_books', 'All our titles can be found again. Support never closed the ticket, Amazon, it just went quiet.', ['complaint', 'silence-complaint'], { venue: 'sellers' }],
      ['*', 'I shop at Amazon again. I also keep a second bookshop now, for the day of the next glitch. #amazonfail', 'statement', { who: 'customer' }],
    ],
  },
];
