import type { Brand, OwnerRole } from '../spec/brand.ts';
import { KashuvError } from '../spec/errors.ts';
import type { Plan } from '../spec/plan.ts';
import type { Consent } from '../spec/reply.ts';

const minute = 60_000;

/** A yes that the plan still asks for; `name` null: anybody's counts, for nobody holds the role (a readiness gap). */
export interface MissingConsent {
  role: OwnerRole;
  name: string | null;
}

export interface Asked {
  plan: Pick<Plan, 'approvers' | 'fallback'>;
  brand: Pick<Brand, 'owners'>;
  /** When the words were there to be agreed to, epoch ms. */
  since: number;
  at: number;
}

/**
 * Adds the yes of one human to those given, for every role they hold, and tells what is missing. A role that stays silent beyond
 * its time gives way: the legal one drops out, any other goes to the next named human as well.
 * Throws REJECTED where the plan asks for the yes of others.
 */
export function consent(given: readonly Consent[], by: string, asked: Asked): { given: readonly Consent[]; missing: MissingConsent[] } {
  const steps = stepsOf(asked);
  const open = steps.filter(({ role }) => !given.some((one) => one.role === role));
  const taken = open.filter(({ takes }) => takes(by));
  if (open.length > 0 && taken.length === 0) {
    const who = open.map(({ role, name }) => `${role}${name === null ? '' : ` (${name})`}`).join(', ');
    throw new KashuvError('REJECTED', `the plan asks for the yes of: ${who}.`, { field: 'by', fix: "Let one of them approve it. Who holds a role is in the brand's owners." });
  }
  const all = [...given, ...taken.map(({ role }): Consent => ({ role, by, at: asked.at }))];
  return { given: all, missing: open.filter((step) => !taken.includes(step)).map(({ role, name }) => ({ role, name })) };
}

interface Step extends MissingConsent {
  takes: (by: string) => boolean;
}

function stepsOf({ plan, brand, since, at }: Asked): Step[] {
  const steps: Step[] = [];
  for (const { role, name, withinMinutes } of plan.approvers) {
    const late = at >= since + withinMinutes * minute;
    if (late && role === 'legal') continue;
    const holders = brand.owners.filter((owner) => owner.role === role).map((owner) => owner.name);
    const next = late ? plan.fallback : null;
    const free = (name === null && holders.length === 0) || (next !== null && next.name === null);
    steps.push({ role, name: holders.length === 0 ? name : (name ?? holders[0] ?? null), takes: (by) => free || holders.includes(by) || by === next?.name });
  }
  return steps;
}
