import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { root } from '../../scripts/entries.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import { openModel, writeModel } from '../../src/understand/model/index.ts';
import { calibrate, leanOf, sharesOf, type HeldOut } from '../../training/calibrate.ts';
import { Chance } from '../../training/chance.ts';
import { examplesOf } from '../../training/examples.ts';
import { quantise, restored } from '../../training/quantise.ts';
import { copyKey } from '../../training/read.ts';
import type { TrainedModel, TrainedTask } from '../../training/tasks.ts';
import { trainTask } from '../../training/train-task.ts';
import { runProgram } from '../support/program.ts';

const folder = mkdtempSync(join(tmpdir(), 'kashuv-training-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
mkdirSync(join(folder, 'text'));
const setOf = (name: string, lines: readonly object[]): void => writeFileSync(join(folder, 'text', `${name}.jsonl`), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));

const subjects = ['soup', 'train', 'shop', 'waiter', 'phone', 'hotel', 'coat', 'driver', 'cake', 'parcel'];
const moods = { good: ['is lovely', 'was a delight', 'makes me happy', 'is wonderful'], bad: ['is broken', 'was a disgrace', 'makes me angry', 'is horrible'] } as const;
setOf('mood', Object.entries(moods).flatMap(([label, phrases]) => phrases.flatMap((phrase, index) => subjects.map((subject, at) => ({ text: `The ${subject} ${phrase} ${'today at last again'.split(' ')[(at + index) % 4]}`, label, day: `${at % 4}` })))));

const task: TrainedTask = { task: 'mood', set: 'mood', licence: 'ours', labels: ['bad', 'good'], measure: 'macroF1' };
const model: TrainedModel = { name: 'small', language: 'en', about: 'moods', features: { bits: 12, words: 2, characters: [2, 4], negations: ['not'], prefixes: '' }, thrift: 1, tasks: [task] };
const trained = trainTask(task, model, folder);
const bytesOf = ({ description, codes }: typeof trained): Uint8Array => writeModel({ header: { language: 'en', features: { ...model.features, characters: [2, 4], negations: ['not'] }, tasks: [description] }, codes });

describe('training', () => {
  test('learns what its texts tell', () => {
    expect(trained.figures).toMatchObject({ n: 80, folds: 5, copies: 0, disputed: 0 });
    expect(trained.figures.accuracy).toBeGreaterThan(0.95);
    const opened = openModel(bytesOf(trained));
    expect(opened.judge('the tea is horrible')?.[0]).toMatchObject({ task: 'mood', label: 'bad' });
    expect(opened.judge('the tea is wonderful')?.[0]).toMatchObject({ label: 'good' });
    const text = 'the tea is horrible';
    const [strongest] = opened.explain(text, 'mood', 'bad');
    expect(text.slice(strongest!.start, strongest!.end)).toBe('horrible');
  });

  test('gives the same bytes from the same texts', () => {
    expect(Buffer.from(bytesOf(trainTask(task, model, folder))).equals(Buffer.from(bytesOf(trained)))).toBe(true);
  });

  test('leaves each value of the field out once where folds go by it', () => expect(trainTask({ ...task, foldsBy: 'day' }, model, folder).figures.folds).toBe(4));

  test('judges the bare rows apart, and keeps both of a pair in one fold', () => {
    setOf('accounts', subjects.flatMap((subject, at) => [
      { text: `shop ${subject}`, label: 'bad', name: `${subject} shop`, username: `the_${subject}`, bio: `We sell ${subject} here`, followers: '9000' },
      { text: `me ${subject}`, label: 'good', name: `Dana ${subject}`, username: `dana${at}`, bio: `I like ${subject}, my love`, followers: 12 },
    ]));
    const accounts = { ...task, task: 'speaker', set: 'accounts', bare: true };
    const { rows, count, gold, fold } = examplesOf(accounts, folder);
    expect({ count, rows: rows.length, gold: gold.length }).toEqual({ count: 20, rows: 40, gold: 40 });
    expect([...fold.subarray(20)]).toEqual([...fold.subarray(0, 20)]);
    const marksOf = (row: number) => rows[row]!.marks.map(([name]) => name);
    expect([marksOf(0), marksOf(20)].map((names) => names.includes('followers'))).toEqual([true, false]);
    const { figures } = trainTask(accounts, model, folder);
    expect(figures.n).toBe(20);
    expect(figures.bare?.accuracy).toBeGreaterThan(0.8);
    expect(trained.figures.bare).toBeUndefined();
  });

  test('of several labels takes a plane for each', () => {
    setOf('three', ['red', 'green', 'blue'].flatMap((label) => subjects.map((subject) => ({ text: `a ${label}ish ${subject}`, label }))));
    const three = trainTask({ ...task, set: 'three', labels: ['blue', 'green', 'red'], prior: [0.5, 0.3, 0.2] }, model, folder);
    expect(three.codes).toHaveLength(3);
    expect(three.figures.accuracy).toBeGreaterThan(0.9);
  });
});

describe('examples', () => {
  test('are each there once, and not at all where copies bear different labels', () => {
    setOf('copies', [
      { text: 'I like it!', label: 'good' },
      { text: '@anna i LIKE it https://example.org/1', label: 'good' },
      { text: 'so so', label: 'good' },
      { text: 'So, so.', label: 'bad' },
      { text: 'I\\u2019d rather not', label: 'bad' },
    ]);
    const { rows, copies, disputed } = examplesOf({ ...task, set: 'copies' }, folder);
    expect(rows.map(({ fields }) => fields[0]?.[1])).toEqual(['I like it!', 'I’d rather not']);
    expect({ copies, disputed }).toEqual({ copies: 1, disputed: 2 });
  });

  test.each([
    ['a label that is none', 'label', [{ text: 'a', label: 'ugly' }], 'text/odd.jsonl:1 label'],
    ['a line that is no object', 'object', [1 as unknown as object], 'text/odd.jsonl:1'],
  ])('%s is named by its line', (_, __, lines, field) => {
    setOf('odd', lines);
    const error = (() => {
      try {
        return examplesOf({ ...task, set: 'odd' }, folder);
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(KashuvError.is(error) && error.field?.endsWith(field)).toBe(true);
  });

  test('are copies of each other by letters and figures alone', () => {
    expect(copyKey('Hi @you: 2 DAYS, http://example.org/x')).toBe(copyKey('hi 2 days'));
    expect(copyKey('hi 2 days')).not.toBe(copyKey('hi 3 days'));
  });
});

describe('quantising', () => {
  test('keeps signs, and large weights nearly', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 8, maxLength: 200 }), (values) => {
        const weights = Float64Array.from(values);
        const plane = quantise(weights, new Float64Array(weights.length).fill(1), 1);
        const back = restored(plane);
        const highest = Math.max(...values.map(Math.abs));
        for (const [index, weight] of weights.entries()) {
          if (back[index] !== 0 && Math.sign(back[index]!) !== Math.sign(weight)) return false;
          if (Math.abs(back[index]! - weight) > 0.4 * highest + 1e-9) return false;
        }
        return plane.codes.every((code) => code < 16 && code !== 8) && plane.sizes.every((size, at, all) => at === 0 || size >= all[at - 1]!);
      }),
    );
  });

  test('of nothing but zeros is zeros', () => expect([...restored(quantise(new Float64Array(4), new Float64Array(4), 1))]).toEqual([0, 0, 0, 0]));
});

describe('calibration', () => {
  /** Margins four times too sure of themselves. */
  const chance = new Chance(1);
  const truth = Array.from({ length: 4_000 }, () => chance.below(1_000) / 1_000);
  const held: HeldOut = {
    labels: 2,
    planes: 1,
    margins: [Float64Array.from(truth, (share) => 4 * Math.log((share + 0.001) / (1.001 - share)))],
    gold: Uint8Array.from(truth, (share) => Number(chance.below(1_000) / 1_000 < share)),
    weights: [1, 1],
  };
  const rows = truth.map((_, row) => row);

  test('finds the temperature', () => {
    const calibration = calibrate(held, rows);
    expect(calibration.slopes[0]?.[0]).toBeGreaterThan(0.2);
    expect(calibration.slopes[0]?.[0]).toBeLessThan(0.3);
    const row = truth.findIndex((share) => share > 0.7 && share < 0.72);
    expect(sharesOf(held, calibration, row)[1]).toBeCloseTo(0.71, 1);
  });

  test('leans only where the measure asks for it', () => {
    const shares = rows.map((row) => sharesOf(held, { slopes: [[0.25]], shift: [-3] }, row));
    expect(leanOf(held, shares, rows, 'accuracy')).toEqual([1, 1]);
    expect(leanOf(held, shares, rows, 'macroF1')[1]).toBeGreaterThan(1);
  });
});

describe('npm run train', () => {
  const program = join(root, 'training/main.ts');

  test.each([
    ['without data', [], '--data'],
    ['of a task that is none', ['--data', folder, '--task', 'weather'], '--task'],
    ['from a folder without sets', ['--data', folder, '--task', 'spam'], 'sms_spam.jsonl'],
    ['with an option that is none', ['--dta', folder], '--dta'],
  ])('%s says so and ends with 2', async (_, args, named) => {
    const { code, stderr, stdout } = await runProgram(program, args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(named);
  });
});
