import type { Model, WinkMethods } from 'wink-nlp';

/** What is loaded: makes fresh instances, each with a vocabulary of its own. */
export type MakeWink = (patterns: readonly WinkEntity[]) => WinkMethods;

export interface WinkEntity {
  readonly name: string;
  readonly patterns: readonly string[];
}

interface Meta {
  readonly machines: string;
  readonly transformers: unknown;
}

/** The table of custom entities of each model that was loaded: asking for it spoils it, see `metaOf`. */
const metas = new WeakMap<object, Meta>();

/** Loads wink-nlp and its English model: about 80 ms to import, 70 ms to set up. */
export async function loadWink(): Promise<MakeWink> {
  const [{ default: winkNLP }, { default: whole }] = await Promise.all([import('wink-nlp'), import('wink-eng-lite-web-model')]);
  return (patterns) => {
    if (patterns.length === 0) return winkNLP(withMeta(whole, { machines: '', transformers: [] }), ['negation', 'sentiment', 'ner']);
    const nlp = winkNLP(withMeta(whole, metaOf(whole)), ['negation', 'sentiment', 'ner', 'pos', 'cer']);
    nlp.learnCustomEntities(patterns.map(({ name, patterns: own }) => ({ name, patterns: [...own] })));
    return nlp;
  };
}

const withMeta = (model: Model, meta: Meta): Model => ({ ...model, metaCER: () => meta });

/**
 * The model writes its table anew, as text of a text, each time it is asked for it: from the second instance in a process on, no part of speech
 * in a pattern is understood, and the table's length doubles. So it is asked once, whoever asked before, and unwrapped.
 */
function metaOf(model: Model): Meta {
  const known = metas.get(model);
  if (known !== undefined) return known;
  const { machines, transformers } = (model.metaCER as () => Meta)();
  let table = machines;
  for (let inner: unknown = JSON.parse(table); typeof inner === 'string'; inner = JSON.parse(inner)) table = inner;
  const meta: Meta = { machines: table, transformers };
  metas.set(model, meta);
  return meta;
}
