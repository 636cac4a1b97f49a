import { compileCues, type CueFinder, type CueHit } from '../lib/cues.ts';
import { tokenise, type Token } from '../lib/tokens.ts';
import { letterOf } from '../lib/written-in.ts';
import type { LabelCue, LanguagePack, TextAnalysis } from '../spec/language.ts';
import { partAbout } from './about.ts';
import { comparedOf, type Comparisons } from './compared.ts';
import { emphasisOf } from './emphasis.ts';
import { heeding, towards } from './judged.ts';
import { weigh, type Seen, type Weighed } from './labels.ts';
import { addLitotes, litotesOf, scoredAs, turned } from './litotes.ts';
import type { Judgement } from './model/index.ts';
import { scoreHits, Scores } from './scores.ts';
import { tellingTags } from './tags.ts';
import type { Trained } from './trained.ts';
import { targetNames } from './names.ts';
import { addresseeOf } from './victim.ts';

interface SeeOptions {
  readonly tokens?: readonly Token[];
  readonly hits?: readonly CueHit<LabelCue>[];
  readonly target?: string | undefined;
  /** Other names of the target. */
  readonly targetNames?: readonly string[] | undefined;
  readonly analysis?: TextAnalysis | null;
}

/** Reads texts in one language: what cues and signs say of them, and what trained parts make of that. */
export class TextReader {
  readonly pack: LanguagePack;
  readonly #finder: CueFinder<LabelCue>;
  readonly #comparisons: Comparisons;
  /** Where the language has letters of its own, what finds one of them. */
  readonly #letter: RegExp | null;
  /** Words of contrast in the form in which tokens are compared. */
  readonly #contrasts: ReadonlySet<string>;

  constructor(pack: LanguagePack) {
    this.pack = pack;
    this.#finder = compileCues(pack.labels, pack);
    this.#comparisons = { finder: compileCues(pack.comparisons ?? [], pack), articles: new Set(pack.articles) };
    this.#letter = pack.script === undefined ? null : letterOf(pack.script);
    this.#contrasts = new Set((pack.contrasts ?? []).flatMap((word) => tokenise(word).map(({ norm }) => norm)));
  }

  find(tokens: readonly Token[]): CueHit<LabelCue>[] {
    return this.#finder.findIn(tokens);
  }

  /** Whether a text is in the letters of the language, where it has letters of its own. */
  isReadable(text: string): boolean {
    return this.#letter?.test(text) ?? true;
  }

  /** What cues and signs say of a text; no rule has weighed it yet. */
  see(text: string, { tokens = tokenise(text), hits = this.find(tokens), target, targetNames: others, analysis = null }: SeeOptions = {}): Seen {
    const names = target === undefined ? null : targetNames(target, others, this.pack.prefixes);
    const scores = new Scores();
    scoreHits(hits, scores, scoredAs);
    addLitotes(scores);
    return {
      text, scores, analysis,
      about: names === null ? null : partAbout(text, tokens, names, this.#contrasts),
      compared: names === null ? null : comparedOf(text, tokens, names, this.#comparisons),
      emphasis: emphasisOf(text, tokens),
      addressee: addresseeOf(tokens, names),
      tags: tellingTags(tokens),
    };
  }

  /** What the trained parts say of what was seen, and what the rules made of the cues, which is part of what they go by. Changes the scores. */
  judge(seen: Seen, trained: Trained): { readonly rules: Weighed; readonly judgements: ReadonlyMap<string, Judgement> | null } {
    const { text, about } = seen;
    // First, for it uses the same inputs.
    const part = about === null || about === text ? null : this.#judged(this.see(about), trained).judgements;
    const { rules, judgements } = this.#judged(seen, trained);
    if (judgements === null) return { rules, judgements };
    const heeded = heeding(judgements, rules.kinds);
    return { rules, judgements: about === null ? heeded : towards(heeded, part, seen.compared, trained.tasks.find(({ task }) => task === 'sentiment')?.labels ?? []) };
  }

  #judged(seen: Seen, trained: Trained): { readonly rules: Weighed; readonly judgements: ReadonlyMap<string, Judgement> | null } {
    const litotes = litotesOf(seen.scores);
    trained.inputs.readCues(seen);
    const rules = weigh(seen);
    trained.inputs.readRules(seen, rules.kinds);
    const judgements = trained.judge(seen.text);
    return { rules, judgements: judgements === null ? null : turned(judgements, litotes) };
  }
}
