import type { Severity, SeverityLevel } from '../spec/incident.ts';
import { read, readNumber, readSet, type View } from './view.ts';

/** Lowest score of each level (rules.md §5.1): low 0–3, medium 4–6, high 7–9, critical from 10. */
const severityFloors = { medium: 4, high: 7, critical: 10 } as const;

const graveThemes = new Set(['discrimination', 'safety', 'children', 'health', 'death']);
/** Kinds that are about life: critical whatever the score (P0). */
const lifeKinds = new Set(['threat', 'self-harm']);

/**
 * Severity of a case or an incident from its facts, derived ones included, with every part that made it: harm (0–4, twice), velocity (0–3), arousal (0–2),
 * spread (0–2), themes (0–2), history (+1), reopened (+1), silence (+1), goodwill (−1). Followers are no part of it.
 * Two things go beyond the sum: life in danger is critical; a grave theme that spreads fast makes an incident at least high, while only tens have spoken.
 * Goodwill lowers the score, which forecasts the damage, and never the level, from which duties follow. What is not known adds nothing and says so.
 */
export function severityOf(view: View): Severity {
  const parts: Severity['parts'] = [];
  const add = (part: string, points: number, why: string): void => {
    parts.push({ part, points, why });
  };

  const harm = readNumber(view, 'what.harm');
  add('harm', harm === undefined ? 0 : harm * 2, harm === undefined ? 'not known' : `${harm} of 4, twice`);
  const velocity = readNumber(view, 'incident.velocity');
  add('velocity', velocity === undefined ? 0 : velocity, velocity === undefined ? 'not known' : `${velocity} of 3`);
  const arousal = read(view, 'what.arousal');
  add('arousal', arousal === 'high' ? 2 : arousal === 'medium' ? 1 : 0, typeof arousal === 'string' ? arousal : 'not known');
  const spread = readNumber(view, 'incident.spread');
  add('spread', spread === undefined ? 0 : spread, spread === undefined ? 'not known' : `${spread} of 2`);

  const themes = readSet(view, 'what.themes');
  const grave = themes?.some((theme) => graveThemes.has(theme)) === true;
  add('themes', themes === undefined || themes.length === 0 ? 0 : grave || themes.length > 1 ? 2 : 1, themes === undefined ? 'not known' : themes.length === 0 ? 'none' : themes.join(', '));

  const goodwill = read(view, 'brand.goodwill');
  const failures = readNumber(view, 'history.badTurns') ?? 0;
  if (failures > 0 || goodwill === 'bad') add('history', 1, failures > 0 ? `${failures} earlier failures` : 'bad reputation');
  const reopened = readNumber(view, 'case.reopened') ?? 0;
  if (reopened > 0) add('reopened', 1, `came back ${reopened} times`);
  const silence = readNumber(view, 'incident.silenceComplaints') ?? 0;
  const kinds = readSet(view, 'what.kinds');
  if (silence > 0 || kinds?.includes('silence-complaint') === true) add('silence', 1, silence > 0 ? `${silence} complaints about silence` : 'a complaint about silence');

  let score = sum(parts);
  if (read(view, 'subject.type') === 'incident' && grave && (velocity ?? 0) >= 2 && score < severityFloors.high) {
    add('grave and fast', severityFloors.high - score, 'a grave theme that spreads fast is high from the start');
    score = severityFloors.high;
  }
  let level = levelOf(score);
  const danger = dangerOf(kinds, themes, harm);
  if (danger !== null) {
    add('life', Math.max(0, severityFloors.critical - score), danger);
    score = Math.max(score, severityFloors.critical);
    level = 'critical';
  }
  if (goodwill === 'very-high' && score >= 1) {
    add('goodwill', -1, 'softens the forecast, never the level or a duty');
    score -= 1;
  }
  return { level, score, parts };
}

function dangerOf(kinds: readonly string[] | undefined, themes: readonly string[] | undefined, harm: number | undefined): string | null {
  for (const kind of kinds ?? []) if (lifeKinds.has(kind)) return `${kind}: life comes first`;
  if ((harm ?? 0) < 3) return null;
  for (const theme of themes ?? []) if (theme === 'safety' || theme === 'health') return `${theme}, with serious harm`;
  return null;
}

function levelOf(score: number): SeverityLevel {
  return score >= severityFloors.critical ? 'critical' : score >= severityFloors.high ? 'high' : score >= severityFloors.medium ? 'medium' : 'low';
}

function sum(parts: Severity['parts']): number {
  let total = 0;
  for (const { points } of parts) total += points;
  return total;
}
