import {
  arousalSchema, demandSchema, mentionKindSchema, sentimentSchema, themeSchema, topicSchema, type ClassificationTask, type ClassifierResult,
} from '../spec/classification.ts';
import { KashuvError } from '../spec/errors.ts';
import { evidenceSchema, evidenceSourceSchema } from '../spec/fact.ts';
import { speakerPartySchema, speakerRoleSchema, speakerVantageSchema, type SpeakerJudgement } from '../spec/speaker.ts';

// What the schemas say, checked by hand: this stands on the path of every mention, and parsing there cost one post in twenty.
const values: Readonly<Record<Exclude<ClassificationTask, 'harm'>, ReadonlySet<unknown>>> = {
  sentiment: new Set(sentimentSchema.options),
  'target-sentiment': new Set(sentimentSchema.options),
  kind: new Set(mentionKindSchema.options),
  topic: new Set(topicSchema.options),
  theme: new Set(themeSchema.options),
  arousal: new Set(arousalSchema.options),
  demand: new Set(demandSchema.options),
};
const placeFields: ReadonlySet<unknown> = new Set(evidenceSchema.shape.place.unwrap().shape.field.options);
const sources: ReadonlySet<unknown> = new Set(evidenceSourceSchema.options);
const roles: ReadonlySet<unknown> = new Set(speakerRoleSchema.options);
const partyValues: ReadonlySet<unknown> = new Set(speakerPartySchema.options);
const vantageValues: ReadonlySet<unknown> = new Set(speakerVantageSchema.options);

/** What a classifier cannot take of a text, or null. Throws INPUT_INVALID where there is no id to answer under. */
export function inputProblem(input: unknown, index: number): string | null {
  if (!isRecord(input) || typeof input['id'] !== 'string') throw new KashuvError('INPUT_INVALID', 'expected a text with an id.', { field: `texts[${index}]`, fix: 'Pass { id, text, language }.' });
  if (typeof input['text'] !== 'string') return 'text: expected a string';
  if (typeof input['language'] !== 'string') return 'language: expected a code such as en, or und';
  if (input['target'] !== undefined && typeof input['target'] !== 'string') return 'target: expected a name, or none';
  const names = input['targetNames'];
  return names === undefined || (Array.isArray(names) && names.every((name) => typeof name === 'string')) ? null : 'targetNames: expected a list of names, or none';
}

/** Is this what a classifier may answer for one text? */
export function isClassifierResult(value: unknown): value is ClassifierResult {
  if (!isRecord(value) || typeof value['id'] !== 'string') return false;
  if (value['status'] === 'labelled') {
    const { labels, incomplete } = value;
    return Array.isArray(labels) && labels.every(isLabel) && (incomplete === undefined || typeof incomplete === 'string');
  }
  return (value['status'] === 'abstained' || value['status'] === 'failed') && typeof value['why'] === 'string';
}

/** Is this what a judge may answer? */
export function isSpeakerJudgement(value: unknown): value is SpeakerJudgement {
  if (!isFactOf(value, roles)) return false;
  const { party, vantage } = value;
  return (party === undefined || isFactOf(party, partyValues)) && (vantage === undefined || isFactOf(vantage, vantageValues));
}

function isFactOf(value: unknown, values: ReadonlySet<unknown>): value is Record<string, unknown> {
  if (!isRecord(value)) return false;
  if (value['known'] === true) return values.has(value['value']) && isShare(value['confidence']) && isEvidence(value['evidence']);
  return value['known'] === false && typeof value['why'] === 'string' && Array.isArray(value['candidates']) && value['candidates'].every((one: unknown) => isRecord(one) && values.has(one['value']) && isShare(one['confidence']));
}

function isLabel(label: unknown): boolean {
  if (!isRecord(label) || !isShare(label['confidence']) || !isEvidence(label['evidence'])) return false;
  const { task, value } = label;
  if (task === 'harm') return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 4;
  return typeof task === 'string' && Object.hasOwn(values, task) && values[task as keyof typeof values].has(value);
}

function isEvidence(value: unknown): boolean {
  return Array.isArray(value) && value.every((one: unknown) => isRecord(one) && sources.has(one['source']) && typeof one['cue'] === 'string' && (one['span'] === undefined || isSpan(one['span'])) && (one['place'] === undefined || isPlace(one['place'])));
}

const isPlace = (place: unknown): boolean => isSpan(place) && placeFields.has((place as Record<string, unknown>)['field']);

function isSpan(span: unknown): boolean {
  return isRecord(span) && Number.isInteger(span['start']) && Number.isInteger(span['end']) && (span['start'] as number) >= 0 && (span['start'] as number) < (span['end'] as number);
}

const isShare = (value: unknown): boolean => typeof value === 'number' && value >= 0 && value <= 1;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
