import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';

import { runCommand } from '../eval/run-command.ts';
import { KashuvError } from '../src/spec/errors.ts';
import { BLEND_VERSION, writeBlend } from '../src/understand/blend/index.ts';
import { openModel, writeModel } from '../src/understand/model/index.ts';
import { openNetwork } from '../src/understand/network/index.ts';
import { readHurt, readOwn } from './blend/own.ts';
import { InputReader } from './blend/reader.ts';
import { BLENDS } from './blend/tasks.ts';
import { trainBlend } from './blend/train-blend.ts';
import { cardOf, type BlendCard } from './card.ts';
import { networkCardOf } from './network/card.ts';
import { trainNetwork, type NetworkResult } from './network/train-network.ts';
import { readVectors, requireVectors } from './network/vectors.ts';
import { MODELS, NETWORKS, type TrainedModel } from './tasks.ts';
import { trainTask, type TaskResult } from './train-task.ts';

const USAGE = 'npm run train -- --data PATH [--model en] [--task sentiment] [--out models] [--cross-validate]';

/**
 * Trains what ships, from the sets below `PATH/text` and the posts in training/own: cross-validates, calibrates, quantises, writes models/<name>.bin, the network
 * and the blend that go with it, and their cards, and prints the figures as one JSON object. The same data gives the same bytes. With `--cross-validate`, and with
 * `--task`, which trains a part of a model, nothing is written.
 */
function main(args: readonly string[]): void {
  const { data, model, task, out, dry } = optionsOf(args);
  const models = MODELS.filter(({ name, tasks }) => (model === undefined || name === model) && (task === undefined || tasks.some((each) => each.task === task)));
  if (models.length === 0) throw new KashuvError('INPUT_INVALID', 'no model has such a task.', { field: '--task', fix: `There are ${MODELS.map(({ name, tasks }) => `${name} (${tasks.map((each) => each.task).join(', ')})`).join('; ')}.` });
  if (task === undefined && NETWORKS.some(({ beside }) => models.some(({ name }) => name === beside))) requireVectors();
  const printed: Record<string, unknown> = {};
  const say = sayer();
  for (const each of models) {
    const results = each.tasks.filter((one) => task === undefined || one.task === task).map((trained) => {
      const result = trainTask(trained, each, data);
      say(`${each.name} ${trained.task}: macro-F1 ${result.figures.macroF1.toFixed(4)}, macro-recall ${result.figures.macroRecall.toFixed(4)}, ECE ${result.figures.ece.toFixed(4)}`);
      return result;
    });
    const files = new Map<string, Uint8Array | string>();
    const figures = results.map((result) => result.figures);
    const bytes = modelBytes(each, results);
    files.set(`${each.name}.bin`, bytes);
    printed[each.name] = { ...sizeOf(bytes), tasks: figures };
    if (task !== undefined) continue;
    const network = NETWORKS.find(({ beside }) => beside === each.name);
    const beside = network && trainNetwork(network, each, data, readVectors(), say);
    if (network !== undefined && beside !== undefined) {
      files.set(`${network.name}.bin`, beside.bytes);
      files.set(`${network.name}.md`, networkCardOf(network, beside, sizeOf(beside.bytes)));
      printed[network.name] = { ...sizeOf(beside.bytes), tasks: beside.figures };
    }
    const blended = blendOf(each, bytes, results, beside, say);
    if (blended !== null) {
      files.set(`${each.name}-blend.json`, blended.bytes);
      printed[`${each.name}-blend`] = { ...sizeOf(blended.bytes), before: blended.before, asked: blended.asked };
    }
    files.set(`${each.name}.md`, cardOf(each, figures, sizeOf(bytes), blended));
    if (dry) continue;
    mkdirSync(out, { recursive: true });
    for (const [name, content] of files) writeFileSync(join(out, name), content);
  }
  process.stdout.write(`${JSON.stringify(printed)}\n`);
}

const sizeOf = (bytes: Uint8Array) => ({ bytes: bytes.length, gzipped: gzipSync(bytes, { level: 9 }).length });

/** Some minutes pass: what is said on the way goes to standard error, with the seconds since the start. */
function sayer(): (line: string) => void {
  const begun = performance.now();
  return (line) => void process.stderr.write(`${line}, ${((performance.now() - begun) / 1_000).toFixed(0)} s\n`);
}

function modelBytes({ language, features }: TrainedModel, results: readonly TaskResult[]): Uint8Array {
  const header = { language, features: { ...features, characters: [...features.characters] as [number, number], negations: [...features.negations] }, tasks: results.map(({ description }) => description) };
  return writeModel({ header, codes: results.flatMap(({ codes }) => codes) });
}

/** The blend of a model: before its network is asked, and where it has one also after. Null where the model has none. */
function blendOf({ name, language }: TrainedModel, bytes: Uint8Array, results: readonly TaskResult[], beside: NetworkResult | undefined, say: (line: string) => void): (BlendCard & { readonly bytes: Uint8Array }) | null {
  const blend = BLENDS[name];
  if (blend === undefined) return null;
  const model = openModel(bytes);
  const network = beside && openNetwork(beside.bytes);
  const reader = new InputReader(model, results, blend.pack(), beside === undefined || network === undefined ? null : { network, heldOut: beside.heldOut });
  const heads = new Map(results.map((result) => [result.description.task, result]));
  const own = readOwn(name);
  const hurt = readHurt(name);
  const train = (asked: boolean) =>
    blend.tasks.map((task) => {
      const result = trainBlend(task, reader, heads, task.hurt === true ? [...own, ...hurt] : own, asked);
      say(`${name} blend${asked ? ' with network' : ''} ${task.task}: macro-F1 ${result.figures.macroF1.toFixed(4)}, macro-recall ${result.figures.macroRecall.toFixed(4)}, ECE ${result.figures.ece.toFixed(4)}`);
      return result;
    });
  const [before, asked] = [train(false), network === undefined ? [] : train(true)];
  const file = writeBlend({
    version: BLEND_VERSION,
    language,
    over: [model.digest, ...(network === undefined ? [] : [network.digest])],
    tasks: before.map(({ description }) => description),
    ...(asked.length > 0 && { asked: asked.map(({ description }) => description) }),
  });
  return { bytes: file, before: before.map(({ figures }) => figures), asked: asked.map(({ figures }) => figures) };
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

await runCommand(main, USAGE);
