import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { parseArgs } from 'node:util';

import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';

import { KashuvError } from '../src/spec/errors.ts';
import { makeSeries, seriesSettings, type SeriesReport } from '../src/surge/series/index.ts';
import { runCommand } from './run-command.ts';
import { readSeries, type Row } from './surge/files.ts';
import { storySeries } from './surge/story.ts';

const USAGE = 'node eval/plot-surge.ts --out surge.svg [--data series.csv] [--days 3]';
const WIDTH = 900;
const COUNTS_HEIGHT = 300;
const SCORES_HEIGHT = 120;

/**
 * Draws the last days of a series as SVG: counts, what was expected with its band, alarms, and the score below. `--out FILE`, `--data FILE.csv` (columns
 * timestamp and value; an invented series where it is left out), `--days N` (default 3).
 */
function main(args: readonly string[]): void {
  const { data, out, days } = optionsOf(args);
  const rows: readonly Row[] = data === undefined ? storySeries() : readSeries(dirname(data), basename(data));
  const settings = seriesSettings();
  const series = makeSeries(settings);
  const reports = rows.map(({ at, count }) => series.observe({ at, count }));
  const last = rows.at(-1)?.at ?? 0;
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, drawing(reports.filter(({ at }) => at > last - days * 24 * 60 * 60_000), 1 - settings.alarmsPerDay));
}

function drawing(reports: readonly SeriesReport[], threshold: number): string {
  const points = reports.map(({ at, count, score, alarm, expected }) => ({ at: new Date(at), count, score, alarm, expected: expected?.count, low: expected?.low, high: expected?.high }));
  const alarms = points.filter(({ alarm }) => alarm);
  const x = { type: 'utc', label: null, domain: [points[0]?.at, points.at(-1)?.at] } as const;
  const counts = svgOf({
    height: COUNTS_HEIGHT,
    x,
    y: { label: 'mentions in 5 minutes', grid: true },
    marks: [
      Plot.areaY(points, { x: 'at', y1: 'low', y2: 'high', fill: '#b9d3ea' }),
      Plot.lineY(points, { x: 'at', y: 'expected', stroke: '#2b6ca3' }),
      Plot.lineY(points, { x: 'at', y: 'count', stroke: '#333', strokeWidth: 0.8 }),
      Plot.ruleX(alarms, { x: 'at', stroke: '#c62828' }),
      Plot.dot(alarms, { x: 'at', y: 'count', fill: '#c62828' }),
    ],
  });
  const scores = svgOf({
    height: SCORES_HEIGHT,
    x,
    y: { label: 'score', domain: [0, 1], ticks: [0, 0.5, 1] },
    marks: [Plot.ruleY([threshold], { stroke: '#c62828', strokeDasharray: '3,3' }), Plot.ruleX(points.filter(({ score }) => (score ?? 0) > 0), { x: 'at', y: 'score', stroke: '#333', strokeWidth: 2 })],
  });
  const height = COUNTS_HEIGHT + SCORES_HEIGHT;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}">\n<rect width="100%" height="100%" fill="white"/>\n${counts}\n<g transform="translate(0,${COUNTS_HEIGHT})">${scores}</g>\n</svg>\n`;
}

function svgOf(options: Plot.PlotOptions): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  return Plot.plot({ ...options, document, width: WIDTH, marginLeft: 50, className: 'surge' }).outerHTML;
}

function optionsOf(args: readonly string[]) {
  try {
    const { values } = parseArgs({ args: [...args], options: { data: { type: 'string' }, out: { type: 'string' }, days: { type: 'string', default: '3' } } });
    const days = Number(values.days);
    if (values.out === undefined) throw new KashuvError('INPUT_INVALID', 'no file to write to is named.', { field: '--out', fix: USAGE });
    if (!(days > 0)) throw new KashuvError('INPUT_INVALID', 'expected a number of days.', { field: '--days', fix: USAGE });
    return { data: values.data, out: values.out, days };
  } catch (error) {
    throw KashuvError.is(error) ? error : new KashuvError('INPUT_INVALID', error instanceof Error ? error.message : String(error), { fix: USAGE, cause: error });
  }
}

await runCommand(main, USAGE);
