/** Further away than this it is another word. */
const MAX_EDITS = 2;
const MAX_LENGTH = 64;

/** The name that was probably meant: it differs in capitals, or in a letter or two. Null: none comes near. */
function nearest(written: string, names: readonly string[]): string | null {
  if (written.length > MAX_LENGTH) return null;
  const low = written.toLowerCase();
  let best: { name: string; edits: number } | null = null;
  for (const name of names) {
    const edits = editsBetween(low, name.toLowerCase());
    // Of two letters almost anything is two letters away.
    if (edits <= MAX_EDITS && edits < name.length / 2 && (best === null || edits < best.edits)) best = { name, edits };
  }
  return best?.name ?? null;
}

/** The same as a sentence to end a fix with, or nothing. */
export function didYouMean(written: unknown, names: readonly string[]): string {
  const name = typeof written === 'string' ? nearest(written, names) : null;
  return name === null ? '' : `Did you mean '${name}'? `;
}

/** Levenshtein: letters put in, left out or changed. */
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min((row[j - 1] ?? 0) + same, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
