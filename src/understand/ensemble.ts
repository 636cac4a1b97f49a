import { KashuvError } from '../spec/errors.ts';
import type { Judgement, Margins, Model, SpokenSpan } from './model/index.ts';
import type { Network } from './network/index.ts';

/** A judgement and who made it: the linear model by itself, or it and the network together. */
export interface StagedJudgement extends Judgement {
  readonly by: 'linear' | 'both';
}

export interface JudgeOptions {
  /**
   * When the network is asked: by task, where the confidence of the linear model is below this (0–1); `always` for every text.
   * Default: sentiment below 0.8.
   */
  readonly unsure?: 'always' | Readonly<Record<string, number>>;
}

/** A linear model, and beside it a network that is asked where the model alone is unsure. */
export interface Ensemble {
  readonly language: string;
  readonly tasks: Model['tasks'];
  /** All tasks of the linear model in its order. Once the network is asked, it has its say in every task it knows. Null where there is nothing to read. Throws INPUT_INVALID for a task in `unsure` that the network does not know. */
  judge(text: string, options?: JudgeOptions): readonly StagedJudgement[] | null;
  /** The words that spoke most for `label` against the next likely one, for both together where the network knows the task. Throws INPUT_INVALID for a task or label the model does not know. */
  explain(text: string, task: string, label: string, limit?: number): readonly SpokenSpan[];
}

const UNSURE: Readonly<Record<string, number>> = { sentiment: 0.8 };

/** Puts a network beside the linear model it was trained to speak with. Throws INPUT_INVALID about `network` where it was trained beside another. */
export function openEnsemble(model: Model, network: Network): Ensemble {
  if (network.beside !== model.digest) throw new KashuvError('INPUT_INVALID', 'was trained beside another model.', { field: 'network', fix: 'Take the model and the network that came together.' });
  const places = network.tasks.map(({ task, labels }) => {
    const index = model.tasks.findIndex((known) => known.task === task);
    if (model.tasks[index]?.labels.join('\n') !== labels.join('\n')) throw new KashuvError('INPUT_INVALID', `has other labels for ${task} than the model.`, { field: 'network' });
    return index;
  });
  const besideOf = (margins: Margins): Margins => places.map((index) => margins[index] ?? new Float64Array(0));

  function isUnsure(judgements: readonly Judgement[], unsure: Readonly<Record<string, number>>): boolean {
    return judgements.some(({ task, confidence }) => confidence < (unsure[task] ?? 0));
  }

  function thresholdsOf(unsure: JudgeOptions['unsure']): Readonly<Record<string, number>> | 'always' {
    if (unsure === undefined || unsure === 'always') return unsure ?? UNSURE;
    for (const task in unsure) {
      if (!network.tasks.some((known) => known.task === task)) throw new KashuvError('INPUT_INVALID', `the network does not know the task ${task}.`, { field: 'unsure', fix: `It knows ${network.tasks.map((each) => each.task).join(', ')}.` });
    }
    return unsure;
  }

  return {
    language: model.language,
    tasks: model.tasks,
    judge(text, options = {}) {
      const unsure = thresholdsOf(options.unsure);
      const margins = model.margins(text);
      if (margins === null) return null;
      const linear = model.judgeBy(margins);
      const own = unsure === 'always' || isUnsure(linear, unsure) ? network.margins(text) : null;
      const fused = own === null ? [] : network.fuse(own, besideOf(margins));
      return linear.map((judgement, index) => {
        const both = fused[places.indexOf(index)];
        return both === undefined ? { ...judgement, by: 'linear' } : { ...both, by: 'both' };
      });
    },
    explain(text, task, label, limit = 3) {
      const margins = model.margins(text);
      if (margins === null || !network.tasks.some((known) => known.task === task)) return model.explain(text, task, label, limit);
      return network.explainFused(text, task, label, besideOf(margins), (planes) => model.worths(text, task, planes), limit);
    },
  };
}
