// Invented posts: calm talk about Amazon before, during and after, so that there is an ordinary level to learn.
import type { MentionKind } from 'kashuv/spec';

import type { Who } from './line.ts';

/** `{name}` takes a value of that slot. A template without slots is said once. */
export type Template = readonly [text: string, kinds: MentionKind | readonly MentionKind[], who?: Who];

export const slots = {
  item: ['a kettle', 'a bird feeder', 'running socks', 'a chess set', 'two crime novels', 'a bicycle pump', 'a cast iron pan', 'a desk lamp', 'a rain jacket', 'guitar strings', 'a globe', 'a tent for the kids'],
  thing: ['kettle', 'bird feeder', 'chess set', 'pump', 'frying pan', 'lamp', 'jacket', 'globe', 'tent', 'toaster', 'radio', 'backpack'],
  days: ['three', 'four', 'six', 'eight', 'nine', 'eleven'],
  place: ['Leeds', 'Omaha', 'Cork', 'Halifax', 'Tucson', 'Perth', 'Bristol', 'Madison'],
  day: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'],
  genre: ['cookbooks', 'poetry', 'whodunits', 'atlases', 'gardening books', 'old science fiction'],
  he_item: ['אוזניות', 'מצלמה', 'ספר בישול', 'נעלי ריצה', 'משחק קופסה', 'תיק גב'],
  he_time: ['שבוע', 'שבועיים', 'חמישה ימים', 'עשרה ימים'],
} as const satisfies Record<string, readonly [string, ...string[]]>;

export const everyday: readonly Template[] = [
  ['Ordered {item} from Amazon on {day}, it is here already. Impressed.', 'praise', 'customer'],
  ['The {thing} I got from Amazon came with a dent the size of my fist. Return started.', 'complaint', 'customer'],
  ['Anyone know if @amazon ships {item} to {place}?', 'question'],
  ['My Amazon parcel has been in {place} for {days} days now. I live one street away.', 'complaint', 'customer'],
  ['amazon keeps recommending me {genre}. It is not wrong.', 'statement'],
  ['New on my desk: {item}, thank you Amazon voucher and thank you aunt.', 'statement'],
  ['Spent the evening reading Amazon reviews of {genre}. Better than television.', 'statement'],
  ['Called Amazon about a missing {thing}, they sent a new one in two minutes flat. That is service.', 'praise', 'customer'],
  ['@amazon my {thing} was due on {day} and there is no trace of it. What now?', ['complaint', 'question'], 'customer'],
  ['Amazon box, big enough for a pony, inside: {item}.', 'complaint'],
  ['Half my wish list on Amazon is {genre}. The other half is {genre} that I already own.', 'statement'],
  ['Waiting {days} days for {item} from amazon. Not urgent, only annoying.', 'complaint', 'customer'],
  ['Is the Amazon site slow in {place} tonight or is it me?', 'question'],
  ['Sold my old {thing} on the Amazon marketplace in an hour. Nice.', 'praise'],
  ['Got {item} as a gift card purchase on Amazon. Easy peasy.', 'praise', 'customer'],
  ['If my {thing} does not come by {day}, amazon, I am camping without it.', 'complaint', 'customer'],
  ['Does the Amazon gift wrap fit around {item}? Birthday on {day}.', 'question'],
  ['The courier for Amazon in {place} waved and remembered the dog\'s name. Good start of the week.', 'praise'],
  ['Price of {item} on Amazon went up overnight, of course after I had told everyone.', 'complaint'],
  ['Used Amazon price alerts for the first time: saved eleven dollars on {item}.', 'praise', 'customer'],
  ['The new Kindle is lovely to hold. Amazon got the buttons right this time.', 'praise'],
  ['Reading on a Kindle in the bath, sealed in a freezer bag. Do not tell Amazon.', 'statement'],
  ['Why does my Amazon account think that I am called Barbara?', 'question', 'customer'],
  ['Amazon refunded the double charge within a day. Credit where credit is due.', 'praise', 'customer'],
  ['I was charged twice by @amazon for one teapot. One teapot!', 'complaint', 'customer'],
  ['The reviews on Amazon for a three-litre jar of olives made my day.', 'statement'],
  ['Writing an Amazon review for a hammer. It hammers. Five stars.', 'praise', 'customer'],
  ['Amazon packed four tiny books in four giant boxes. The cat is delighted.', 'complaint'],
  ['Looking for a good dictionary of idioms. Amazon has forty, help me choose?', 'question'],
  ['Our school library got a grant and I spent the evening filling an Amazon basket. Best job in the world.', 'statement'],
  ['amazon stock up again, dad will talk about it at dinner', 'statement'],
  ['Is there a way to merge two Amazon accounts? The help page goes round in circles.', 'question', 'customer'],
  ['Documentary tonight about the Amazon rainforest, nine o\'clock, bring snacks.', 'statement'],
  ['We canoed on the Amazon river once. Mosquitoes: one thousand, us: nil.', 'statement'],
  ['Best deals on watches, visit https://watches.example now, amazon prices beaten', 'spam'],
  ['@amazon the pages 33 to 48 in my atlas are upside down. Funny, but can I have another?', ['complaint', 'question'], 'customer'],
  ['Amazon suggests I buy a canoe because I bought a paddle. I bought the paddle for bread.', 'statement'],
  ['Free shipping from Amazon took its time and that is fine with me.', 'statement'],
  ['Three stars for the umbrella I got on Amazon: opens well, closes never.', 'complaint', 'customer'],
  ['Thank you, amazon help desk lady with the patient voice.', 'praise'],
  ['My daughter sold her first self-published colouring book on Amazon today. To me. It counts.', 'statement'],
  ['Setting up as a seller on Amazon is a day of forms. Any tips?', 'question', 'partner'],
  ['Amazon sent a left glove. Only a left glove.', 'complaint', 'customer'],
  ['Nothing to report, I am just happy that the Amazon parcel with the yarn is here.', 'praise', 'customer'],
];

export const everydayHebrew: readonly Template[] = [
  ['הזמנתי מאמזון {he_item}, והחבילה הגיעה תוך {he_time}. כל הכבוד.', 'praise', 'customer'],
  ['כבר {he_time} אני מחכה לחבילה מאמזון ({he_item}). איפה היא?', ['complaint', 'question'], 'customer'],
  ['מישהו יודע אם אמזון שולחת {he_item} לישראל?', 'question'],
  ['קיבלתי החזר מלא מאמזון על {he_item}, בלי ויכוחים.', 'praise', 'customer'],
  ['המכס על החבילה מאמזון עלה יותר מהספר עצמו. פעם אחרונה.', 'complaint', 'customer'],
  ['שוב העברתי ערב שלם בקריאת ביקורות באמזון. מומלץ.', 'statement'],
  ['כמה זמן לוקח בדרך כלל משלוח רגיל מאמזון לחיפה?', 'question'],
];

/** Calm talk amid the storm: Amazon is a shop with other customers too. */
export const amidTheStorm: readonly (readonly [at: string, ...Template])[] = [
  ['2009-04-12T10:12', 'Easter basket done: the chocolate moulds from Amazon arrived on Saturday, just in time.', 'praise', 'customer'],
  ['2009-04-12T14:33', 'Whatever else is going on today, my Amazon refund for the broken blender came through within an hour. Thanks.', 'praise', 'customer'],
  ['2009-04-12T20:02', 'can someone recommend headphones under 30 dollars on amazon? mine died in the middle of a podcast', 'question'],
  ['2009-04-13T11:26', 'Amazon left my parcel with a neighbour I did not know I had. We had tea. He makes violins.', 'praise', 'customer'],
  ['2009-04-13T16:48', 'החבילה מאמזון הגיעה פתוחה ורטובה. הספרים נהרסו. למי פונים?', ['complaint', 'question'], 'customer'],
  ['2009-04-14T09:40', 'Where is my lawnmower blade, @amazon? The grass is up to the cat.', ['complaint', 'question'], 'customer'],
];
