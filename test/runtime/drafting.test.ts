import { describe, expect, it } from 'vitest';

import { wordingDrafter } from '../../src/drafters/wording.ts';
import { createMonitor, type Monitor } from '../../src/index.ts';
import type { Drafter } from '../../src/spec/plugin.ts';

interface Logged {
  message: string;
  data: Record<string, unknown> | undefined;
}

/** A monitor with one complaint, and the duty that it owes. */
async function owing(drafter?: unknown): Promise<{ monitor: Monitor; duty: string; logged: Logged[] }> {
  const logged: Logged[] = [];
  const monitor = createMonitor({
    brands: [{ id: 'acme', name: 'Acme', query: 'acme' }],
    log: (_, message, data) => void logged.push({ message, data }),
    ...(drafter === undefined ? {} : { drafter: drafter as Drafter }),
  });
  await monitor.ingest({ id: '1', text: 'My Acme kettle arrived broken! Terrible.', author: { id: 'lena', name: 'Lena' } });
  await monitor.idle();
  const [duty] = await monitor.duties({ state: 'waiting' });
  return { monitor, duty: duty?.id ?? '', logged };
}

const pollution: unknown = JSON.parse('{"__proto__":{"polluted":"yes"}}');

describe('what is asked of a drafter', () => {
  it.each<[string, unknown, string]>([
    ['null', null, 'draft'],
    ['a list', [], 'draft'],
    ['a number', NaN, 'draft'],
    ['a function', () => ({}), 'draft'],
    ['a long text', 'x'.repeat(1_000_000), 'draft'],
    ['an option that there is not', { fact: {} }, 'fact'],
    ['no language', { language: 5 }, 'language'],
    ['facts that are null', { facts: null }, 'facts'],
    ['facts in a list', { facts: [] }, 'facts'],
    ['facts in a map', { facts: new Map([['time', '16:00']]) }, 'facts'],
    ['a fact that is a number', { facts: { time: 16 } }, 'facts.time'],
    ['a fact that is null', { facts: { time: null } }, 'facts.time'],
    ['a fact that is a list', { facts: { topic: ['kettle'] } }, 'facts.topic'],
    ['a fact that is a function', { facts: { topic: () => 'kettle' } }, 'facts.topic'],
    ['a fact on a prototype', { facts: pollution }, 'facts.__proto__'],
  ])('is refused with its field: %s', async (_, request, field) => {
    const { monitor, duty } = await owing();
    await expect(monitor.draft(duty, request as { facts: Record<string, string> })).rejects.toMatchObject({ code: 'INPUT_INVALID', field });
    await monitor.stop();
  });

  it.each<[string, unknown]>([['a symbol', Symbol('x')], ['nothing', undefined], ['an object', {}], ['a number', NaN]])('is for a duty, not %s', async (_, id) => {
    const { monitor } = await owing();
    await expect(monitor.draft(id as string)).rejects.toMatchObject({ code: 'INPUT_INVALID', field: 'duty' });
    await monitor.stop();
  });

  it('may be long, and the error stays short', async () => {
    const { monitor, duty } = await owing();
    const error: unknown = await monitor.draft('x'.repeat(1_000_000)).catch((reason: unknown) => reason);
    expect(String(error).length).toBeLessThan(400);
    const { draft } = await monitor.draft(duty, { facts: { topic: 'kettle '.repeat(100_000), signature: 'Dana' } });
    expect(draft.text.length).toBeLessThan(10_000);
    await monitor.stop();
  });

  it('may leave a fact undefined', async () => {
    const { monitor, duty } = await owing();
    const { draft } = await monitor.draft(duty, { facts: { signature: undefined as unknown as string } });
    expect(draft.slots.map(({ name }) => name)).toContain('signature');
    await monitor.stop();
  });

  it('is logged where there is no blank for a fact', async () => {
    const { monitor, duty, logged } = await owing();
    await monitor.draft(duty, { facts: { signatur: 'Dana' } });
    expect(logged.find(({ message }) => message.includes('no blank'))?.data).toMatchObject({ names: ['signatur'], blanks: expect.arrayContaining(['signature']) as unknown });
    await monitor.stop();
  });
});

describe('what a drafter gives', () => {
  const good = { text: 'We are looking into it.', elements: ['say.action'], slots: [], variant: 'own:1' };

  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'drafter'],
    ['null', null, 'drafter'],
    ['a text', 'We are looking into it.', 'drafter'],
    ['no words', { ...good, text: ' ' }, 'drafter.text'],
    ['words that are none', { ...good, text: 5 }, 'drafter.text'],
    ['an element that there is not', { ...good, elements: ['say.nothing'] }, 'drafter.elements.0'],
    ['a blank that is none', { ...good, slots: ['time'] }, 'drafter.slots.0'],
    ['no variant', { ...good, variant: undefined }, 'drafter.variant'],
  ])('is no draft, and none is kept: %s', async (_, words, field) => {
    const { monitor, duty } = await owing({ ...wordingDrafter(), name: 'own', draft: () => Promise.resolve(words) });
    await expect(monitor.draft(duty)).rejects.toMatchObject({ code: 'INTERNAL', field, message: expect.stringContaining("'own'") as unknown });
    const drafted: unknown[] = [];
    for await (const event of monitor.events()) if (event.type === 'draft.made') drafted.push(event);
    expect(drafted).toEqual([]);
    await monitor.stop();
  });

  it('is kept as it is', async () => {
    const { monitor, duty } = await owing({ ...wordingDrafter(), draft: () => Promise.resolve(good) });
    expect((await monitor.draft(duty)).draft).toMatchObject(good);
    await monitor.stop();
  });
});

it.each<[string, unknown]>([
  ['null', null], ['a list', []], ['a function', wordingDrafter], ['an empty object', {}], ['a name', 'wording'], ['one without draft', { ...wordingDrafter(), draft: undefined }],
])('a drafter that is none is refused when the monitor is made: %s', (_, drafter) => {
  expect(() => createMonitor({ brands: [], drafter: drafter as Drafter })).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', field: expect.stringMatching(/^drafter/) as unknown }) as Error);
});

it.each<[string, unknown]>([['blanks', '  '], ['nobody', ''], ['a long text', 'x'.repeat(1_000_000)], ['a list', ['Dana']], ['null', null]])('nobody is named by %s', async (_, by) => {
  const { monitor, duty } = await owing();
  await expect(monitor.submitDraft({ duty, text: 'We are looking into it.', by: by as string })).rejects.toMatchObject({ code: 'INPUT_INVALID', field: 'by' });
  const { draft } = await monitor.submitDraft({ duty, text: 'We are looking into it.', by: 'Dana' });
  await expect(monitor.approve({ draft: draft.id, by: by as string })).rejects.toMatchObject({ code: 'INPUT_INVALID', field: 'by' });
  await monitor.stop();
});
