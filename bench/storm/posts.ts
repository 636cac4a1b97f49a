import { chanceOf, type Chance } from '../../eval/near-duplicates/chance.ts';

const OPENINGS = ['Seriously', 'Third time this week', 'Unbelievable', 'I give up', 'Just to be clear', 'So', 'Day two', 'Honestly', 'My whole family', 'We are six people here and', 'Good morning', 'Quick update', 'Half an hour on the phone', 'For the record', 'Hey @acme', 'At the counter now', 'Same here', 'You promised'];
const SUBJECTS = ['the app', 'my account', 'your checkout', 'the payment page', 'our order', 'the card reader', 'the login', 'my loyalty card', 'the refund form', 'your help line', 'the delivery', 'my booking', 'the store in town', 'every transfer', 'the password reset'];
const FAILURES = ['is down again', 'locked me out', 'charged me twice', 'lost everything I typed', 'says try later since dawn', 'shows somebody else’s name', 'is broken for all of us', 'took my money and gave nothing', 'froze in front of a queue', 'sends me in circles', 'forgot who I am', 'turned away my mother'];
const CONSEQUENCES = ['and my rent is due today', 'and nobody answers', 'and I had to walk home', 'and the kids are waiting', 'and I am furious', 'and this is a disgrace', 'and I missed my train', 'and your staff just shrug', 'and I want my money back', 'and it is the worst I have seen', 'and we cannot open the shop', 'and I am done with you', 'and it is ruining my day', 'and I am still shaking'];
const ENDINGS = ['fix it', 'say something', 'how is that possible', 'what is going on', 'anybody else', 'shame on you', 'never again', 'please help', 'is anyone there', 'this has to stop', 'explain yourselves', ''];
const CALM = ['picked up an order at Acme', 'the Acme by the station has a new door', 'Acme opens at eight on Sundays', 'does Acme sell batteries', 'met a friend in front of Acme', 'Acme has the blue ones now', 'thanks Acme, that was quick', 'walking past Acme again', 'my cousin works at Acme', 'lunch near Acme'];

export interface StormPost {
  readonly id: string;
  readonly text: string;
  readonly author: string;
  readonly postedAt: number;
}

const of = (chance: Chance, words: readonly string[]): string => words[Math.floor(chance() * words.length)] ?? '';

/** A complaint of the storm: put together of parts, so that few are alike; four in five bear its hashtag. */
export function complaint(number: number, postedAt: number): StormPost {
  const chance = chanceOf(number + 1);
  const tag = chance() < 0.8 ? ' #acmefail' : ' Acme';
  const text = `${of(chance, OPENINGS)}, ${of(chance, SUBJECTS)} ${of(chance, FAILURES)} ${of(chance, CONSEQUENCES)} ${of(chance, ENDINGS)}${tag}`;
  return { id: `storm-${number}`, text, author: `angry-${Math.floor(chance() * 60_000)}`, postedAt };
}

/** What is said of the brand on a usual day. */
export function smallTalk(number: number, postedAt: number): StormPost {
  const chance = chanceOf(-number - 1);
  return { id: `calm-${number}`, text: `${of(chance, CALM)}, ${of(chance, OPENINGS).toLowerCase()} ${number}`, author: `guest-${Math.floor(chance() * 5_000)}`, postedAt };
}
