import { describe, expect, it } from 'vitest';

import type { Monitor } from '../../src/core.ts';
import { eventTypes } from '../../src/spec/event.ts';
import { acme, post, stoppedMonitors } from '../support/monitor.ts';

const monitorWith = stoppedMonitors();

/** As somebody writes it who has no compiler. */
const untyped = (value: unknown): never => value as never;

describe('a request with a word that nobody reads', () => {
  it.each<[what: string, ask: (monitor: Monitor) => unknown, field: string, message: string]>([
    ['a misspelt field of a filter', (monitor) => monitor.duties(untyped({ stat: 'waiting' })), 'duties.stat', 'there is no such option. Options are: brand, state, subject.'],
    ['a state that no duty has', (monitor) => monitor.duties({ state: untyped('open') }), 'duties.state', "expected one of waiting, answered, waived, withdrawn, got 'open'."],
    ['a state that no case has', (monitor) => monitor.cases({ state: untyped('waiting') }), 'cases.state', "expected one of open, answered, gone, got 'waiting'."],
    ['a text for a yes or no', (monitor) => monitor.incidents({ open: untyped('true') }), 'incidents.open', "expected a boolean, got 'true'."],
    ['an id in place of a filter', (monitor) => monitor.plans(untyped('case_1')), 'plans', "expected an object, got 'case_1'. Write { brand, subject }."],
    ['a misspelt field of the ledger', (monitor) => monitor.events(untyped({ after: 3 }))[Symbol.asyncIterator]().next(), 'events.after', 'Options are: brand, afterSeq.'],
    ['a misspelt source of posts', (monitor) => monitor.ingest(post('[complaint]'), untyped({ from: 'shop' })), 'ingest.from', 'Options are: source.'],
    ['a signal in place of its holder', (monitor) => monitor.run(untyped(AbortSignal.abort())), 'run', 'Write { signal }.'],
    ['a check of the text that would not be made', (monitor) => monitor.approve(untyped({ draft: 'draft_1', by: 'Noam', words: 'as I saw it' })), 'approve.words', 'Options are: draft, by, text.'],
    ['a misspelt language of a text', (monitor) => monitor.submitDraft(untyped({ duty: 'duty_1', by: 'Dana', text: 'Hi', lang: 'en' })), 'submitDraft.lang', 'Options are: duty, text, by, language.'],
    ['a waiver with more than it takes', (monitor) => monitor.waive(untyped({ duty: 'duty_1', by: 'Dana', reason: 'spam', until: 1 })), 'waive.until', 'Options are: duty, by, reason.'],
    ['an author as a text', (monitor) => monitor.forget(untyped('lena')), 'forget', 'Write { source, id }.'],
  ])('is refused: %s', async (_, ask, field, message) => {
    const monitor = monitorWith();
    const error: unknown = await (async () => ask(monitor))().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'INPUT_INVALID', field });
    expect(String(error)).toContain(message);
  });

  it('is answered where it says nothing: an option that is undefined is none', async () => {
    const monitor = monitorWith();
    await monitor.ingest(post('[complaint] it broke'), untyped({ source: undefined }));
    await monitor.idle();
    expect(await monitor.duties(untyped({ state: undefined, brand: 'acme' }))).toEqual(await monitor.duties());
  });
});

describe('an event', () => {
  it('that never comes is refused, with those of its kind', () => {
    const monitor = monitorWith();
    expect(() => monitor.on(untyped('plan.mad'), () => undefined)).toThrow("type: there is no event 'plan.mad'. There are: plan.made, plan.revised, plan.withdrawn; '*' hears all.");
    expect(() => monitor.on(untyped('planMade'), () => undefined)).toThrow("Event types are noun.past-verb, such as 'plan.made'");
    expect(() => monitor.on(untyped(undefined), () => undefined)).toThrow('there is no event nothing.');
  });

  it('of every type can be heard', () => {
    const monitor = monitorWith();
    for (const type of eventTypes) expect(() => monitor.on(type, () => undefined)).not.toThrow();
  });
});

describe('a brand that comes later', () => {
  it('is held to what a first one is: its languages and its query', async () => {
    const monitor = monitorWith();
    await expect(monitor.addBrand({ ...acme, id: 'bolt', languages: ['fr'] })).rejects.toThrow("brand.languages[0]: no language pack for 'fr'.");
    await expect(monitor.addBrand({ ...acme, id: 'bolt', query: 'bolt AND' })).rejects.toThrow('brand.query: at 8: the query ends');
    await monitor.addBrand({ ...acme, id: 'bolt', query: 'bolt' });
    expect(monitor.health().brands.map(({ id }) => id)).toEqual(['acme', 'bolt']);
  });
});
