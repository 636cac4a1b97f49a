// Every person here is invented. `invented_` goes before each handle.
import type { Author } from 'kashuv/spec';

import { seededRandom, type Random } from './random.ts';
import type { Who } from './script/line.ts';

interface Role {
  name: string;
  bio?: string;
  followers: number;
  /** What profile or lists tell of the speaker; the truth for measuring, never part of a post. */
  who: Who;
}

export const cast: Readonly<Record<string, Role>> = {
  // authors whose books lost their rank
  tobias_quill: { name: 'Tobias Quill', bio: 'Author of the memoir Second-Hand Sundays. I teach, write, bake.', followers: 410, who: 'partner' },
  nell_harrow: { name: 'Nell Harrow', bio: 'YA author (Saltwater Cousins). Blogging about small presses since forever.', followers: 690, who: 'partner' },
  perrin_vale: { name: 'Perrin Vale', bio: 'I write romances set in gyms, mostly funny. Author of Spotter.', followers: 520, who: 'partner' },
  odalys_wren: { name: 'Odalys Wren', bio: 'Novelist. The Lantern Boys and other love stories.', followers: 1840, who: 'partner' },
  marguerite_ash: { name: 'Marguerite Ash', bio: "Author of The Glassblower's Wife. Two women, one furnace.", followers: 930, who: 'partner' },
  bea_thornwood: { name: 'Bea Thornwood', bio: 'Author of a handbook on disability and love. Wheels, tea, footnotes.', followers: 760, who: 'partner' },
  dex_holloway: { name: 'Dex Holloway', bio: 'Comics author. Ink on everything.', followers: 1220, who: 'partner' },
  heron_press: { name: 'Heron Press', bio: 'Small publisher of poetry and queer fiction. Twelve books a year, one cat.', followers: 2100, who: 'partner' },
  rafi_golan: { name: 'רפי גולן', bio: 'סופר, מחבר הרומן "קיץ בלי שם"', followers: 340, who: 'partner' },
  marlow_books: { name: 'Marlow Books', bio: 'We sell used books on the Amazon marketplace. Nineteen thousand titles in a barn.', followers: 280, who: 'partner' },
  // press
  courier_dana: { name: 'Dana Frost', bio: 'Reporter at The Invented Courier. Retail and technology.', followers: 8800, who: 'journalist' },
  ledger_books: { name: 'Books at the Ledger', bio: 'Books desk of The Invented Ledger. Editor: Colm Reyes.', followers: 12400, who: 'journalist' },
  wire_now: { name: 'The Invented Wire', bio: 'Breaking news from The Invented Wire.', followers: 31000, who: 'journalist' },
  itai_press: { name: 'איתי שקד', bio: 'כתב טכנולוגיה ב"העיתון הבדוי"', followers: 2600, who: 'journalist' },
  // carriers and campaigns
  minerva_reads: { name: 'Minerva Reads', bio: 'Book blogger, 40,000 subscribers. Giveaway every Friday.', followers: 40200, who: 'influencer' },
  starling_show: { name: 'The Starling Show', bio: 'Podcast host and loudmouth, 210,000 listeners a week.', followers: 96000, who: 'influencer' },
  open_shelf: { name: 'Open Shelf', bio: 'Campaign for libraries and bookshops where every book can be found. Volunteers, no funding.', followers: 3300, who: 'activist' },
  petition_mae: { name: 'Mae Ostrander', bio: 'Activist. Petitions, pickets, potlucks.', followers: 1500, who: 'activist' },
  council_ruth: { name: 'Ruth Abara', bio: 'City council member, ward 4. Consumer affairs committee.', followers: 5100, who: 'authority' },
  // inside, formerly inside, beside
  fc_nightshift: { name: 'night shift', bio: 'Picker at an Amazon fulfilment centre. Views are mine.', followers: 95, who: 'employee' },
  tamar_fc: { name: 'Tamar', followers: 120, who: 'employee' },
  ex_cataloguer: { name: 'Jo Penhallow', bio: 'Formerly catalogue team at Amazon. Now I keep bees.', followers: 450, who: 'former-employee' },
  corner_pages: { name: 'Corner Pages', bio: 'Corner Pages, the independent online bookshop. Free delivery on two books.', followers: 4700, who: 'competitor' },
  // those who hurt
  prime_paulie: { name: 'Paulie', bio: 'Amazon fan number one. Prime member since day one.', followers: 640, who: 'fan' },
  grudge_gus: { name: 'Gus', bio: 'Not here to make friends. Offended? Good.', followers: 210, who: 'troll' },
  // mockers, spam
  sardonic_sue: { name: 'Sardonic Sue', bio: 'Jokes, mostly at breakfast.', followers: 3900, who: 'unknown' },
  punny_pete: { name: 'Punny Pete', bio: 'Puns. I am sorry in advance.', followers: 2700, who: 'unknown' },
  deal_blaster: { name: 'DEALS DEALS DEALS', bio: 'Best deals every hour, click the link', followers: 15, who: 'unknown' },
  follow_back_now: { name: 'FOLLOW BACK', followers: 9, who: 'unknown' },
  // readers and customers
  kit_lowell: { name: 'Kit', bio: '19. Reads everything.', followers: 160, who: 'unknown' },
  roz_stacks: { name: 'Roz', bio: 'Librarian. Shhh is a myth.', followers: 880, who: 'unknown' },
  hal_customer: { name: 'Hal Bright', bio: 'Amazon customer since 1998, gardener, grandfather.', followers: 60, who: 'customer' },
  noa_sefer: { name: 'נועה', bio: 'קוראת, מתרגמת, שותה יותר מדי קפה', followers: 720, who: 'unknown' },
  yoni_gadget: { name: 'יוני', bio: 'גאדג׳טים ומשלוחים מחו״ל', followers: 310, who: 'unknown' },
};

const first = [
  'paper', 'quiet', 'copper', 'winter', 'salt', 'velvet', 'amber', 'river', 'lazy', 'north', 'plum', 'tin', 'mossy', 'sunny', 'marble', 'cedar', 'pocket', 'lemon', 'rusty', 'silver',
] as const;
const second = ['lantern', 'sparrow', 'kettle', 'harbour', 'thistle', 'compass', 'button', 'orchard', 'teapot', 'fiddle', 'ladder', 'pebble'] as const;
const hebrewNames = [
  ['michal', 'מיכל'], ['oren', 'אורן'], ['shira', 'שירה'], ['guy', 'גיא'], ['tali', 'טלי'], ['amit', 'עמית'], ['dafna', 'דפנה'], ['eyal', 'אייל'], ['hila', 'הילה'], ['nadav', 'נדב'], ['inbal', 'ענבל'], ['roi', 'רועי'],
  ['merav', 'מירב'], ['asaf', 'אסף'], ['keren', 'קרן'], ['tomer', 'תומר'], ['yael', 'יעל'], ['omri', 'עומרי'], ['liat', 'ליאת'], ['ido', 'עידו'],
] as const;
const bios = ['reader, walker, worrier', 'mum of two, tea first', 'knits and reads', 'student', 'coffee and commas', 'engineer by day', 'bass player', 'mostly photos of the dog', 'opinions are my own'] as const;

/** The author as a source would give it. */
export function authorOf(name: string): Author {
  const role = cast[name];
  if (!role) throw new RangeError(`not in the cast: ${name}`);
  const handle = `invented_${name}`;
  return { id: handle, handle, name: role.name, ...(role.bio === undefined ? {} : { bio: role.bio }), followers: role.followers };
}

/** The crowd: people of whom little is known. The n-th is the same in every run. */
export function crowdMember(index: number): Author {
  const random = seededRandom(index);
  const [adjective, noun] = [first[index % first.length] ?? first[0], second[((index % first.length) * 7 + Math.floor(index / first.length)) % second.length] ?? second[0]];
  const round = Math.floor(index / (first.length * second.length));
  const handle = `invented_${adjective}_${noun}${round === 0 ? '' : round}`;
  const bio = random.next() < 0.45 ? random.pick(bios) : undefined;
  return { id: handle, handle, name: `${adjective} ${noun}`, ...(bio === undefined ? {} : { bio }), followers: followerCount(random) };
}

/** Even numbers are women, odd numbers men: Hebrew grammar tells. */
export function hebrewCrowdMember(index: number): Author {
  const random = seededRandom(1000 + index);
  const [latin, name] = hebrewNames[index % hebrewNames.length] ?? hebrewNames[0];
  const round = Math.floor(index / hebrewNames.length);
  const handle = `invented_${latin}${round === 0 ? '' : round}`;
  return { id: handle, handle, name, followers: followerCount(random) };
}

/** Most have few followers, some have many. */
function followerCount(random: Random): number {
  return Math.round(10 * Math.exp(5 * random.next() ** 1.5));
}
