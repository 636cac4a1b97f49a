import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, test } from 'vitest';
import { chanceOf, overdispersed, thinned } from '../../eval/surge/chance.ts';
import { csvFilesBelow, readSeries, timeOf } from '../../eval/surge/files.ts';
import { root } from '../../scripts/entries.ts';
import { errorOf } from '../support/error-of.ts';
import { runProgram } from '../support/program.ts';
import { calmCounts, monday, stepMs, stepsADay } from '../surge/series/calm.ts';

const surge = join(root, 'eval/surge.ts');
const onset = join(root, 'eval/onset.ts');
const folder = mkdtempSync(join(tmpdir(), 'kashuv-surge-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const stamp = (step: number): string => new Date(monday + step * stepMs).toISOString().slice(0, 19).replace('T', ' ');
const csvOf = (counts: readonly number[]): string => `timestamp,value\n${counts.map((count, step) => `${stamp(step)},${count}`).join('\n')}\n`;
const write = (path: string, text: string): void => {
  const [below] = path.split('/');
  mkdirSync(join(folder, below ?? ''), { recursive: true });
  writeFileSync(join(folder, path), text);
};

const counts = calmCounts(10, 20, 5);
const surgeAt = 18 * stepsADay;
const withSurge = counts.map((count, step) => (step >= surgeAt && step < surgeAt + 6 ? 300 : count));
write('series/one.csv', csvOf(withSurge));
write('series/two.csv', csvOf(counts));

/** Runs eval/surge.ts over the two series; the rows it wrote for the first. */
async function judged(...more: readonly string[]) {
  const out = join(folder, 'out');
  const { code, stdout, stderr } = await runProgram(surge, ['--data', join(folder, 'series'), '--out', out, ...more]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const [head, ...rows] = readFileSync(join(out, 'one.csv'), 'utf8').trim().split('\n');
  return { printed: JSON.parse(stdout), head, rows: rows.map((row) => row.split(',')) };
}

describe('eval/surge', () => {
  test('writes a score a row and prints where alarms were raised', async () => {
    const { printed, head, rows } = await judged();
    expect(head).toBe('timestamp,value,anomaly_score');
    expect(rows).toHaveLength(counts.length);
    expect(printed).toMatchObject({ threshold: 0.96, series: [{ name: 'one.csv', steps: counts.length, alarms: 1, first: stamp(surgeAt), last: stamp(surgeAt) }, { name: 'two.csv', alarms: 0, first: null, last: null }] });
    expect(rows.filter(([, , score]) => Number(score) >= 0.96)).toEqual([[stamp(surgeAt), '300', '1']]);
    const graded = await judged('--graded');
    expect(Number(graded.rows[surgeAt]?.[2])).toBeGreaterThan(0.96);
    expect(Number(graded.rows[surgeAt]?.[2])).toBeLessThan(1);
  });

  test('begins late and thins where it is told to, the same for the same seed', async () => {
    const late = await judged('--start', '0.95');
    expect(late.rows.slice(0, Math.floor(0.95 * counts.length)).every(([, , score]) => score === '0')).toBe(true);
    expect(late.printed.series[0].alarms).toBe(0);
    const half = await judged('--thin', '0.5', '--seed', '7');
    const again = await judged('--thin', '0.5', '--seed', '7');
    const total = half.rows.reduce((sum, [, count]) => sum + Number(count), 0);
    expect(half.rows).toEqual(again.rows);
    expect(total / withSurge.reduce((sum, count) => sum + count, 0)).toBeCloseTo(0.5, 1);
  });

  test('leaves out, by name, what is no series', async () => {
    write('mixed/one.csv', csvOf(counts.slice(0, 20)));
    write('mixed/list.csv', 'event,tweets\nquake,1\n');
    const { code, stdout, stderr } = await runProgram(surge, ['--data', join(folder, 'mixed'), '--out', join(folder, 'mixed-out')]);
    expect({ code, series: (JSON.parse(stdout) as { series: { name: string }[] }).series.map(({ name }) => name) }).toEqual({ code: 0, series: ['one.csv'] });
    expect(stderr).toContain('list.csv');
  });

  test.each([
    [['--out', 'x'], '--data'],
    [['--data', folder], '--out'],
    [['--data', join(folder, 'nowhere'), '--out', 'x'], 'cannot be read'],
    [['--data', folder, '--out', `${folder}/`], '--out'],
    [['--data', folder, '--out', 'x', '--thin', '2'], '--thin'],
    [['--data', folder, '--out', 'x', '--epsilon', '9'], 'series.leastRise'],
    [['--colour'], 'colour'],
  ])('%j is told in a line and ends with 2', async (args, named) => {
    const { code, stdout, stderr } = await runProgram(surge, args);
    expect({ code, stdout, lines: stderr.trim().split('\n').length }).toEqual({ code: 2, stdout: '', lines: 1 });
    expect(stderr).toContain(named);
  });
});

describe('eval/onset', () => {
  const event = Array.from({ length: 40 }, (_, step) => (step < 10 ? 0 : 5 * Math.min(20, (step - 9) ** 2)));
  write('onsets/quake.csv', csvOf(event));
  write('onsets/onsets.csv', `event,tweets,event_time_utc_public_record\nquake,1,${stamp(10)}\nflood,1,\n`);
  write('labels/windows.json', JSON.stringify({ 'series/one.csv': [[stamp(surgeAt), stamp(surgeAt + stepsADay)]] }));

  test('measures false alarms outside of the windows, and the sooner the larger the onset', async () => {
    const labels = ['--labels', join(folder, 'labels/windows.json')];
    const figuresWith = async (...more: readonly string[]) => {
      const { code, stdout, stderr } = await runProgram(onset, ['--data', join(folder, 'series'), ...more]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      return JSON.parse(stdout);
    };
    const { falseAlarms, onsets } = await figuresWith('--onsets', join(folder, 'onsets'), ...labels);
    const unlabelled = await figuresWith();
    expect(unlabelled.onsets.n).toBe(0);
    expect(unlabelled.falseAlarms.recorded.days).toBe(36);
    expect(falseAlarms.recorded.days).toBe(33);
    expect(falseAlarms.recorded.alarms).toBe(unlabelled.falseAlarms.recorded.alarms - 3);
    expect(falseAlarms.synthetic.perMonth).toBeLessThan(2);
    expect(Object.keys(onsets.byEvent)).toEqual(['quake']);
    expect(onsets.byScale['0.5'].seen).toBeLessThan(onsets.byScale['5'].seen);
    expect(onsets.byScale['100'].medianSinceEvent).toBeLessThanOrEqual(10);
    expect(onsets.byScale['100'].medianSinceEvent).toBeLessThan(onsets.byScale['2'].medianSinceEvent);
  });

  test('tells what cannot be read', async () => {
    const { code, stderr } = await runProgram(onset, ['--data', join(folder, 'series'), '--onsets', join(folder, 'series')]);
    expect({ code, named: stderr.includes('onsets.csv') }).toEqual({ code: 2, named: true });
  });
});

describe('eval/plot-surge', () => {
  const plot = join(root, 'eval/plot-surge.ts');

  test('draws the picture of the documentation, which has one alarm', async () => {
    const out = join(folder, 'plot/story.svg');
    const { code, stderr } = await runProgram(plot, ['--out', out]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const drawn = readFileSync(out, 'utf8');
    expect(drawn).toBe(readFileSync(join(root, 'docs/images/surge.svg'), 'utf8'));
    expect(drawn.match(/<circle/g)).toHaveLength(1);
  });

  test('draws a series of yours', async () => {
    const out = join(folder, 'plot/one.svg');
    const { code } = await runProgram(plot, ['--data', join(folder, 'series/one.csv'), '--out', out, '--days', '2']);
    expect({ code, alarms: readFileSync(out, 'utf8').match(/<circle/g)?.length }).toEqual({ code: 0, alarms: 1 });
  });

  test('says what is missing', async () => expect(await runProgram(plot, [])).toMatchObject({ code: 2, stdout: '' }));
});

describe('recorded series', () => {
  test.each([
    ['when,value\n', 'bad.csv:1'],
    ['timestamp,value\nyesterday,1\n', 'bad.csv:2'],
    ['timestamp,value\n2026-01-05 09:00:00,1\n2026-01-05 09:05:00,-1\n', 'bad.csv:3'],
    ['timestamp,value\n2026-01-05 09:00:00\n', 'bad.csv:2'],
    ['timestamp,value\n2026-01-05 09:00:00, \n', 'bad.csv:2'],
  ])('%j is refused with its line', (text, place) => {
    write('bad/bad.csv', text);
    expect(errorOf(() => readSeries(join(folder, 'bad'), 'bad.csv')).field).toContain(place);
  });

  test('are files: a folder whose name ends in .csv is none', () => {
    write('nested/one.csv', csvOf([1]));
    mkdirSync(join(folder, 'nested/folder.csv'));
    expect(csvFilesBelow(join(folder, 'nested'), '--data', 'usage')).toEqual(['one.csv']);
  });

  test('are in UTC where they do not say otherwise', () => {
    expect(timeOf('2026-01-05 09:00')).toBe(Date.UTC(2026, 0, 5, 9));
    expect(timeOf('2026-01-05T09:00:00+02:00')).toBe(Date.UTC(2026, 0, 5, 7));
  });
});

describe('chance', () => {
  const momentsOf = (draw: () => number) => {
    const values = Array.from({ length: 40_000 }, draw);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length };
  };

  test.each([[2, 0], [80, 0], [2, 0.5], [80, 0.3]])('a count of mean %d and dispersion %d has that mean and variance', (mean, dispersion) => {
    const chance = chanceOf(11);
    const found = momentsOf(() => overdispersed(mean, dispersion, chance));
    expect(found.mean / mean).toBeCloseTo(1, 1);
    expect(found.variance / (mean + dispersion * mean ** 2)).toBeCloseTo(1, 1);
  });

  test('thinning keeps the share', () => {
    const chance = chanceOf(3);
    expect(momentsOf(() => thinned(20, 0.25, chance)).mean).toBeCloseTo(5, 1);
  });
});
