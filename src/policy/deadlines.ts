import { deepFreeze } from './freeze.ts';

/** One entry of the deadline table: minutes, and where the figure comes from. */
export interface DeadlineEntry {
  readonly minutes: number;
  readonly basis: string;
}

/** A hundred years, in minutes: what is due later is due never, and a Date may not hold it. */
export const MOST_MINUTES = 100 * 366 * 24 * 60;

const design = 'design';
const entry = (minutes: number, basis: string): DeadlineEntry => ({ minutes, basis });

/** Default deadlines in minutes (rules.md §5.2). Calendars choose who acts, never when: there is no entry for nights or holidays. */
export const defaultDeadlines: Readonly<Record<string, DeadlineEntry>> = deepFreeze({
  // the first public word
  'ack.critical': entry(15, 'IATA'),
  'ack.high': entry(30, 'practice: second severity class'),
  'ack.medium': entry(60, design),
  'ack.low': entry(180, design),
  'holding.critical': entry(60, 'Coombs; IATA'),
  'holding.high': entry(60, 'Coombs; IATA'),
  'holding.medium': entry(120, design),
  'holding.low': entry(240, design),

  // the next word while an incident is open
  'update.critical.suspected': entry(30, 'incident practice: 15–30'),
  'update.critical.investigating': entry(30, 'incident practice: 15–30'),
  'update.critical.identified': entry(60, 'incident practice: 30–60'),
  'update.critical.monitoring': entry(120, 'incident practice: 60–120'),
  'update.high.suspected': entry(60, `${design}: twice critical`),
  'update.high.investigating': entry(60, `${design}: twice critical`),
  'update.high.identified': entry(120, `${design}: twice critical`),
  'update.high.monitoring': entry(240, `${design}: twice critical`),
  'update.medium.suspected': entry(240, design),
  'update.medium.investigating': entry(240, design),
  'update.medium.identified': entry(480, design),
  'update.medium.monitoring': entry(1_440, design),
  'update.low.suspected': entry(480, design),
  'update.low.investigating': entry(480, design),
  'update.low.identified': entry(1_440, design),
  'update.low.monitoring': entry(1_440, design),
  'silence.status': entry(30, `${design}: the crowd says that nobody answers`),
  closing: entry(1_440, design),
  'prevention.first': entry(4_320, design),
  'prevention.full': entry(14_400, 'GitLab; Cloudflare: 10 days'),

  // one person's complaint, by class of venue: what one aims at, and the limit
  'complaint.microblog.target': entry(60, 'Edison 2012'),
  'complaint.microblog.limit': entry(180, 'Istanbulluoglu 2017: 1–3 h'),
  'complaint.social.target': entry(180, 'Istanbulluoglu 2017: 3–6 h'),
  'complaint.social.limit': entry(360, 'Istanbulluoglu 2017: 3–6 h'),
  'complaint.review.target': entry(1_440, 'Min 2015: speed is not decisive'),
  'complaint.review.limit': entry(4_320, 'Min 2015: speed is not decisive'),
  'complaint.forum.target': entry(240, design),
  'complaint.forum.limit': entry(1_440, design),
  'complaint.blog.target': entry(240, design),
  'complaint.blog.limit': entry(1_440, design),
  'complaint.news.target': entry(240, design),
  'complaint.news.limit': entry(1_440, design),
  'complaint.press.target': entry(60, design),
  'complaint.press.limit': entry(240, design),
  'complaint.mail.target': entry(240, design),
  'complaint.mail.limit': entry(1_440, design),
  'complaint.own.target': entry(180, `${design}: as on a social network`),
  'complaint.own.limit': entry(360, `${design}: as on a social network`),
  'complaint.other.target': entry(240, design),
  'complaint.other.limit': entry(1_440, design),
  conclusive: entry(4_320, `${design}; direction: Istanbulluoglu 2017`),

  // people in danger, bullied, asking for the press or for themselves
  'safeguard.human': entry(5, `${design}; urgency: Samaritans`),
  'safeguard.action': entry(15, `${design}; urgency: Samaritans`),
  'safety.instruction': entry(15, `${design}; IATA`),
  bullying: entry(60, `${design}; S2-16: "first of all"`),
  'bullying.hurt': entry(30, `${design}; S2-16: "first of all"`),
  'journalist.ack': entry(30, design),
  'journalist.answer': entry(240, `${design}: until they name their own`),
  'values.answer': entry(60, `${design}; Nestlé 2010`),
  'own-post': entry(60, 'Red Cross 2011, US Airways 2014: about an hour'),
  'erasure.ack': entry(1_440, design),
  erasure: entry(43_200, 'GDPR 12(3): one month'),

  // what is not urgent, and what is only watched
  answer: entry(1_440, design),
  praise: entry(4_320, design),
  triage: entry(60, design),
  monitor: entry(1_440, design),
  'monitor.fast': entry(60, design),
  'monitor.launch': entry(240, `${design}: a launch is watched more closely`),

  // how long somebody may sit on it
  'legal.review': entry(20, `${design}; PRWeek`),
  'approval.holding': entry(10, design),
  'takeover.critical': entry(5, design),
  'takeover.high': entry(10, design),
  'takeover.medium': entry(60, design),
  'takeover.low': entry(120, design),
});
