const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;
const isUpper = (unit: number): boolean => unit >= 0x41 && unit <= 0x5a;

/** Longer numbers are all alike. */
const MAX_ZEROS = 6;

/** The word with every digit a zero: how long a number is says something, which it is does not. */
export function zeroed(word: string): string {
  let at = 0;
  while (at < word.length && !isDigit(word.charCodeAt(at))) at += 1;
  if (at === word.length) return word;
  let out = word.slice(0, at);
  let run = 0;
  for (; at < word.length; at += 1) {
    run = isDigit(word.charCodeAt(at)) ? run + 1 : 0;
    if (run === 0) out += word.charAt(at);
    else if (run <= MAX_ZEROS) out += '0';
  }
  return out;
}

/** The words of a hashtag without its mark, lower case: cut at low lines, before capitals and around figures. `ILoveThis2` → i, love, this, 2. */
export function splitTag(tag: string): string[] {
  const parts: string[] = [];
  let from = 0;
  const take = (to: number): void => {
    if (to > from) parts.push(tag.slice(from, to).toLowerCase());
    from = to;
  };
  for (let at = 0; at < tag.length; at += 1) {
    const unit = tag.charCodeAt(at);
    if (unit === 0x5f) {
      take(at);
      from = at + 1;
      continue;
    }
    if (at === from) continue;
    const last = tag.charCodeAt(at - 1);
    const begins = isUpper(unit) && (!isUpper(last) || startsWord(tag, at));
    if (begins || isDigit(unit) !== isDigit(last)) take(at);
  }
  take(tag.length);
  return parts;
}

/** The last capital of several begins a word where a small letter follows it: `BBCNews`, `ILove`. */
function startsWord(tag: string, at: number): boolean {
  const next = tag.charCodeAt(at + 1);
  return next >= 0x61 && next <= 0x7a;
}
