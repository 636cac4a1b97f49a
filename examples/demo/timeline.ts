// Hour by hour: what was heard and from whom, what kashuv made of it, and what is documented of the day.
import { elementCatalogue, type ElementName, type LedgerEvent, type SeverityLevel } from 'kashuv/spec';

import { eastern } from './amazonfail/times.ts';
import documented from './amazonfail/timeline.json' with { type: 'json' };
import type { Story } from './story.ts';
import { clip, hanging, padLeft, pad, topOf, WIDTH, type Paint } from './terminal.ts';
import { clockTime, day, dayAndTime } from './times.ts';

interface Row {
  label: string;
  from: number;
  to: number;
}

const LABEL = 13;
const HOUR = 3_600_000;

/** Two screens: the weeks before in three rows, the storm by the hour, the days after in a few. */
function briefRows(): Row[] {
  const row = (label: string, from: string, to: string): Row => ({ label, from: eastern(from), to: eastern(to) });
  const hours = Array.from({ length: 10 }, (_, index): Row => {
    const from = eastern('2009-04-12T08:00') + index * HOUR;
    return { label: `Sun ${clockTime(from)}`, from, to: from + HOUR };
  });
  return [
    row('11–24 Feb', '2009-02-01T00:00', '2009-02-28T00:00'),
    row('1 Mar–8 Apr', '2009-03-01T00:00', '2009-04-09T00:00'),
    row('9–11 Apr', '2009-04-09T00:00', '2009-04-12T00:00'),
    row('Sun 12 Apr', '2009-04-12T00:00', '2009-04-12T08:00'),
    ...hours,
    row('Sun 18–20', '2009-04-12T18:00', '2009-04-12T21:00'),
    row('Sun 21–23', '2009-04-12T21:00', '2009-04-13T00:00'),
    row('Mon to 15:00', '2009-04-13T00:00', '2009-04-13T15:00'),
    row('Mon to 24:00', '2009-04-13T15:00', '2009-04-14T00:00'),
    row('Tue 14 Apr', '2009-04-14T00:00', '2009-04-15T00:00'),
    row('to 12 May', '2009-04-15T00:00', '2009-05-13T00:00'),
  ];
}

/** Every hour in which somebody spoke or something happened. */
function fullRows(story: Story): Row[] {
  const moments = [...story.of('mention.heard'), ...milestones(story, true)].map(({ at }) => at);
  const hours = new Set([...moments, ...documented.map(({ at }) => Date.parse(at))].map((at) => Math.floor(at / HOUR) * HOUR));
  return [...hours].sort((a, b) => a - b).map((from) => ({ label: dayAndTime(from), from, to: from + HOUR }));
}

export function timeline(story: Story, paint: Paint, full: boolean): string[] {
  const head = pad('Eastern time', LABEL) + padLeft('posts', 5) + '  ' + pad('', 10) + ' ' + pad('who speaks', 33) + pad('angry', 7) + 'what is said';
  const rows = full ? fullRows(story) : briefRows();
  const happened = [...milestones(story, full), ...facts(full)].sort((a, b) => a.at - b.at);
  const most = Math.max(...rows.map(({ from, to }) => story.heard(from, to).mentions / Math.max(1, (to - from) / HOUR)));
  return [
    paint.dim(head),
    ...rows.flatMap((row) => [
      heardLine(row, story, most, paint),
      ...happened.filter(({ at }) => at >= row.from && at < row.to).flatMap((one) => happeningLines(one, row, full).map((line) => paint[one.style](line))),
    ]),
  ];
}

function happeningLines({ at, mark, text }: Happening, { from, to }: Row, full: boolean): string[] {
  const time = full || to - from <= 24 * HOUR ? clockTime(at) : day(at);
  return hanging(`     ${mark} ${time}`, full ? text : clip(text, WIDTH - LABEL - 2), LABEL + 2);
}

function heardLine({ label, from, to }: Row, story: Story, most: number, paint: Paint): string {
  const { mentions, speakers, kinds, judged, negative } = story.heard(from, to);
  const perHour = mentions / Math.max(1, (to - from) / HOUR);
  const bar = '▇'.repeat(mentions === 0 ? 0 : Math.max(1, Math.round((perHour / most) * 10)));
  const share = judged === 0 ? '' : `${Math.round((negative / judged) * 100)} %`;
  const angry = judged > 0 && negative / judged >= 0.5;
  const rest = WIDTH - LABEL - 5 - 2 - 11 - 33 - 7;
  return (
    paint.bold(pad(label, LABEL)) + padLeft(String(mentions), 5) + '  ' + paint.cyan(pad(bar, 10)) + ' ' + pad(topOf(speakers, 32), 33) + (angry ? paint.red : paint.green)(pad(share, 7)) + topOf(kinds, rest)
  );
}

interface Happening {
  at: number;
  mark: string;
  text: string;
  style: keyof Paint;
}

/** What kashuv found out about the incident, from the ledger. */
function milestones(story: Story, full: boolean): Happening[] {
  const found: Happening[] = [];
  const add = (event: LedgerEvent, mark: string, text: string, style: keyof Paint): unknown => found.push({ at: event.at, mark, text, style });
  const seen = new Set<string>();
  const first = (what: string): boolean => full || (!seen.has(what) && seen.add(what) !== undefined);
  for (const event of story.events) {
    if ('incident' in event.data && typeof event.data.incident === 'object' && event.data.incident.id !== story.incidentId && !full) continue;
    switch (event.type) {
      case 'incident.opened': {
        const { incident } = event.data;
        const { state, severity, hub, originators, detectedBy } = incident;
        first(severity.level);
        const where = hub === null ? 'no hub yet' : `hub ${hub.venue.id} (${Math.round(hub.share * 100)} % of the crowd)`;
        const who = originators.slice(0, 2).map(({ post }) => story.handleOf(post)).join(', ');
        add(event, '▲', `incident ${state === 'suspected' ? 'suspected' : 'opened'}, ${severity.level}: ${full ? detectedBy.why : firstClause(detectedBy.why)}`, 'magenta');
        add(event, '▲', `${where}, begun by ${who}`, 'magenta');
        break;
      }
      case 'incident.changed':
        add(event, '▲', `incident ${event.data.incident.state}: ${lastSurge(story, event.at) ?? `says ${event.data.by}`}`, 'magenta');
        break;
      case 'incident.escalated':
        if (first(event.data.incident.severity.level)) add(event, '▲', `incident ${event.data.incident.severity.level}: ${partsOf(event.data.incident.severity)}; ${event.data.incident.authors} people so far`, 'red');
        break;
      case 'incident.eased':
        if (full) add(event, '▼', `incident eased to ${event.data.incident.severity.level}`, 'green');
        break;
      case 'hub.moved':
        if (event.data.incident === story.incidentId || full) add(event, '▲', `the hub is ${event.data.to?.venue.id ?? 'gone'}`, 'magenta');
        break;
      case 'incident.resolved':
        add(event, '▼', `incident resolved (${event.data.why}); it is not closed`, 'green');
        break;
      case 'duty.missed': {
        const { duty } = event.data;
        if (!full && duty.kind !== 'acknowledge' && duty.kind !== 'hold') break;
        if (duty.subject.id === story.incidentId && first(`missed ${duty.kind}`)) add(event, '✗', `${dutyNames[duty.kind] ?? duty.kind} was owed by ${dayAndTime(duty.dueAt)}: nobody spoke, ${event.data.next.name ?? event.data.next.role} takes over`, 'red');
        break;
      }
      default: // no milestone
    }
  }
  return found;
}

const dutyNames: Record<string, string> = { acknowledge: 'a first word', hold: 'a holding statement', update: 'an update', conclude: 'a conclusive answer', prevent: 'how it will not recur' };

const partsOf = ({ score, parts }: { level: SeverityLevel; score: number; parts: readonly { part: string; points: number }[] }): string =>
  `${score} points (${parts.filter(({ points }) => points !== 0).map(({ part, points }) => `${part} ${points}`).join(', ')})`;

function lastSurge(story: Story, at: number): string | null {
  return story.of('surge.detected').findLast((event) => event.at <= at && event.data.surge.series !== 'grievance')?.data.surge.why ?? null;
}

/** What is documented: of Amazon's own doings, and the first use of the tag. */
function facts(full: boolean): Happening[] {
  const chosen = documented.filter(({ actor, at }) => full || (actor === 'amazon' && at < '2009-05') || at.startsWith('2009-04-12T08:00'));
  return chosen.map(({ at, fact, ...rest }) => {
    // The first sentence says what happened.
    const [sentence = fact] = full ? [fact] : fact.split(/(?<=\.) (?=[A-Z])/);
    return { at: Date.parse(at), mark: '●', text: `${'approximate' in rest ? '~' : ''}${sentence}`, style: 'yellow' };
  });
}

const firstClause = (text: string): string => text.split('; ')[0] ?? text;

export const titleOf = (element: ElementName): string => elementCatalogue[element].title.en;
