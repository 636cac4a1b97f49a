import type { LanguageTools, TextAnalysis } from '../../spec/language.ts';
import { tokenise, type Token } from '../../lib/tokens.ts';
import type { WinkMethods } from 'wink-nlp';

import { passivesOf } from './structure.ts';

/** wink keeps every new word for good; a fresh instance after this many new words keeps memory level (about 10 MB a turn). */
const FRESH_AFTER_WORDS = 50_000;
/** What a polarity is read from: the first words of a post say it. */
const MAX_WORDS = 400;
const MAX_WORD = 24;
const WORD = /^#?[a-z]+(?:'[a-z]+)?$/u;
const VERSION = 'wink-nlp 2.4.0, wink-eng-lite-web-model 1.8.1, negation+sentiment';

/** Loads wink-nlp and its model: about 80 ms to import, 70 ms to set up. */
export async function winkTools(): Promise<LanguageTools> {
  const [{ default: winkNLP }, { default: whole }] = await Promise.all([import('wink-nlp'), import('wink-eng-lite-web-model')]);
  // The model writes its table of custom entities anew, twice as long, with every instance made: after some 30 in one process it holds no more. Nobody asks for it here.
  const model: typeof whole = { ...whole, metaCER: () => ({ machines: '', transformers: [] }) };
  // Two annotations are the least that gives polarity with negation; each more (sbd, pos) costs speed and did not help.
  const fresh = () => winkNLP(model, ['negation', 'sentiment']);
  let nlp = fresh();
  let words = new Set<string>();
  // Parts of speech cost speed that polarity does not need: an instance of its own, made when first asked for.
  const tagger = () => winkNLP(model, ['pos']);
  let tagging: ReturnType<typeof tagger> | null = null;
  let tagged = new Set<string>();
  const tag = (plain: readonly string[]): readonly string[] => {
    for (const word of plain) tagged.add(word);
    if (tagging === null || tagged.size > FRESH_AFTER_WORDS) {
      tagging = tagger();
      tagged = new Set(plain);
    }
    return tagsOf(tagging, plain);
  };

  return {
    version: VERSION,
    analyse(text: string): TextAnalysis {
      const tokens = tokenise(text).filter(isPlain).slice(0, MAX_WORDS);
      if (tokens.length === 0) return { polarity: null, evidence: [] };
      for (const { norm } of tokens) words.add(norm);
      if (words.size > FRESH_AFTER_WORDS) {
        nlp = fresh();
        words = new Set();
      }
      // eslint-disable-next-line @typescript-eslint/unbound-method -- wink takes `its.sentiment` for a name and looks up what to do
      const polarity: unknown = nlp.readDoc(plainText(tokens)).out(nlp.its.sentiment);
      if (typeof polarity !== 'number' || !Number.isFinite(polarity)) return { polarity: null, evidence: [] };
      const [first, last] = [tokens[0], tokens.at(-1)];
      const span = first === undefined || last === undefined ? {} : { span: { start: first.start, end: last.end } };
      return { polarity: Math.max(-1, Math.min(1, polarity)), evidence: [{ source: 'model', cue: 'wink-sentiment', ...span }] };
    },
    structure: (text) => passivesOf(text, tag),
  };
}

/**
 * Only plain words and emoji reach wink: its own tokeniser takes time that grows with the square of a run of
 * addresses or odd characters (24 s for 10 kB of "http://"), which anybody may post.
 */
function isPlain(token: Token): boolean {
  return token.norm.length <= MAX_WORD && (WORD.test(token.norm) || token.norm.codePointAt(0)! > 0x2000 || token.norm.startsWith(':'));
}

function plainText(tokens: readonly Token[]): string {
  let text = '';
  for (const token of tokens) {
    text += token.before === 'stop' ? ' . ' : token.before === 'pause' ? ' , ' : ' ';
    text += token.norm.startsWith('#') ? token.norm.slice(1) : token.norm;
  }
  return text;
}

/** One tag a word: wink cuts some words in two ("didn't"), the first part's tag stands for both. */
function tagsOf(nlp: WinkMethods, words: readonly string[]): string[] {
  const read = nlp.readDoc(words.join(' ')).tokens();
  const values: unknown = read.out();
  // eslint-disable-next-line @typescript-eslint/unbound-method -- wink takes `its.pos` for a name and looks up what to do
  const tags: unknown = read.out(nlp.its.pos);
  if (!Array.isArray(values) || !Array.isArray(tags)) return words.map(() => '');
  const found: string[] = [];
  let at = 0;
  for (const word of words) {
    found.push(String(tags[at] ?? ''));
    let length = 0;
    while (at < values.length && length < word.length) length += String(values[at++]).length;
  }
  return found;
}
