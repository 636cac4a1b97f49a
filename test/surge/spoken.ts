import { english } from '../../src/languages/en/index.ts';
import { hebrew } from '../../src/languages/he/index.ts';
import type { HeardMention } from '../../src/surge/index.ts';
import { createWordForms } from '../../src/understand/themes/index.ts';
import { mention, talk, type Talk } from './story.ts';

const forms = createWordForms({ names: ['acme', 'אקמי'], languages: [english(), hebrew()], salt: 'told' });
export const wordsOf = (text: string): number[][] => forms.of(text, 'und');

/** People with one grievance, each in words of their own. */
export const charger = [
  'the charger burnt a hole in my desk', 'my charger got so hot that smoke came out of it', 'smoke from the charger, and the carpet is burnt', 'the charger melted overnight and burnt the socket',
  'a burning smell, then the charger caught fire', 'woke up to smoke, the charger was burning on the shelf', 'chargers that burn: mine sparked and the socket melted', 'the socket of the charger melted, smoke everywhere',
  'this charger overheats, smoke again today', 'fire in the hall because the charger burnt through',
];
export const refunds = [
  'the refund was promised in march and the money never came', 'where is my refund, weeks have passed and no money', 'no refund for the boots i returned, the bank account is empty', 'they owe me a refund since march',
  'two refunds refused, and the money is gone', 'i returned the boots weeks ago, still no refund', 'returned everything in march, my money has not come', 'weeks without the refund of the returned boots',
  'the refund is "on its way", the bank shows no money', 'my bank says acme never sent the refund', 'returned boots, no refund, no money, no answer', 'march was when they promised the refund to my bank',
];
export const chargerHebrew = [
  'המטען שרף לי את השולחן', 'יצא עשן מהמטען בלילה', 'עשן סמיך מהמטען והשטיח שרוף', 'המטען נמס והשקע נשרף', 'ריח שריפה ואז המטען עלה באש', 'התעוררתי מעשן, מטען בוער על המדף', 'מטענים שנמסים: השקע שלי נשרף', 'השקע של המטען נמס, עשן בכל הבית',
];

const smallTalk = [
  'a lovely lamp for the hall', 'the parcel came a day early', 'which size fits a large bed', 'does the shop in the mall close at nine', 'the lamp flickers a little', 'parcel two days late', 'the support line is busy', 'parcel left at a neighbour',
  'the colour of the sofa is not as shown', 'catalogue in the letter box again', 'the app asks for the password again', 'voucher does not work at the checkout', 'staff in the shop were slow', 'the queue at the checkout was endless', 'a screw of the shelf is missing', 'the drawer jams',
  'assembly took three hours', 'the sofa is softer than in the shop', 'nice window display', 'opening hours on the site are wrong',
  'מנורה יפה לסלון', 'החבילה איחרה ביומיים', 'התור בקופה ארוך', 'חסר בורג במדף', 'הצבע של הספה שונה', 'האפליקציה איטית', 'שירות לקוחות לא עונה', 'המגירה נתקעת',
];

/** What is usually said of the brand, small complaints among it. */
export function spokenCalm(seed: number, { perHour = 4, negative = 0.3, ...when }: Pick<Talk, 'from' | 'until'> & Partial<Talk>): HeardMention[] {
  return talk(`calm${seed}`, seed, { ...when, perHour, negative, more: (_index, random) => ({ words: wordsOf(smallTalk[Math.floor(random() * smallTalk.length)] ?? '') }) });
}

/** Each text by an author of its own, one after the other, with nothing in common but words. */
export function spoken(name: string, texts: readonly string[], from: number, gap: number, more: Partial<HeardMention> = {}): HeardMention[] {
  return texts.map((text, index) => mention(`${name}-${index}`, from + index * gap, { words: wordsOf(text), ...more }));
}
