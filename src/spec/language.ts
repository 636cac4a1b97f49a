import type { ElementName, Stage } from './element.ts';
import type { Evidence, Span } from './fact.ts';
import type { Label } from './classification.ts';
import type { SpeakerRole } from './speaker.ts';

/**
 * A cue is data: phrases that, found in a text, speak for a label. A phrase is written in plain words with three marks:
 * `*` any one word, `...` up to three words, `a|b` alternatives of one word, a trailing `~` any ending of the word.
 * Matching ignores case and marks of vowels; in languages with prefix letters these are optional at each word.
 */
export interface Cue {
  readonly id: string;
  readonly phrases: readonly string[];
  /** 0–1: how much one finding says. 0 is an idiom: it takes back the findings for the same label or role that it overlaps. */
  readonly weight: number;
  /** Does not count after a negation within three words. */
  readonly negatable?: boolean;
}

/** Cues that speak for a label about what is said. */
export interface LabelCue extends Cue {
  readonly label: { readonly [K in Label['task']]: { task: K; value: Extract<Label, { task: K }>['value'] } }[Label['task']];
}

/** Comparisons of the brand with another: "better than brandname". The word `brandname` stands for any name of the brand, with the prefix letters it stands with. */
export interface ComparisonCue extends Cue {
  /** Who comes off better. */
  readonly favours: 'target' | 'other';
}

/** Words that tell whom an offence targets: one person, a group of people, or a body, a thing or nobody. */
export interface OffenceCue extends Cue {
  readonly target: 'individual' | 'group' | 'other';
}

/** Cues that speak for who is speaking: in the post's words or in the author's profile. The word `brandname` stands for any name of the brand. */
export interface SpeakerCue extends Cue {
  readonly role: SpeakerRole;
  readonly in: 'text' | 'profile';
}

/** Cues of the reply review: L… and never.… are cold, W… are warm, E… show an element without being warm, M… are marks a check works with. */
export interface ReviewCue extends Cue {
  /** L01 … L32, W01 … W14; a form of one as `L04.word`. With weight 0 an exception: findings of the same cue that it overlaps do not count. */
  readonly cue: string;
  /** Element a warm cue shows to be present. */
  readonly shows?: readonly ElementName[];
}

/** What a text is made of, once a pack has looked at it. */
export interface TextAnalysis {
  /** −1 … 1, or null where the pack cannot say. */
  readonly polarity: number | null;
  readonly evidence: readonly Evidence[];
}

/** A passive that tells what happened: "the books were removed". `agent`: it says by whom. */
export interface PassiveClause extends Span {
  readonly agent: boolean;
}

/** Tools that may be heavy: loaded when first used. */
export interface LanguageTools {
  readonly version: string;
  /** Offsets of evidence are into the given text. */
  analyse(text: string): TextAnalysis;
  /** The passives of past events in a text, in order; offsets into the given text. Absent where the tools cannot tell. */
  readonly structure?: (text: string) => readonly PassiveClause[];
}

/**
 * One way to say one thing. Slots: `{name}`, `{brand}`, `{topic}`, `{time}`, `{url}`, `{fact}`, `{impact}`, `{action}`, `{remedy}`, `{explanation}`, `{prevention}`, `{answer}`, `{route}`,
 * `{instruction}`, `{correction}`, `{source}`, `{retraction}`, `{commitment}`, `{signature}`.
 */
export interface Wording {
  /**
   * For each element the ways to say it, `stage` narrowing where a sentence fits only one. `unless` names slots whose fact it does not go with:
   * "we do not know the cause" beside an `explanation`; `takeover` stands for words that others posted in the brand's name.
   */
  readonly sentences: readonly { readonly element: ElementName; readonly stage?: readonly Stage[]; readonly unless?: readonly string[]; readonly text: string }[];
  readonly greeting: readonly string[];
  readonly greetingUnnamed: readonly string[];
  readonly signature: readonly string[];
  /** What a blank asks of a human, by slot. */
  readonly hints: Readonly<Record<string, string>>;
}

/** What `npm run train` makes for a language: the bytes of one file each, loaded when first used. */
export interface LanguageModels {
  /** Counts words and characters. */
  model(): Promise<Uint8Array>;
  /** Knows words by their likes and sees runs of them; asked where the model is unsure. */
  network?(): Promise<Uint8Array>;
  /** What models, cues and signs each count in what is judged. Made over this model and network. */
  blend(): Promise<Uint8Array>;
}

/** Kinds of words that carry the way of speaking and not the matter (Ireland & Pennebaker 2010, table 1). A language without one of them leaves it out. */
export type FunctionWordCategory = 'personal' | 'impersonal' | 'articles' | 'conjunctions' | 'prepositions' | 'auxiliaries' | 'adverbs' | 'negations' | 'quantifiers';
export const functionWordCategories = [
  'personal', 'impersonal', 'articles', 'conjunctions', 'prepositions', 'auxiliaries', 'adverbs', 'negations', 'quantifiers',
] as const satisfies readonly FunctionWordCategory[];

/** What a language brings: a value, passed in. */
export interface LanguagePack {
  readonly code: string;
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
  /** Unicode script, where the language has one of its own: text without any letter of it is not read, whatever its language. */
  readonly script?: string;
  /** Letters that may stand before any word: ו ה ב ל מ ש כ. */
  readonly prefixes: string;
  readonly negations: readonly string[];
  /** Single words that part what is said of one from what is said of another: "but", "unlike". */
  readonly contrasts?: readonly string[];
  /** Absent: nothing is known of how the language compares. */
  readonly comparisons?: readonly ComparisonCue[];
  /** Lower-case words that may stand before any name: in a comparison "the brandname" is the brand. */
  readonly articles?: readonly string[];
  /** Absent: whom an offence targets is not told. */
  readonly offences?: readonly OffenceCue[];
  /** For languages that share a script: lower-case words that stand in almost every text of this one and hardly in any other. */
  readonly commonWords?: readonly string[];
  /** Lower-case words that name no subject, whatever the talk is about: function words, courtesies, moods, swearing, what anybody does and when. They are no themes. */
  readonly stopWords?: readonly string[];
  /** Pairs of an ending and what stands in its place in the bare word: `['ies', 'y']`. Two words are taken for one only where people write both. */
  readonly endings?: readonly (readonly [ending: string, bare: string])[];
  /** Lower-case words of each kind, each in one kind alone. Absent: the way of speaking is not compared. */
  readonly functionWords?: Readonly<Partial<Record<FunctionWordCategory, readonly string[]>>>;
  readonly labels: readonly LabelCue[];
  readonly speakers: readonly SpeakerCue[];
  readonly review: readonly ReviewCue[];
  readonly wording: Wording;
  /** Absent: cues are all there is. */
  tools?(): Promise<LanguageTools>;
  /** Absent: cues and tools are all there is. */
  readonly models?: LanguageModels;
}

/** Tells the language of text in a script that several languages share. Null where it cannot say. */
export type LanguageIdentifier = (text: string) => { code: string; confidence: number } | null;
