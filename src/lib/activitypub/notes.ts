import { isRecord, type JsonRecord } from '../http/json.ts';
import type { ActivityPubKeep } from './keep.ts';

/** An answer of the account, as it is kept. */
export interface KeptNote {
  readonly note: JsonRecord;
  /** Everybody may read it at its address. */
  readonly open: boolean;
  /** When the other side took it, epoch ms; null: nobody knows whether it did. */
  readonly sentAt: number | null;
}

const keyOf = (key: string): string => `note/${key}`;

export async function readNote(keep: ActivityPubKeep, key: string): Promise<KeptNote | null> {
  const text = await keep.get(keyOf(key));
  const kept: unknown = text === null ? null : JSON.parse(text);
  if (!isRecord(kept) || !isRecord(kept.note)) return null;
  return { note: kept.note, open: kept.open === true, sentAt: typeof kept.sentAt === 'number' ? kept.sentAt : null };
}

export async function writeNote(keep: ActivityPubKeep, key: string, note: KeptNote): Promise<void> {
  await keep.set(keyOf(key), JSON.stringify(note));
}

export async function removeNote(keep: ActivityPubKeep, key: string): Promise<void> {
  await keep.delete(keyOf(key));
}
