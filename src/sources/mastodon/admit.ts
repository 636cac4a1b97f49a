import { digest } from '../../lib/digest.ts';
import { isRecord, type JsonRecord } from '../../lib/http/json.ts';
import { isId } from '../../lib/mastodon/ids.ts';
import type { Feed } from './feed.ts';
import type { MastodonItem } from './item.ts';
import type { Memory } from './memory.ts';
import { isPublic, timeOf } from './post.ts';

/** Version of what was named and not told, and of what is there no longer. Neither is a version of words. */
const WITHHELD = '!';
const GONE = '-';
const isWords = (version: string | null): boolean => version !== null && version !== WITHHELD && version !== GONE;
const MARK_LENGTH = 12;
/** Hex digits that tell two versions of one status apart. */
const WORDS_LENGTH = 6;

/** Under which rule a status is let in: that of the feed it came by. */
export type Rule = Pick<Feed, 'unaddressed' | 'personal'>;

/** Makes an item of a status and keeps it in mind. Null where it was told before. */
export function admit(status: unknown, rule: Rule, { memory, now, respectNoIndex, edited = false }: { memory: Memory; now: number; respectNoIndex: boolean; edited?: boolean }): MastodonItem | null {
  const readable = isRecord(status) && isId(status.id);
  const id = readable ? (status.id as string) : `unreadable-${digest(JSON.stringify(status) ?? '').slice(0, MARK_LENGTH)}`;
  const before = memory.version(id);
  const at = Math.min(now, (readable ? timeOf(status.created_at) : null) ?? now);
  const withhold = (reason: string): MastodonItem | null => {
    // Whoever was told of by another way stays so.
    if (before !== null) return null;
    memory.see(id, WITHHELD, at);
    return { kind: 'note', reason, ...(readable && { ref: id }) };
  };
  if (!readable) return withhold('a status without an id.');
  if (!rule.personal && !isPublic(status)) return withhold('a status that is not public, where only such are.');
  if (rule.unaddressed && respectNoIndex && isRecord(status.account) && status.account.noindex === true) return withhold('its author wants no indexing, and named nobody.');
  const version = versionOf(status);
  if (before === version) return null;
  memory.see(id, version, at);
  return { kind: 'status', status, edited: edited || isWords(before) };
}

/** When it was last changed; of one that never was, or whose server does not say, its words. */
function versionOf({ edited_at: editedAt, content, spoiler_text: warning }: JsonRecord): string {
  return timeOf(editedAt)?.toString(36) ?? digest(String(warning), String(content)).slice(0, WORDS_LENGTH);
}

/** Whether a status was told, and may be held against what the server has now. */
export const wasTold = (memory: Memory, id: string): boolean => isWords(memory.version(id));

/** A status is there no longer. Null where that was told: every stream that told of it says so. */
export function gone(id: string, memory: Memory, now: number): MastodonItem | null {
  if (memory.version(id) === GONE) return null;
  memory.see(id, GONE, now);
  return { kind: 'gone', id };
}
