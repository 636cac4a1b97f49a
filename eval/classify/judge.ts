import { readFileSync } from 'node:fs';

import { english } from '../../src/languages/en/index.ts';
import { hebrew } from '../../src/languages/he/index.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import type { LanguagePack } from '../../src/spec/language.ts';
import { openModel, type Judgement } from '../../src/understand/model/index.ts';
import { createOffenceReader } from '../../src/understand/offence-target.ts';
import { TextReader } from '../../src/understand/text-reader.ts';
import { Trained, type AskNetwork } from '../../src/understand/trained.ts';
import { recordOf } from './record.ts';

/** Says what a line is, by one task. */
export interface LineJudge {
  readonly labels: readonly string[];
  /** Undefined where there is nothing to read. */
  readonly judge: (line: Readonly<Record<string, unknown>>) => Judgement | undefined;
}

const folder = new URL('../../models/', import.meta.url);
const PACKS: Readonly<Record<string, () => LanguagePack>> = { en: english, he: hebrew };
/** Where sets name what a text is about. */
const TARGETS = ['target', 'topic', 'brand', 'airline'];

/** What judges a task in a language, as the local classifier does. Throws INPUT_INVALID where nothing does. */
export function judgeFor(task: string, language: string, network: AskNetwork = 'unsure', from: URL = folder): LineJudge {
  if (task === OFFENCE) return offenceJudge(language);
  const name = task === 'speaker' ? 'speaker' : language;
  if (!/^[a-z]{2,7}$/u.test(name)) throw new KashuvError('INPUT_INVALID', 'expected a code such as en.', { field: '--lang' });
  const bytes = bytesOf(`${name}.bin`, name, from);
  const pack = PACKS[name]?.();
  const blended: string[] = [];
  if (pack !== undefined) {
    const beside = pack.models?.network === undefined ? undefined : bytesOf(`${name}-network.bin`, name, from);
    const trained = new Trained({ model: bytes, network: beside, blend: bytesOf(`${name}-blend.json`, name, from) }, pack, network);
    blended.push(...trained.tasks.map((each) => each.task), 'target-sentiment');
    // The mood towards a target is judged as the mood is.
    const known = trained.tasks.find((each) => each.task === (task === 'target-sentiment' ? 'sentiment' : task));
    if (known !== undefined) return { labels: known.labels, judge: textJudge(task, pack, trained) };
  }
  const model = openModel(bytes);
  const index = model.tasks.findIndex((each) => each.task === task);
  const known = model.tasks[index];
  if (known === undefined) {
    throw new KashuvError('INPUT_INVALID', `the model '${name}' does not know '${task}'.`, { field: '--task', fix: `There are ${[...new Set([...model.tasks.map((each) => each.task), ...blended])].join(', ')}; speaker for profiles.` });
  }
  return { labels: known.labels, judge: (line) => model.judge(recordOf(task, line))?.[index] };
}

/** By a rule, without a model: whom an offence targets, in the words of the sets of it. */
const OFFENCE = 'offence-target';
const OFFENCE_LABELS: readonly string[] = ['IND', 'GRP', 'OTH'];

function offenceJudge(language: string): LineJudge {
  const pack = PACKS[language]?.();
  const read = pack === undefined ? null : createOffenceReader(pack);
  if (read === null) throw new KashuvError('INPUT_INVALID', `no pack tells whom an offence targets in '${language}'.`, { field: '--lang', fix: 'English does: en.' });
  return {
    labels: OFFENCE_LABELS,
    judge: (line) => {
      const { confidence, shares } = read(String(line['text']));
      return { task: OFFENCE, label: OFFENCE_LABELS[shares.indexOf(Math.max(...shares))] ?? '', confidence, probabilities: shares };
    },
  };
}

function textJudge(task: string, pack: LanguagePack, trained: Trained): LineJudge['judge'] {
  const reader = new TextReader(pack);
  return (line) => {
    const target = TARGETS.map((field) => line[field]).find((value): value is string => typeof value === 'string' && value !== '');
    return reader.judge(reader.see(String(line['text']), { target }), trained).judgements?.get(task);
  };
}

function bytesOf(file: string, name: string, from: URL): Uint8Array {
  try {
    return readFileSync(new URL(file, from));
  } catch (error) {
    throw new KashuvError('INPUT_INVALID', `there is no model for '${name}'.`, { field: '--lang', fix: 'models/ holds what there is.', cause: error });
  }
}
