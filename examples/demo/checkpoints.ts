import { severityLevelSchema, type DeadlineName, type Plan } from 'kashuv/spec';

import { checkpoints, type Checkpoint } from './amazonfail/course.ts';
import type { Story } from './story.ts';
import { dayAndTime } from './times.ts';

export interface CheckpointResult {
  checkpoint: Checkpoint;
  /** Empty: as expected. */
  differs: string[];
}

/** Holds what kashuv said against what the case study expects of it. What differs is shown, never mended. */
export function checkAll(story: Story): CheckpointResult[] {
  return checkpoints.map((checkpoint) => ({ checkpoint, differs: differences(checkpoint, story) }));
}

function differences({ at, expect }: Checkpoint, story: Story): string[] {
  const view = story.incidentAt(at);
  const differs: string[] = [];
  const state = view === null ? 'none' : view.state === 'suspected' || view.state === 'resolved' ? view.state : 'open';
  if (state !== expect.incident) differs.push(`incident ${state}, expected ${expect.incident}`);
  // What is owed to one person counts as well: before there is an incident, and beside it.
  const plans = [view?.plan ?? null, latestCasePlan(at, story)].filter((plan): plan is Plan => plan !== null);
  const [main] = plans;
  if (main === undefined) return [...differs, 'no plan'];
  const rank = (level: string): number => severityLevelSchema.options.indexOf(level as Plan['severity']['level']);
  if (rank(main.severity.level) < rank(expect.severity)) differs.push(`severity ${main.severity.level} (${main.severity.score}), expected at least ${expect.severity}`);
  if (expect.hub !== undefined && view?.hub !== expect.hub) differs.push(`hub ${view?.hub ?? 'none'}, expected ${expect.hub}`);
  for (const [name, latest] of Object.entries(expect.deadlines ?? {}) as [DeadlineName, number][]) {
    const deadline = main.deadlines[name];
    if (deadline === undefined) differs.push(`no ${name}`);
    else if (deadline.at > latest) differs.push(`${name} ${dayAndTime(deadline.at)}, expected by ${dayAndTime(latest)}`);
  }
  const asked = new Set<string>(plans.flatMap((plan) => [...[...plan.require, ...plan.actions, ...plan.flags].map(({ element }) => element), ...plan.venues.map(({ target }) => `venue.${target}`)]));
  const forbidden = new Set<string>(plans.flatMap((plan) => plan.forbid.map(({ element }) => element)));
  const rules = new Set(plans.flatMap((plan) => [...plan.rules.map(({ id }) => id), ...plan.trace.filter(({ outcome }) => outcome === 'fired').map(({ rule }) => rule)]));
  const lacks = (what: string, wanted: readonly string[] | undefined, found: ReadonlySet<string>): void => {
    const missing = (wanted ?? []).filter((one) => !found.has(one));
    if (missing.length > 0) differs.push(`${what} ${missing.join(', ')} missing`);
  };
  lacks('required', expect.require, asked);
  lacks('forbidden', expect.forbid, forbidden);
  lacks('rules', expect.rules, rules);
  return differs;
}

function latestCasePlan(at: number, story: Story): Plan | null {
  let latest: Plan | null = null;
  for (const event of story.events) {
    if (event.at > at) break;
    if ((event.type === 'plan.made' || event.type === 'plan.revised') && event.data.plan.subject.type === 'case') latest = event.data.plan;
  }
  return latest;
}
