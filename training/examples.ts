import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { bareRecordOf, recordOf } from '../eval/classify/record.ts';
import { KashuvError } from '../src/spec/errors.ts';
import { Chance } from './chance.ts';
import type { ModelRecord } from '../src/understand/model/index.ts';
import { copyKey, readSet, type Line } from './read.ts';
import { FOLDS, SEED, type Source, type TrainedTask } from './tasks.ts';

/** What a task is trained on: each text once, with its fold. */
export interface Examples {
  /** As many as `count`; for a task with `bare` after them the same again without counts, in the same folds. */
  readonly rows: readonly ModelRecord[];
  readonly count: number;
  readonly gold: Uint8Array;
  readonly fold: Uint8Array;
  readonly folds: number;
  /** Lines left out: copies of others, and copies that bear different labels. */
  readonly copies: number;
  readonly disputed: number;
}

/** Reads a task's set. Copies are kept once, so that none is in two folds; where copies bear different labels none is kept. */
export function examplesOf(task: TrainedTask, data: string): Examples {
  const { lines, labels } = linesOf(task, data);
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
  const whole = kept.map((index) => recordOf(task.task, lines[index]!));
  const bare = task.bare === true ? kept.map((index) => bareRecordOf(lines[index]!)) : [];
  const gold = kept.map((index) => labels[index]!);
  const groups = task.foldsBy === undefined ? undefined : kept.map((index) => String(lines[index]![task.foldsBy!]));
  const { fold, folds } = foldsOf(kept.length, groups);
  const again = <T>(values: ArrayLike<T>): T[] => [...Array.from(values), ...(bare.length === 0 ? [] : Array.from(values))];
  return { rows: [...whole, ...bare], count: kept.length, gold: Uint8Array.from(again(gold)), fold: Uint8Array.from(again(fold)), folds, ...counted };
}

function linesOf(task: TrainedTask, data: string): { lines: Line[]; labels: number[] } {
  const sources: readonly Source[] = task.sources ?? [{ set: task.set }];
  const lines: Line[] = [];
  const labels: number[] = [];
  for (const { set, most = Infinity, text, label = ({ label: said }: Line) => String(said) } of sources) {
    const file = set.startsWith('own:') ? fileURLToPath(new URL(`own/${set.slice(4)}.jsonl`, import.meta.url)) : join(data, 'text', `${set}.jsonl`);
    let taken = 0;
    for (const [index, line] of readSet(file).entries()) {
      const read = text === undefined ? line : { ...line, text: text(line) };
      const said = label(line);
      if (read.text === '' || said === null) continue;
      if (taken >= most) break;
      taken += 1;
      const known = task.labels.indexOf(said);
      if (known === -1) throw new KashuvError('INPUT_INVALID', `is none of ${task.labels.join(', ')}.`, { field: `${file}:${index + 1} label` });
      lines.push(read);
      labels.push(known);
    }
  }
  return { lines, labels };
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
