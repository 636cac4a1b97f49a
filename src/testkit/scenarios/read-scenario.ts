import { KashuvError } from '../../spec/errors.ts';
import { varietyOf, voicesOf } from './crowd.ts';
import { wrongExpectation, wrongFact } from './expectation-schema.ts';
import { isoMs, momentMs } from './moments.ts';
import { didYouMean } from './nearest.ts';
import { scenarioSchema, type Scenario, type Step } from './scenario-schema.ts';
import { wrongTold } from './told.ts';
import { wrongField } from './wrong-field.ts';

export interface ReadScenarioOptions {
  /** Named in errors. */
  file?: string;
}

type Path = readonly PropertyKey[];
type Refuse = (path: Path, message: string, fix?: string) => never;

/**
 * A scenario from its JSON text, checked: its shape, its times, and that everything it names is there.
 * Throws INPUT_INVALID with file and field: `amazonfail.json: steps[3].check.contains.must[0]`.
 */
export function readScenario(text: string, options: ReadScenarioOptions = {}): Scenario {
  let value: unknown;
  try {
    // Some editors begin a file with a mark of its encoding, which is no JSON.
    value = JSON.parse(typeof text === 'string' ? text.replace(/^\uFEFF/, '') : text);
  } catch (cause) {
    throw new KashuvError('INPUT_INVALID', `no JSON: ${(cause as Error).message}.`, { field: options?.file ?? 'text', fix: 'Write one JSON object.', cause });
  }
  return checkScenario(value, options);
}

/** A scenario that was built rather than read, checked the same way. Throws INPUT_INVALID with the field. */
export function checkScenario(value: unknown, options: ReadScenarioOptions = {}): Scenario {
  const { file } = options ?? {};
  const refuse: Refuse = (path, message, fix = '') => {
    throw new KashuvError('INPUT_INVALID', `${message}.`, { field: fieldIn(file, path), fix: `${fix} See docs/scenarios.md.`.trim() });
  };
  const result = scenarioSchema.safeParse(value);
  if (!result.success) {
    const { path, message, fix } = wrongField(scenarioSchema, value, result.error.issues);
    return refuse(path, message, fix);
  }
  checkSteps(result.data, refuse);
  return result.data;
}

/** `amazonfail.json: steps[3].check`; without a file the path alone. */
export function fieldIn(file: string | undefined, path: Path): string {
  const field = path.map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? String(part) : `.${String(part)}`)).join('');
  return [file, field].filter((part) => part !== undefined && part !== '').join(': ') || 'scenario';
}

function checkSteps(scenario: Scenario, refuse: Refuse): void {
  const zero = isoMs(scenario.start) ?? 0;
  const posts = postIds(scenario, refuse);
  const names = new Set<string>();
  let before = -Infinity;
  let silence: { until: number; name: string } | null = null;
  for (const [index, step] of scenario.steps.entries()) {
    const path = ['steps', index];
    const at = momentMs(step.at, zero) ?? 0;
    if (at < before) refuse([...path, 'at'], `'${step.at}' lies before the step before it`);
    before = at;
    if (silence !== null && at >= silence.until) silence = null;
    const kind = (['tell', 'draft', 'publish', 'action', 'silence'] as const).find((one) => step[one] !== undefined);
    if (silence !== null && kind !== undefined) refuse([...path, kind], `the brand is silent until then: '${silence.name}'`);
    if (step.silence !== undefined) {
      const until = momentMs(step.silence.until, zero) ?? 0;
      if (until <= at) refuse([...path, 'silence', 'until'], `'${step.silence.until}' does not lie after '${step.at}'`);
      silence = { until, name: step.silence.name };
    }
    checkNames(step, path, names, refuse);
    checkReferences(scenario, step, path, posts, refuse);
    if (step.tell !== undefined) {
      const wrong = wrongTold(step.tell, scenario, zero);
      if (wrong !== null) refuse([...path, 'tell', ...wrong.path], wrong.message, wrong.fix);
    }
  }
  if (!scenario.steps.some(checksSomething)) {
    refuse(['steps'], 'nothing is checked, so that nothing can fail', 'Add a step with check; draft, publish, action, silence with missed, and tell with refused count too.');
  }
}

function checksSomething({ check, draft, publish, action, silence, refused }: Step): boolean {
  return [check, draft, publish, action, silence?.missed, refused].some((one) => one !== undefined);
}

/** The ids of all posts. Crowds are counted out, so that a check can name one of theirs. */
function postIds(scenario: Scenario, refuse: Refuse): ReadonlySet<string> {
  const ids = new Set<string>();
  const add = (id: string, path: Path): void => {
    if (ids.has(id)) refuse(path, `the post '${id}' is there twice`);
    ids.add(id);
  };
  for (const [index, { mentions = [], crowd }] of scenario.steps.entries()) {
    for (const [place, { id }] of mentions.entries()) add(id, ['steps', index, 'mentions', place, 'id']);
    if (crowd === undefined) continue;
    const path = ['steps', index, 'crowd'];
    const variety = varietyOf(crowd.texts);
    if (variety < crowd.posts) refuse([...path, 'texts'], `they make ${variety} different posts, and ${crowd.posts} are asked for; write more sentences, or words to choose from as in {late|never}`);
    const voices = voicesOf(crowd);
    if (new Set(voices.map((voice) => voice.text)).size < voices.length) refuse([...path, 'texts'], 'two of the posts they make are the same');
    for (const { id } of voices) add(id, [...path, 'id']);
  }
  return ids;
}

function checkNames({ check, draft, publish, action, silence }: Step, path: Path, names: Set<string>, refuse: Refuse): void {
  for (const [kind, one] of Object.entries({ check, draft, publish, action, silence })) {
    if (one === undefined) continue;
    if (names.has(one.name)) refuse([...path, kind, 'name'], `'${one.name}' is there twice`);
    names.add(one.name);
  }
}

function checkReferences({ venues, people }: Scenario, step: Step, path: Path, posts: ReadonlySet<string>, refuse: Refuse): void {
  const venue = (name: string, at: Path): void => {
    if (!Object.hasOwn(venues, name)) refuse(at, `there is no venue '${name}' under venues`, `${didYouMean(name, Object.keys(venues))}There are: ${Object.keys(venues).join(', ') || 'none'}.`);
  };
  const post = (id: string | undefined, at: Path): void => {
    if (id !== undefined && !posts.has(id)) refuse(at, `there is no post '${id}'`, `${didYouMean(id, [...posts])}Name the id of a post in mentions, or of a crowd's as in id-1.`);
  };
  for (const [place, one] of (step.mentions ?? []).entries()) {
    const at = [...path, 'mentions', place];
    venue(one.venue, [...at, 'venue']);
    if (!one.by.startsWith('@') && !Object.hasOwn(people, one.by)) refuse([...at, 'by'], `there is nobody '${one.by}' under people`, `${didYouMean(one.by, Object.keys(people))}A stranger is written '@${one.by}'.`);
    post(one.replyTo, [...at, 'replyTo']);
    post(one.quote, [...at, 'quote']);
    post(one.repost, [...at, 'repost']);
  }
  if (step.crowd !== undefined) {
    venue(step.crowd.venue, [...path, 'crowd', 'venue']);
    post(step.crowd.replyTo, [...path, 'crowd', 'replyTo']);
  }
  if (typeof step.tell?.['mention'] === 'string') post(step.tell['mention'], [...path, 'tell', 'mention']);
  if (Array.isArray(step.tell?.['mentions'])) for (const [place, id] of step.tell['mentions'].entries()) if (typeof id === 'string') post(id, [...path, 'tell', 'mentions', place]);
  if (step.action !== undefined && 'post' in step.action) post(step.action.post, [...path, 'action', 'post']);
  for (const kind of ['draft', 'publish', 'action', 'silence', 'check'] as const) {
    const one = step[kind];
    if (one !== undefined && 'subject' in one && one.subject.startsWith('mention:')) post(one.subject.slice('mention:'.length), [...path, kind, 'subject']);
  }
  if (step.check === undefined) return;
  const wrong = wrongFact(step.check.facts ?? {});
  if (wrong !== null) refuse([...path, 'check', 'facts', wrong.fact], wrong.message, wrong.fix);
  const expectation = wrongExpectation(step.check);
  if (expectation !== null) refuse([...path, 'check', ...expectation.path], expectation.message, expectation.fix);
}
