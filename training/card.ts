import { CONFIDENT } from '../eval/classify/lines.ts';
import { FOLDS, SEED, SOLVER, type TrainedModel } from './tasks.ts';
import type { BlendFigures } from './blend/train-blend.ts';
import type { TaskFigures } from './train-task.ts';

/** How good a blend is: of what the model and the cues say, and once the network was asked too. */
export interface BlendCard {
  readonly before: readonly BlendFigures[];
  readonly asked: readonly BlendFigures[];
}

/** The model's card: what it is made of and how good it is. */
export function cardOf(model: TrainedModel, figures: readonly TaskFigures[], size: { readonly bytes: number; readonly gzipped: number }, blend: BlendCard | null): string {
  const { bits, words, characters, prefixes } = model.features;
  const sets = model.tasks.map(({ task, set, licence, labels }) => `| ${task} | ${labels.join(', ')} | ${set} | ${licence} |`);
  const rows = figures.map((of) => `| ${of.task} | ${of.n} | ${of.folds} | ${percent(of.accuracy)} | ${percent(of.macroF1)} | ${percent(of.macroRecall)} | ${of.ece.toFixed(3)} | ${percent(of.confidentShare)} | ${percent(of.confidentAccuracy)} |`);
  const bare = figures.flatMap(({ task, bare: of }) =>
    of === undefined ? [] : [`Of the same profiles by name, handle and bio alone (${task}): accuracy ${percent(of.accuracy)}, macro-F1 ${percent(of.macroF1)}, ECE ${of.ece.toFixed(3)}, confident ${percent(of.confidentShare)}, right of those ${percent(of.confidentAccuracy)}.\n\n`],
  );
  const labels = figures.flatMap((of) => of.perLabel.map(({ n, precision, recall, f1 }, index) => `| ${of.task} | ${model.tasks.find(({ task }) => task === of.task)?.labels[index] ?? ''} | ${n} | ${percent(precision)} | ${percent(recall)} | ${percent(f1)} |`));
  const left = figures.map(({ task, copies, disputed }) => `${task} ${copies} copies and ${disputed} disputed`);
  const apart = model.tasks.flatMap(({ task, solver }) => Object.entries(solver ?? {}).map(([setting, value]) => `${task} ${setting} ${value}`));
  return `# ${model.name}.bin

For ${model.about}. ${kilobytes(size.bytes)}, ${kilobytes(size.gzipped)} gzipped. Made by \`npm run train -- --data PATH --model ${model.name}\`; the same data give the same bytes.
How it is used, and what it is not for: [docs/models.md](../docs/models.md).

| Task | Labels | Trained on | Licence, as stated |
| --- | --- | --- | --- |
${sets.join('\n')}

Linear, one plane of weights a label (one for two labels): support vector machines with squared loss over words (runs of 1–${words}), characters (runs of ${characters.join('–')})
and marks, weighed by clipped log-count ratios, hashed into 2^${bits} buckets, four bits a weight${prefixes === '' ? '' : '; words also count without their prefix letters'}. Cost ${SOLVER.cost}, ${SOLVER.epochs} passes, ratios clipped at ${SOLVER.clip},
seed ${SEED}${apart.length === 0 ? '' : ` (but ${apart.join(', ')})`}. A temperature and a shift for each label make margins probabilities.

## Cross-validation

Each text judged by a model, calibrated and quantised like this one, that saw neither it nor a copy of it: ${FOLDS} folds, drawn by the seed; for a task with more folds each event is left out once.
ECE over 15 bins; confident is a probability of ${CONFIDENT} or more. Figures are in per cent, ECE in 0–1.${model.tasks.some(({ prior }) => prior !== undefined) ? '\nThe ECE of sentiment is for posts of which 32 % are negative and 36 % neutral, as in the world; in the set 16 % are negative.' : ''}

| Task | n | Folds | Accuracy | Macro-F1 | Macro-recall | ECE | Confident | Right of those |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${rows.join('\n')}

| Task | Label | n | Precision | Recall | F1 |
| --- | --- | ---: | ---: | ---: | ---: |
${labels.join('\n')}

${bare.join('')}Left out of the sets: ${left.join('; ')} (copies that bear different labels).
${blendSection(model.name, blend)}
## Limits

It counts words and letters; it does not know who says what about whom. What it was not trained on (other venues, years, ways to talk) it judges worse than the figures say,
and with more confidence than it should. Its labels are those of its sets, with their annotators' errors and leanings.
`;
}

/** What must not be missed is taken for known at a lower probability. */
function heededNote(figures: readonly BlendFigures[]): string {
  const told = figures.flatMap(({ task, heeded }) => (heeded === undefined || !/threat|self-harm/u.test(task) ? [] : [`${task.replace('kind:', '')} ${percent(heeded.recall)} found, ${percent(heeded.precision)} of what is shown is one (from ${heeded.from})`]));
  return told.length === 0 ? '' : `\nOf what must not be missed, at the probability from which a human is called: ${told.join('; ')}. The posts were written to be hard: half are near misses.\n`;
}

function blendSection(name: string, blend: BlendCard | null): string {
  if (blend === null) return '';
  const head = `| Task | n | Own | Accuracy | Macro-F1 | Macro-recall | ECE | Confident | Right of those | Yes | Precision | Recall |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |`;
  return `
## The blend

\`${name}-blend.json\` weighs what the model, the cues and the signs (marks, handles, links, whom a post speaks to) say: logistic regression, drawn towards what the model
says of the task itself. What is judged of posts is what it says. Five folds; the model's own say of a text is that of planes that did not see it. Own: posts written for this project
(\`training/own\`), with and without the name of their brand; the figures of a task that has a set beside them are for the set alone. Yes: posts with the second of two labels.

${head}
${blend.before.map(blendRow).join('\n')}
${heededNote(blend.before)}${blend.asked.length === 0 ? '' : `\nOnce the network was asked too:\n\n${head}\n${blend.asked.map(blendRow).join('\n')}\n${heededNote(blend.asked)}`}`;
}

function blendRow({ task, n, own, perLabel, confidentShare, confidentAccuracy, onSet, ...whole }: BlendFigures): string {
  const of = onSet ?? whole;
  const [, second] = perLabel;
  const told = perLabel.length === 2 && second !== undefined ? `${second.n} | ${percent(second.precision)} | ${percent(second.recall)}` : '| |';
  return `| ${task} | ${n} | ${own} | ${percent(of.accuracy)} | ${percent(of.macroF1)} | ${percent(of.macroRecall)} | ${of.ece.toFixed(3)} | ${percent(confidentShare)} | ${percent(confidentAccuracy)} | ${told} |`;
}

const percent = (share: number): string => (share * 100).toFixed(1);
const kilobytes = (bytes: number): string => `${Math.round(bytes / 1_000)} kB`;
