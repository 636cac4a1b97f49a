import type { OwnDataResult } from './own-data.ts';
import { hanging, harmless, type Paint } from './terminal.ts';

const LABEL = 18;

/** What came of the user's own posts, for people. */
export function ownDataReport(result: OwnDataResult, paint: Paint): string[] {
  const row = (label: string, text: string): string[] => hanging(label, harmless(text), LABEL).map((line) => paint.bold(line.slice(0, LABEL)) + line.slice(LABEL));
  const list = (counts: Record<string, number>): string => {
    const shown = Object.entries(counts).filter(([, value]) => value > 0);
    return shown.length === 0 ? 'none' : shown.map(([name, value]) => `${value.toLocaleString('en')} ${name}`).join(', ');
  };
  const date = (at: number | null): string => (at === null ? '?' : new Date(at).toISOString().slice(0, 16).replace('T', ' '));
  const { incidents, duties } = result;
  return [
    '',
    paint.bold(`${harmless(result.brand)}: ${result.posts.toLocaleString('en')} posts, ${result.mentions.toLocaleString('en')} mentions`) + paint.dim(`   query: ${harmless(result.query)}`),
    ...(result.timed > 0 ? row('heard', `${date(result.from)} to ${date(result.to)} UTC`) : []),
    ...(result.duplicates > 0 ? row('said twice', String(result.duplicates)) : []),
    ...row('skipped', result.skipped === 0 ? 'none' : `${result.skipped}: ${result.skips.join(' ')}${result.skipped > result.skips.length ? ' …' : ''}`),
    ...row('kinds', list(result.kinds)),
    ...row('speakers', list(result.speakers)),
    ...(incidents.length === 0
      ? row('incidents', `none. ${result.incidentReason ?? ''}`)
      : incidents.flatMap((incident, index) =>
          row(
            index === 0 ? 'incidents' : '',
            `${incident.severity}, ${incident.state}, opened ${incident.openedAt.slice(0, 16).replace('T', ' ')} UTC, hub ${incident.hub ?? 'none'}, ${incident.mentions} mentions by ${incident.authors} authors: ${incident.why}`,
          ),
        )),
    ...row('plans by severity', list(result.severities)),
    ...row('duties', `${duties.opened.toLocaleString('en')} (${list(duties.kinds)}); ${duties.missed.toLocaleString('en')} missed, for nobody answered`),
    ...row('to be learned', list(result.topics)),
    ...row('speed', `${result.postsPerSecond.toLocaleString('en')} posts/s (${result.seconds} s after ${result.startUpSeconds} s of start-up; store: ${result.store}, batch: ${result.batch}), peak memory ${result.peakMemoryMb} MB`),
    '',
  ];
}
