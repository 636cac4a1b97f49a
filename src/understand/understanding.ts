import { compileCues, type CueFinder, type CueHit } from '../lib/cues.ts';
import { tokenise, type Token } from '../lib/tokens.ts';
import { baseLanguage } from '../lib/language-tag.ts';
import { letterOf } from '../lib/written-in.ts';
import type { ClassifierResult, Label } from '../spec/classification.ts';
import type { LabelCue, LanguagePack, LanguageTools, TextAnalysis } from '../spec/language.ts';
import type { ClassifyInput } from '../spec/plugin.ts';
import { partAbout } from './about.ts';
import { emphasisOf } from './emphasis.ts';
import { heeding, revised } from './judged.ts';
import { labelsOf, weigh, type Seen, type Weighed } from './labels.ts';
import type { Judgement } from './model/index.ts';
import { labelKey, scoreHits, Scores } from './scores.ts';
import { tellingTags } from './tags.ts';
import type { Trained } from './trained.ts';
import { addresseeOf } from './victim.ts';

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

interface Reader {
  readonly pack: LanguagePack;
  readonly finder: CueFinder<LabelCue>;
  /** Where the language has letters of its own, what finds one of them. */
  readonly letter: RegExp | null;
  readonly contrasts: ReadonlySet<string>;
}

export function createUnderstanding({ packs, tools, trained }: UnderstandingOptions): Understanding {
  const readers = new Map<string, Reader>(packs.map((pack) => [pack.code, { pack, finder: compileCues(pack.labels, pack), letter: pack.script === undefined ? null : letterOf(pack.script), contrasts: contrastsOf(pack) }]));

  return {
    label({ id, text, language, target }: ClassifyInput): ClassifierResult {
      const code = baseLanguage(language);
      const tokens = tokenise(text);
      const chosen = code === 'und' ? mostFound(readers, tokens) : chosenBy(readers.get(code), tokens);
      if (chosen === null) {
        if (code !== 'und') return { id, status: 'abstained', why: `no language pack covers ${code}`, unread: true };
        return { id, status: 'abstained', why: 'the language is not known and no pack found anything', ...(saysSomething(tokens) && { unread: true }) };
      }
      if (chosen.hits.length === 0 && chosen.letter?.test(text) === false) return { id, status: 'abstained', why: `${code} in other letters than its pack reads`, unread: true };
      const model = trained?.get(chosen.pack.code);
      const seen = seenIn(text, tokens, chosen.hits, { target, contrasts: chosen.contrasts }, model === undefined ? (tools?.get(chosen.pack.code)?.analyse(text) ?? null) : null);
      const labels = model === undefined ? labelsOf(seen, weigh(seen)) : judgedLabels(seen, model);
      return labels.length === 0 ? { id, status: 'abstained', why: 'nothing was recognised' } : { id, status: 'labelled', labels };
    },
  };
}

/** Words of contrast in the form in which tokens are compared. */
export const contrastsOf = ({ contrasts = [] }: LanguagePack): ReadonlySet<string> => new Set(contrasts.flatMap((word) => tokenise(word).map(({ norm }) => norm)));

/** What cues and signs say of a text; no rule has weighed it yet. */
export function seenIn(text: string, tokens: readonly Token[], hits: readonly CueHit<LabelCue>[], about: { readonly target?: string | undefined; readonly contrasts: ReadonlySet<string> }, analysis: TextAnalysis | null): Seen {
  const { target, contrasts } = about;
  const scores = new Scores();
  scoreHits(hits, scores, (cue) => (cue.id.endsWith('.addressed') ? 'addressed' : labelKey(cue.label)));
  return {
    text, scores, analysis,
    about: target === undefined ? null : partAbout(text, tokens, target, contrasts),
    emphasis: emphasisOf(text, tokens), addressee: addresseeOf(tokens, target), tags: tellingTags(tokens), target: target !== undefined,
  };
}

function judgedLabels(seen: Seen, trained: Trained): Label[] {
  const { rules, judgements } = judged(seen, trained);
  if (judgements === null) return labelsOf(seen, rules);
  const found = revised(seen, rules, judgements, trained);
  return labelsOf(seen, found.weighed, found.judged);
}

/** What the trained parts say of what was seen, and what the rules made of the cues, which is part of what they go by. Changes the scores. */
export function judged(seen: Seen, trained: Trained): { readonly rules: Weighed; readonly judgements: ReadonlyMap<string, Judgement> | null } {
  trained.inputs.readCues(seen);
  const rules = weigh(seen);
  trained.inputs.readRules(seen, rules.kinds);
  const judgements = trained.judge(seen);
  return { rules, judgements: judgements === null ? null : heeding(judgements, rules.kinds) };
}

/** A name, a tag or a picture alone leaves nothing to read. */
const LEAST_WORDS = 2;
const WORD = /^(?!https:)\p{L}/u;
const saysSomething = (tokens: readonly Token[]): boolean => tokens.filter(({ norm }) => WORD.test(norm)).length >= LEAST_WORDS;

interface Chosen extends Pick<Reader, 'pack' | 'letter' | 'contrasts'> {
  readonly hits: CueHit<LabelCue>[];
}

function chosenBy(reader: Reader | undefined, tokens: readonly Token[]): Chosen | null {
  return reader === undefined ? null : { pack: reader.pack, letter: reader.letter, contrasts: reader.contrasts, hits: reader.finder.findIn(tokens) };
}

/** Of several equal the first pack wins: the host's order. */
function mostFound(readers: ReadonlyMap<string, Reader>, tokens: readonly Token[]): Chosen | null {
  let chosen: Chosen | null = null;
  for (const reader of readers.values()) {
    const hits = reader.finder.findIn(tokens);
    if (hits.length > (chosen?.hits.length ?? 0)) chosen = { pack: reader.pack, letter: reader.letter, contrasts: reader.contrasts, hits };
  }
  return chosen;
}
