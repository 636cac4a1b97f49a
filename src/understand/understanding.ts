import type { CueHit } from '../lib/cues.ts';
import { baseLanguage } from '../lib/language-tag.ts';
import { tokenise, type Token } from '../lib/tokens.ts';
import type { ClassifierResult, Label } from '../spec/classification.ts';
import type { LabelCue, LanguagePack, LanguageTools } from '../spec/language.ts';
import type { ClassifyInput } from '../spec/plugin.ts';
import { revised } from './judged.ts';
import { labelsOf, weigh, type Seen } from './labels.ts';
import { TextReader } from './text-reader.ts';
import type { Trained } from './trained.ts';

export interface UnderstandingOptions {
  readonly packs: readonly LanguagePack[];
  /** Tools that are loaded, by language code; looked up at each text, so that they may come later. Without them cues are all there is. */
  readonly tools?: ReadonlyMap<string, LanguageTools>;
  /** Trained parts that are loaded, likewise. Where a language has them, its tools are not asked. */
  readonly trained?: ReadonlyMap<string, Trained>;
}

/** Turns words into labels. Pure: same packs, tools and text, same labels. */
export interface Understanding {
  /**
   * `labelled` with at least one label; `abstained` where no pack covers the language or nothing was recognised.
   * Offsets of evidence are into `input.text`. A text without a known language (`und`) is read by the pack that finds most in it.
   */
  label(input: ClassifyInput): ClassifierResult;
}

export function createUnderstanding({ packs, tools, trained }: UnderstandingOptions): Understanding {
  const readers = new Map(packs.map((pack) => [pack.code, new TextReader(pack)]));

  return {
    label({ id, text, language, target, targetNames }: ClassifyInput): ClassifierResult {
      const code = baseLanguage(language);
      const tokens = tokenise(text);
      if (tokens.length === 0 && readers.has(code)) return { id, status: 'abstained', why: 'there are no words in it' };
      const chosen = code === 'und' ? mostFound(readers, tokens) : chosenBy(readers.get(code), tokens);
      if (chosen === null) {
        if (code !== 'und') return { id, status: 'abstained', why: `no language pack covers ${code}`, unread: true };
        return { id, status: 'abstained', why: 'the language is not known and no pack found anything', ...(saysSomething(tokens) && { unread: true }) };
      }
      const { reader, hits } = chosen;
      if (hits.length === 0 && !reader.isReadable(text)) return { id, status: 'abstained', why: `${code} in other letters than its pack reads`, unread: true };
      const model = trained?.get(reader.pack.code);
      const seen = reader.see(text, { tokens, hits, target, targetNames, analysis: model === undefined ? (tools?.get(reader.pack.code)?.analyse(text) ?? null) : null });
      const labels = model === undefined ? labelsOf(seen, weigh(seen)) : judgedLabels(reader, seen, model);
      return labels.length === 0 ? { id, status: 'abstained', why: 'nothing was recognised' } : { id, status: 'labelled', labels };
    },
  };
}

function judgedLabels(reader: TextReader, seen: Seen, trained: Trained): Label[] {
  const { rules, judgements } = reader.judge(seen, trained);
  if (judgements === null) return labelsOf(seen, rules);
  const found = revised(seen, rules, judgements, trained);
  return labelsOf(seen, found.weighed, found.judged);
}

/** A name, a tag or a picture alone leaves nothing to read. */
const LEAST_WORDS = 2;
const WORD = /^(?!https:)\p{L}/u;
const saysSomething = (tokens: readonly Token[]): boolean => tokens.filter(({ norm }) => WORD.test(norm)).length >= LEAST_WORDS;

interface Chosen {
  readonly reader: TextReader;
  readonly hits: CueHit<LabelCue>[];
}

function chosenBy(reader: TextReader | undefined, tokens: readonly Token[]): Chosen | null {
  return reader === undefined ? null : { reader, hits: reader.find(tokens) };
}

/** Of several equal the first pack wins: the host's order. */
function mostFound(readers: ReadonlyMap<string, TextReader>, tokens: readonly Token[]): Chosen | null {
  let chosen: Chosen | null = null;
  for (const reader of readers.values()) {
    const hits = reader.find(tokens);
    if (hits.length > (chosen?.hits.length ?? 0)) chosen = { reader, hits };
  }
  return chosen;
}
