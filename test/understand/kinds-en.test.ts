import { describe, expect, test } from 'vitest';
import { english } from '../../src/languages/en/index.ts';
import type { MentionKind } from '../../src/spec/classification.ts';
import { createUnderstanding, mergeResults } from '../../src/understand/index.ts';

const understanding = createUnderstanding({ packs: [english()] });
const kindsOf = (text: string): MentionKind[] => mergeResults([{ by: 'cues', result: understanding.label({ id: '1', text, language: 'en' }) }]).kinds.map(({ value }) => value);

/** `yes` must be found, `no` must not. Invented. */
const examples: Record<Exclude<MentionKind, 'statement'>, { yes: string[]; no: string[] }> = {
  complaint: {
    yes: [
      'I ordered a lamp three weeks ago and it still hasn’t arrived.',
      'The kettle stopped working after two days, what a waste of money',
      'On hold for 50 minutes and then you hung up on me. Unacceptable.',
      'You charged me twice and nobody will give me my money back',
      "Your app keeps crashing, can't log in since Monday",
      'My parcel arrived damaged and the rep was rude',
      'worst customer service I have ever dealt with',
      'So disappointed, the jacket fell apart after one wash',
      'WHAT THE HELL, you cancelled my booking without telling me!!! Idiots',
    ],
    no: ['No complaints at all, everything ran smoothly', "Can't wait for the new season to start", 'Lovely breakfast this morning, thank you', 'The shop opens at nine tomorrow', 'No problem, take your time', 'We flew over the Alps and the view was gorgeous'],
  },
  question: {
    yes: [
      'Do you ship to Norway?', 'How long does delivery usually take', 'Is there a vegan option on the menu?', 'Can I change the date of my booking?', 'what time do you open on Sunday',
      'Does anyone know if the blue one is in stock?', 'Any update on the release date?', 'I was wondering if you take cash',
    ],
    no: ['I opened the box and smiled.', 'They delivered on Tuesday.', 'Great show last night', 'See https://example.org/?page=2 for the list.'],
  },
  praise: {
    yes: [
      'Thank you so much for the quick help!', 'Love your new store, amazing staff', 'Kudos to Dana at the desk, above and beyond', 'Best coffee in town ❤️', 'You guys rock, works perfectly',
      'Huge thanks to the crew, great service', 'So impressed with the repair, highly recommend', 'this made my day, thanks!!!',
    ],
    no: ['Thanks for nothing', 'Thanks for losing my suitcase again', 'It would be nice to get an answer', 'Not good.', 'Please reply, thanks in advance', 'Good luck getting a refund from them'],
  },
  abuse: {
    yes: [
      'what a bunch of idiots', 'Go to hell', 'You people are full of shit', 'fuck off already', 'morons run this place', 'a bunch of assholes, the lot of them', 'Screw you, Acme', 'run by scumbags and bastards', 'b*tch please, what imbeciles',
    ],
    no: ['The team kicked ass tonight', 'I feel like an idiot for forgetting my own birthday', 'Holy cow, that was quick', 'Disappointed with the colour', 'The room was dirty and the fees are too high', 'Moby Dick is still in stock'],
  },
  bullying: {
    yes: [
      '@lena you are such a fat ugly cow', '@tom_b kill yourself, nobody likes you', 'kys loser, you look like a pig', '@dana what an idiot you are', 'All these immigrants are vermin', 'Look at her fat face, everyone go troll her',
      "She's an ugly bitch and her kids are retards", '@writer_k you stupid woman, go die', 'hate gays, send them back', 'The waitress is a fat stupid cow',
    ],
    no: ['Stop bullying, it helps nobody', 'You lost my bag, you need to fix this', 'You gave me a bad seat', 'You are such a star, thank you', 'Your website is garbage', 'Not an idiot, just tired'],
  },
  threat: {
    yes: [
      'I will kill you', "I'm gonna burn your office to the ground", 'watch your back, I know where you live', 'someone should shoot up this place: I will bring a gun', 'hope you die', 'You deserve to die for this',
      'There is a bomb on your plane', 'Im coming for you and your family', "I'll break your legs",
    ],
    no: [
      'These shoes are killing me', 'Shoot me an email when it is ready', 'This cake is to die for', 'The heat is killing me in here', 'You killed it last night, great gig', 'I will find you a better price', "my mum is going to kill me if the cake is late", 'That bath bomb smells nice', 'I will sue you',
    ],
  },
  'self-harm': {
    yes: [
      'I want to die', 'i just want to kill myself', 'There is no reason to live anymore', 'thinking about suicide again tonight', 'I cant go on', 'I took all my pills', 'nobody would miss me', 'going to end it all tonight', "I don't want to live like this",
    ],
    no: [
      'I am dying to see the new film', 'want to die laughing at this ad', 'Suicide Squad is out on Friday', "Can't go on holiday without my charger", 'shot myself in the foot with that order', 'cut myself a slice of cake', 'That price rise is career suicide', 'Overdosed on chocolate, no regrets',
    ],
  },
  rumour: {
    yes: [
      'Is it true they are closing the factory?', 'I heard that the batteries contain lead', 'Rumour has it the founder is leaving', 'Allegedly the milk was contaminated', 'Word is they got hacked', 'can anyone confirm the recall?', 'Unconfirmed: layoffs on Monday', 'people are saying it was a cover up',
    ],
    no: ['I heard the song on the radio', 'My order is confirmed', 'It is true love', 'They closed at six'],
  },
  satire: {
    yes: [
      'The Onion could not have written a better press release', 'New slogan: we lose it so you do not have to', 'asking for a friend', 'hold my beer, says every airline', 'lmao their new motto writes itself', 'plot twist: the robot is the manager', 'Just kidding', 'Nice parody account',
    ],
    no: ['We ordered two beers', 'My cat is asleep', 'This is not funny to me', 'The plot of the film was thin'],
  },
  spam: {
    yes: [
      'Click the link in my bio to earn money online', 'You have won a free iPhone, claim your prize now', 'Work from home and get paid daily', 'Follow me and I follow back #f4f', 'Use my code for a discount code on followers', 'Limited time offer, buy now', 'hot singles near you, dm me for more', 'Double your bitcoin investment, guaranteed profit',
    ],
    no: ['I won the match yesterday', 'I follow the news', 'My discount did not apply at checkout', 'We work in town and live at home', 'Is the offer still on?'],
  },
  'values-criticism': {
    yes: [
      'Boycott Acme until they pay their taxes', 'Delisting gay books is censorship', 'Your ad is racist and sexist', 'Greenwashing at its finest', 'Made in sweatshops, shame', 'profits over people, as always', 'Stop supporting the war', 'Union busting again? Hypocrisy.',
    ],
    no: ['The green dress fits', 'My union meeting is at five', 'A man of discriminating taste', 'The stand with the candles is lovely'],
  },
  'silence-complaint': {
    yes: [
      'Still no response after three emails', "Why won't you answer?", 'You keep ignoring my messages', 'Your silence is deafening', 'nobody answers the phone', 'Emailed 4 times, radio silence', 'Hello, is anyone there?', "They haven't replied since Friday", 'No comment from Acme. Crickets.',
    ],
    no: ['Thanks for answering so fast', 'We held a moment of silence', 'The quiet car is nice', 'No reply needed', 'They replied within minutes'],
  },
  'press-inquiry': {
    yes: [
      "I'm a reporter with the Harbour Times, who can I speak to?", 'Working on a story about the recall, would you care to comment?', 'Requesting a statement for our broadcast tonight', 'Hi, journalist at Northline here, may we use your video?', 'Seeking comment before we publish, my deadline is 5pm',
      'Media inquiry: who is your spokesperson?', 'Interview request for your CEO', 'I am a journalist, can someone comment for our article?',
    ],
    no: ['I read the article', 'Press the green button', 'My deadline to return the shoes is Friday... missed my deadline', 'Thanks for the press release', 'He told me a long story'],
  },
  'erasure-request': {
    yes: [
      'Please delete my account and all my data', 'I invoke my right to be forgotten', 'Remove me from your mailing list', 'GDPR request: erase my records', 'Delete all of my information now', 'I withdraw my consent', 'Unsubscribe me and stop storing my data', 'remove my photo from your page',
    ],
    no: ['My data plan is too small', 'I removed the cover and it broke', 'Please delete the typo in your post', 'I forgot my password', 'The account manager was kind'],
  },
};

describe.each(Object.entries(examples))('%s', (kind, { yes, no }) => {
  test('has enough examples', () => expect(yes.length).toBeGreaterThanOrEqual(8));
  test.each(yes)('is in: %s', (text) => expect(kindsOf(text)).toContain(kind));
  test.each(no)('is not in: %s', (text) => expect(kindsOf(text)).not.toContain(kind));
});

test.each(['Just landed in Oslo this morning', 'Acme announces quarterly earnings'])('statement is in: %s', (text) => expect(kindsOf(text)).toEqual(['statement']));

test.each(['table lamp grey oak', 'xqz wvut plonk', 'the the the'])('nothing is in: %s', (text) => expect(kindsOf(text)).toEqual([]));
