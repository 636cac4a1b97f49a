import { KashuvError } from '../../spec/errors.ts';
import { toldSchema, type TellInput } from '../../spec/tell.ts';
import { momentMs } from './moments.ts';
import type { Scenario, Step } from './scenario-schema.ts';
import { wrongField, type Wrong } from './wrong-field.ts';

type Told = NonNullable<Step['tell']>;

/** Fields of what is told that hold a time, wherever they stand. */
const TIMES: ReadonlySet<string> = new Set(['at', 'until', 'from', 'to']);

/** What is told, for `monitor.tell`: times as epoch ms, brand and incident filled in. `incident`: the id that stands for the one open incident. */
export function tellInput(told: Told, scenario: Pick<Scenario, 'brand'>, zero: number, incident: string, mention: (post: string) => string): Record<string, unknown> {
  const input = withTimes(told, zero);
  const needs = fieldsOf(told.about);
  if (needs.has('brand') && input['brand'] === undefined) input['brand'] = scenario.brand.id;
  if (Array.isArray(input['mentions'])) input['mentions'] = input['mentions'].map((post: unknown) => (typeof post === 'string' ? mention(post) : post));
  if (typeof input['mention'] === 'string') input['mention'] = mention(input['mention']);
  else if (needs.has('incident') && input['incident'] === undefined) input['incident'] = incident;
  return input;
}

/** The first thing wrong with what is told; its path is below `tell`. Null: nothing. */
export function wrongTold(told: Told, scenario: Pick<Scenario, 'brand'>, zero: number): Wrong | null {
  const input = tellInput(told, scenario, zero, 'incident', (post) => post);
  const { error } = toldSchema.safeParse(input);
  return error === undefined ? null : wrongField(toldSchema, input, error.issues);
}

/** Whether it is about an incident that the scenario does not name. */
export function isAboutOpenIncident(told: Told): boolean {
  return fieldsOf(told.about).has('incident') && told['incident'] === undefined && told['mention'] === undefined;
}

/** Posts of the scenario that it names; `monitor.tell` takes their mentions. */
export function postsNamed(told: Told): string[] {
  const named: unknown[] = [told['mention'], told['mentions']].flat();
  return named.filter((post) => typeof post === 'string');
}

/** As `monitor.tell` takes it. Throws INPUT_INVALID where it does not. */
export function checkedTold(input: Record<string, unknown>): TellInput {
  const result = toldSchema.safeParse(input);
  if (result.success) return result.data;
  throw new KashuvError('INPUT_INVALID', result.error.issues[0]?.message ?? 'cannot be told.', { field: 'tell' });
}

function fieldsOf(about: string): ReadonlySet<string> {
  const option = toldSchema.options.find(({ shape }) => shape.about.value === about);
  return new Set(option === undefined ? [] : Object.keys(option.shape));
}

function withTimes(value: Record<string, unknown>, zero: number): Record<string, unknown> {
  const changed: Record<string, unknown> = {};
  for (const [key, one] of Object.entries(value)) {
    if (TIMES.has(key) && typeof one === 'string') changed[key] = momentMs(one, zero) ?? one;
    else changed[key] = typeof one === 'object' && one !== null && !Array.isArray(one) ? withTimes(one as Record<string, unknown>, zero) : one;
  }
  return changed;
}
