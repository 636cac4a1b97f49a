import type { LabelCue, SpeakerCue } from '../spec/language.ts';

/** What a list of phrases says: how much one finding counts (0–1), and the phrases, apart by `;` or a line end. */
export type Phrases = readonly [weight: number, phrases: string, negatable?: 'negatable'];

/** Phrases written in one string, apart by `;` or a line end. */
export function phrasesOf(list: string): string[] {
  return list
    .split(/[;\n]/u)
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '');
}

/** Cues for one label from named groups of phrases; a cue's id is `<language>.<task>.<value>.<group>`. */
export function labelCues<T extends LabelCue['label']['task']>(
  language: string,
  task: T,
  value: Extract<LabelCue['label'], { task: T }>['value'],
  groups: Readonly<Record<string, Phrases>>,
): LabelCue[] {
  const label = { task, value } as LabelCue['label'];
  return Object.entries(groups).map(([name, [weight, phrases, negatable]]) => ({
    id: `${language}.${task}.${value}.${name}`,
    phrases: phrasesOf(phrases),
    weight,
    ...(negatable === undefined ? {} : { negatable: true }),
    label,
  }));
}

/** Cues for one role from named groups of phrases; a cue's id is `<language>.<role>.<where>.<group>`. */
export function speakerCues(language: string, role: SpeakerCue['role'], where: SpeakerCue['in'], groups: Readonly<Record<string, Phrases>>): SpeakerCue[] {
  return Object.entries(groups).map(([name, [weight, phrases, negatable]]) => ({
    id: `${language}.${role}.${where}.${name}`,
    phrases: phrasesOf(phrases),
    weight,
    ...(negatable === undefined ? {} : { negatable: true }),
    role,
    in: where,
  }));
}
