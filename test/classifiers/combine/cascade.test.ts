import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { cascade } from '../../../src/classifiers/combine/index.ts';
import { testContext } from '../../support/context.ts';
import { fake, label, text, type Fake } from '../fake-classifier.ts';

const dear = (): Fake => fake('dear', () => [label('sentiment', 'positive', 0.8), label('kind', 'praise', 0.8)], { sendsTextOut: true, maxBatch: 8, maxInFlight: 2, languages: ['en', 'he'], version: '7' });
const askedOf = (one: Fake): string[] => one.batches.flat().map(({ id }) => id);

describe('the next one is asked', () => {
  const cheap = () =>
    fake('cheap', (words) => (words === 'sure' ? [label('sentiment', 'negative', 0.9)] : words === 'unsure' ? [label('sentiment', 'negative', 0.3)] : words === 'broken' ? 'failed' : 'nothing'));

  test('about what those before said nothing of, failed on or were not sure of, and about nothing else', async () => {
    const [first, second] = [cheap(), dear()];
    const results = await cascade([first, second]).classify([text('sure'), text('unsure'), text('broken'), text('blank')], testContext());
    expect(askedOf(first)).toEqual(['sure', 'unsure', 'broken', 'blank']);
    expect(askedOf(second)).toEqual(['unsure', 'broken', 'blank']);
    expect(results.map(({ id, status }) => [id, status])).toEqual([['sure', 'labelled'], ['unsure', 'labelled'], ['broken', 'labelled'], ['blank', 'labelled']]);
    expect(results.every((result) => !('incomplete' in result))).toBe(true);
  });

  test('about nobody where all is sure', async () => {
    const second = dear();
    await cascade([cheap(), second]).classify([text('sure')], testContext());
    expect(second.batches).toEqual([]);
  });

  test('below the confidence that is given', async () => {
    const second = dear();
    await cascade([cheap(), second], { unsure: 0.95 }).classify([text('sure')], testContext());
    expect(askedOf(second)).toEqual(['sure']);
    const third = dear();
    await cascade([cheap(), third], { unsure: 0.2 }).classify([text('unsure')], testContext());
    expect(askedOf(third)).toEqual([]);
  });

  test('about a task that is named and has no label, if it can say something of it', async () => {
    const [can, cannot] = [dear(), fake('other', () => 'nothing', { tasks: ['theme'] })];
    await cascade([cheap(), can], { unsure: { kind: 0.6 } }).classify([text('sure')], testContext());
    await cascade([cheap(), cannot], { unsure: { kind: 0.6 } }).classify([text('sure')], testContext());
    expect([askedOf(can), askedOf(cannot)]).toEqual([['sure'], []]);
    // A task that is not named never is a reason.
    const other = dear();
    await cascade([cheap(), other], { unsure: { harm: 0 } }).classify([text('sure'), text('unsure')], testContext());
    expect(askedOf(other)).toEqual(['sure', 'unsure']);
    const last = fake('last', () => 'nothing', { tasks: ['sentiment'] });
    await cascade([cheap(), last], { unsure: { kind: 0.6 } }).classify([text('unsure')], testContext());
    expect(askedOf(last)).toEqual([]);
  });

  test('only about what it reads', async () => {
    const second = dear();
    const [result] = await cascade([fake('cheap', () => 'unread'), second]).classify([text('bonjour', 'bonjour', { language: 'fr' })], testContext());
    expect(second.batches).toEqual([]);
    expect(result).toMatchObject({ status: 'abstained', unread: true });
  });
});

describe('what they say is put together', () => {
  const two = async (first: Parameters<typeof fake>[1], second: Parameters<typeof fake>[1]) => (await cascade([fake('first', first), fake('second', second)]).classify([text('x')], testContext()))[0];

  test('the surer word leads, the other stays a candidate', async () => {
    expect(await two(() => [label('sentiment', 'negative', 0.4)], () => [label('sentiment', 'positive', 0.7)])).toMatchObject({ labels: [label('sentiment', 'positive', 0.7), label('sentiment', 'negative', 0.4)] });
    expect(await two(() => [label('sentiment', 'negative', 0.5)], () => [label('sentiment', 'positive', 0.4)])).toMatchObject({ labels: [{ value: 'negative' }, { value: 'positive' }] });
    expect(await two(() => [label('sentiment', 'negative', 0.5)], () => [label('sentiment', 'positive', 0.5)])).toMatchObject({ labels: [{ value: 'positive' }, { value: 'negative' }] });
  });

  test('the same word is as sure as the surer, with the evidence of both', async () => {
    const result = await two(() => [label('kind', 'complaint', 0.4, 'a')], () => [label('kind', 'complaint', 0.7, 'b')]);
    expect(result).toMatchObject({ labels: [{ value: 'complaint', confidence: 0.7, evidence: [{ cue: 'a' }, { cue: 'b' }] }] });
  });

  test('a sure sentiment is not overruled, but another kind is heard', async () => {
    const result = await two(
      () => [label('sentiment', 'negative', 0.9), label('kind', 'complaint', 0.9), label('theme', 'money', 0.2)],
      () => [label('sentiment', 'positive', 0.99), label('kind', 'threat', 0.7)],
    );
    expect(result).toMatchObject({ labels: [{ value: 'negative' }, { value: 'complaint' }, { value: 'threat' }, { value: 'money' }] });
  });
});

describe('a failure is never an absence', () => {
  const one = async (first: Parameters<typeof fake>[1], second: Parameters<typeof fake>[1]) => (await cascade([fake('first', first), fake('second', second)]).classify([text('x')], testContext()))[0];

  test('nobody said anything, and somebody failed', async () => {
    expect(await one(() => 'nothing', () => 'failed')).toMatchObject({ status: 'failed', why: 'first: nothing seen; second: it broke' });
    expect(await one(() => 'failed', () => 'nothing')).toMatchObject({ status: 'failed' });
    expect(await one(() => 'nothing', () => new Error('down'))).toMatchObject({ status: 'failed', why: expect.stringContaining('second: down') });
    expect(await one(() => 'nothing', () => 'nothing')).toEqual({ id: 'x', status: 'abstained', why: 'first: nothing seen; second: nothing seen' });
  });

  test('what was unsure stays unsure, and says that it is incomplete', async () => {
    expect(await one(() => [label('kind', 'complaint', 0.4)], () => 'failed')).toMatchObject({ status: 'labelled', labels: [{ value: 'complaint', confidence: 0.4 }], incomplete: 'second: it broke' });
  });

  test('who labels other tasks does not make up for who failed', async () => {
    const sentimentOnly = fake('narrow', () => [label('sentiment', 'neutral')], { tasks: ['sentiment'] });
    const [result] = await cascade([fake('broad', () => 'failed'), sentimentOnly]).classify([text('x')], testContext());
    expect(result).toMatchObject({ status: 'labelled', labels: [{ value: 'neutral' }], incomplete: 'broad: it broke' });
    // Who could make up for it is asked, however sure the word before.
    const last = dear();
    const narrow = fake('same', () => 'failed', { tasks: ['kind'] });
    const [whole] = await cascade([narrow, sentimentOnly, last]).classify([text('x')], testContext());
    expect(askedOf(last)).toEqual(['x']);
    expect(whole).toMatchObject({ status: 'labelled', labels: [{ value: 'neutral' }, { value: 'praise' }] });
    expect(whole).not.toHaveProperty('incomplete');
    // Nor does who does not read the text.
    const [unread] = await cascade([fake('broad', () => 'failed'), sentimentOnly, fake('french', () => [label('kind', 'praise')], { languages: ['fr'] })]).classify([text('x')], testContext());
    expect(unread).toHaveProperty('incomplete');
  });

  test('answers amiss are failures of their texts', async () => {
    const amiss = (answer: unknown) => ({ ...fake('amiss', () => 'nothing'), classify: async () => answer as never });
    for (const answer of [null, [], [{ id: 'y', status: 'abstained', why: '' }], [{ id: 'x', status: 'labelled', labels: [{ task: 'kind', value: 'invented', confidence: 1, evidence: [] }] }]]) {
      expect(await cascade([amiss(answer), fake('second', () => 'nothing')]).classify([text('x')], testContext())).toMatchObject([{ status: 'failed' }]);
    }
  });

  test('an abort is passed on', async () => {
    const context = testContext();
    const stopped = new Error('stopped');
    const waits = cascade([fake('first', async (_, __, { sleep }) => { await sleep(1_000); return 'nothing' as const; }), dear()]).classify([text('x')], context);
    await context.sleeping();
    context.abort(stopped);
    await expect(waits).rejects.toBe(stopped);
  });
});

test('whatever they say: labels only from a label, failed only from a failure, unread only from nobody who read', async () => {
  const said = fc.constantFrom('nothing' as const, 'unread' as const, 'failed' as const, 'sure' as const, 'unsure' as const);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(said, { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 4 }), async (parts) => {
      const results = await cascade(parts.map((one, place) => fake(`p${place}`, (_, { id }) => {
        const word = one[Number(id)] ?? 'nothing';
        return word === 'sure' || word === 'unsure' ? [label('kind', 'complaint', word === 'sure' ? 0.9 : 0.3)] : word;
      }))).classify(['0', '1', '2'].map((id) => text(id)), testContext());
      results.forEach((result, index) => {
        const words = parts.map((one) => one[index]);
        const sure = words.indexOf('sure');
        const heard = sure < 0 ? words : words.slice(0, sure + 1);
        const last = Math.max(heard.lastIndexOf('sure'), heard.lastIndexOf('unsure'));
        expect(result.id).toBe(String(index));
        expect(result.status).toBe(last >= 0 ? 'labelled' : heard.includes('failed') ? 'failed' : 'abstained');
        expect('incomplete' in result).toBe(last >= 0 && heard.slice(last).includes('failed'));
        expect('unread' in result).toBe(heard.every((word) => word === 'unread'));
      });
    }),
  );
});

describe('what it is', () => {
  test('comes of its parts', async () => {
    const [first, second] = [fake('cheap', () => 'nothing', { tasks: ['theme', 'sentiment'], languages: ['he', 'fr'] }), dear()];
    const both = cascade([first, second]);
    expect(both).toMatchObject({
      contract: 1, name: 'cascade', instance: 'cascade(cheap, dear)',
      capabilities: { tasks: ['sentiment', 'kind', 'theme', 'harm'], languages: ['he', 'fr', 'en'], maxBatch: 8, maxInFlight: 2, sendsTextOut: true },
    });
    expect(cascade([first, fake('any', () => 'nothing')]).capabilities).toMatchObject({ languages: 'any', sendsTextOut: false });
    const versions = [both, cascade([second, first]), cascade([first, second], { unsure: 0.7 }), cascade([first, fake('dear', () => 'nothing', { version: '8' })])].map(({ version }) => version);
    expect(new Set(versions).size).toBe(4);
    await both.close?.();
    expect([first.closed(), second.closed()]).toEqual([1, 1]);
  });

  test('closes all parts even where one does not close', async () => {
    const second = dear();
    await expect(cascade([{ ...dear(), close: () => Promise.reject(new Error('stuck')) }, second]).close?.()).rejects.toThrow('stuck');
    expect(second.closed()).toBe(1);
  });

  test.each<[string, unknown, unknown, string]>([
    ['one part', [dear()], {}, 'cascade.classifiers'],
    ['no list', dear(), {}, 'cascade.classifiers'],
    ['a part that is none', [dear(), null], {}, 'cascade.classifiers[1]'],
    ['a part that takes no text', [dear(), fake('none', () => 'nothing', { maxBatch: 0 })], {}, 'cascade.classifiers[1].capabilities.maxBatch'],
    ['a threshold that is none', [dear(), dear()], { unsure: 2 }, 'cascade.unsure'],
    ['a task that is none', [dear(), dear()], { unsure: { mood: 0.5 } }, 'cascade.unsure.mood'],
    ['a misspelt option', [dear(), dear()], { sure: 1 }, 'cascade.sure'],
  ])('refuses %s', (_, parts, options, field) => {
    expect(() => cascade(parts as never, options as never)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', field }) as Error);
  });
});
