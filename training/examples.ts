import { join } from 'node:path';

import { recordOf } from '../eval/classify/record.ts';
import { KashuvError } from '../src/spec/errors.ts';
import { Chance } from './chance.ts';
import type { ModelRecord } from '../src/understand/model/index.ts';
import { copyKey, readSet } from './read.ts';
import { FOLDS, SEED, type TrainedTask } from './tasks.ts';

/** What a task is trained on: each text once, with its fold. */
export interface Examples {
  readonly rows: readonly ModelRecord[];
  readonly gold: Uint8Array;
  readonly fold: Uint8Array;
  readonly folds: number;
  /** Lines left out: copies of others, and copies that bear different labels. */
  readonly copies: number;
  readonly disputed: number;
}

/** Reads a task's set. Copies are kept once, so that none is in two folds; where copies bear different labels none is kept. */
export function examplesOf(task: TrainedTask, data: string): Examples {
  const file = join(data, 'text', `${task.set}.jsonl`);
  const lines = readSet(file).filter(({ text }) => text !== '');
  const labels = lines.map((line, index) => {
    const label = task.labels.indexOf(String(line['label']));
    if (label === -1) throw new KashuvError('INPUT_INVALID', `is none of ${task.labels.join(', ')}.`, { field: `${file}:${index + 1} label` });
    return label;
  });
  const keys = lines.map(({ text }, index) => copyKey(text) || `${index}`);
  const known = new Map<string, Set<number>>();
  for (const [index, key] of keys.entries()) known.set(key, (known.get(key) ?? new Set()).add(labels[index]!));
  const taken = new Set<string>();
  const counted = { copies: 0, disputed: 0 };
  const kept: number[] = [];
  for (const [index, key] of keys.entries()) {
    if (known.get(key)!.size > 1) counted.disputed += 1;
    else if (taken.has(key)) counted.copies += 1;
    else {
      taken.add(key);
      kept.push(index);
    }
  }
  const rows = kept.map((index) => recordOf(task.task, lines[index]!));
  const gold = Uint8Array.from(kept, (index) => labels[index]!);
  const groups = task.foldsBy === undefined ? undefined : kept.map((index) => String(lines[index]![task.foldsBy!]));
  return { rows, gold, ...foldsOf(rows.length, groups), ...counted };
}

function foldsOf(rows: number, groups: readonly string[] | undefined): { fold: Uint8Array; folds: number } {
  if (groups !== undefined) {
    const names = [...new Set(groups)].sort();
    return { fold: Uint8Array.from(groups, (group) => names.indexOf(group)), folds: names.length };
  }
  const order = Uint32Array.from({ length: rows }, (_, row) => row);
  new Chance(SEED).shuffle(order);
  const fold = new Uint8Array(rows);
  for (const [index, row] of order.entries()) fold[row] = index % FOLDS;
  return { fold, folds: FOLDS };
}
