import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';

import { KashuvError } from '../src/spec/errors.ts';
import { BLEND_VERSION, writeBlend } from '../src/understand/blend/index.ts';
import { openModel, writeModel } from '../src/understand/model/index.ts';
import { readOwn } from './blend/own.ts';
import { InputReader } from './blend/reader.ts';
import { BLENDS } from './blend/tasks.ts';
import { trainBlend, type BlendFigures } from './blend/train-blend.ts';
import { cardOf } from './card.ts';
import { networkCardOf } from './network/card.ts';
import { trainNetwork } from './network/train-network.ts';
import { readVectors } from './network/vectors.ts';
import { MODELS, NETWORKS, type TrainedModel } from './tasks.ts';
import { trainTask, type TaskResult } from './train-task.ts';

const USAGE = 'npm run train -- --data PATH [--model en] [--task sentiment] [--out models] [--cross-validate]';

/**
 * Trains what ships, from the sets below `PATH/text`: cross-validates, calibrates, quantises, writes models/<name>.bin and its
 * card, and prints the figures as one JSON object. The same data gives the same bytes. With `--cross-validate`, and with
 * `--task`, which trains a part of a model, nothing is written.
 */
function main(args: readonly string[]): void {
  const { data, model, task, out, dry } = optionsOf(args);
  const networks = task === undefined ? NETWORKS.filter(({ name }) => model === undefined || name === model) : [];
  const models = MODELS.filter(({ name, tasks }) => (model === undefined || name === model) && (task === undefined || tasks.some((each) => each.task === task)));
  if (models.length + networks.length === 0) throw new KashuvError('INPUT_INVALID', 'no model has such a task.', { field: '--task', fix: `There are ${MODELS.map(({ name, tasks }) => `${name} (${tasks.map((each) => each.task).join(', ')})`).join('; ')}; ${NETWORKS.map(({ name }) => `${name} (all its tasks at once)`).join('; ')}.` });
  const printed: Record<string, unknown> = {};
  for (const each of models) {
    const results: TaskResult[] = [];
    for (const trained of each.tasks.filter((one) => task === undefined || one.task === task)) {
      const begun = performance.now();
      const result = trainTask(trained, each, data);
      results.push(result);
      process.stderr.write(`${each.name} ${trained.task}: macro-F1 ${result.figures.macroF1.toFixed(4)}, macro-recall ${result.figures.macroRecall.toFixed(4)}, ECE ${result.figures.ece.toFixed(4)}, ${((performance.now() - begun) / 1_000).toFixed(0)} s\n`);
    }
    const header = { language: each.language, features: { ...each.features, characters: [...each.features.characters] as [number, number], negations: [...each.features.negations] }, tasks: results.map(({ description }) => description) };
    const bytes = writeModel({ header, codes: results.flatMap(({ codes }) => codes) });
    const blended = task === undefined ? blendOf(each, bytes, results) : null;
    const size = { bytes: bytes.length, gzipped: gzipSync(bytes, { level: 9 }).length };
    const figures = results.map((result) => result.figures);
    printed[each.name] = { ...size, tasks: figures, ...(blended !== null && { blend: blended.figures }) };
    if (dry || task !== undefined) continue;
    mkdirSync(out, { recursive: true });
    writeFileSync(join(out, `${each.name}.bin`), bytes);
    if (blended !== null) writeFileSync(join(out, `${each.name}-blend.json`), blended.bytes);
    writeFileSync(join(out, `${each.name}.md`), cardOf(each, figures, size, blended?.figures ?? []));
  }
  for (const network of networks) {
    const begun = performance.now();
    const result = trainNetwork(network, MODELS.find(({ name }) => name === network.beside)!, digestOf(join(out, `${network.beside}.bin`)), data, readVectors(), (line) => void process.stderr.write(`${line}, ${((performance.now() - begun) / 1_000).toFixed(0)} s\n`));
    const size = { bytes: result.bytes.length, gzipped: gzipSync(result.bytes, { level: 9 }).length };
    printed[network.name] = { ...size, tasks: result.figures };
    if (dry) continue;
    mkdirSync(out, { recursive: true });
    writeFileSync(join(out, `${network.name}.bin`), result.bytes);
    writeFileSync(join(out, `${network.name}.md`), networkCardOf(network, result, size));
  }
  process.stdout.write(`${JSON.stringify(printed)}\n`);
}

function blendOf({ name, language }: TrainedModel, bytes: Uint8Array, results: readonly TaskResult[]): { readonly bytes: Uint8Array; readonly figures: readonly BlendFigures[] } | null {
  const blend = BLENDS[name];
  if (blend === undefined) return null;
  const model = openModel(bytes);
  const reader = new InputReader(model, results, blend.pack());
  const heads = new Map(results.map((result) => [result.description.task, result]));
  const own = readOwn(name);
  const trained = blend.tasks.map((task) => trainBlend(task, reader, heads, own));
  return { bytes: writeBlend({ version: BLEND_VERSION, language, over: [model.digest], tasks: trained.map(({ description }) => description) }), figures: trained.map(({ figures }) => figures) };
}

/** The linear model that a network speaks beside must be there first. */
function digestOf(file: string): string {
  try {
    return openModel(readFileSync(file)).digest;
  } catch (error) {
    throw new KashuvError('INPUT_INVALID', 'cannot be read.', { field: file, fix: 'Train it first, or name the folder it is in: --out FOLDER.', cause: error });
  }
}

function optionsOf(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        data: { type: 'string' },
        model: { type: 'string' },
        task: { type: 'string' },
        out: { type: 'string', default: 'models' },
        'cross-validate': { type: 'boolean', default: false },
      },
    });
    if (values.data === undefined) throw new KashuvError('INPUT_INVALID', 'no data are named.', { field: '--data', fix: USAGE });
    return { data: values.data, model: values.model, task: values.task, out: values.out, dry: values['cross-validate'] };
  } catch (error) {
    throw KashuvError.is(error) ? error : new KashuvError('INPUT_INVALID', error instanceof Error ? error.message : String(error), { fix: USAGE, cause: error });
  }
}

try {
  main(process.argv.slice(2));
} catch (error) {
  if (!KashuvError.is(error)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
