import { plainText } from '../../lib/plain-text.ts';

/** Longer lines are prose, and no line of a mail program. */
const LONGEST_LINE = 300;
/** A line that says who wrote what follows is wrapped at 76 characters or so. */
const MOST_LINES = 3;

/**
 * `On Tue, 5 May 2026 at 10:00, Dana wrote:` as mail programs put it before what they quote, in English and Hebrew. A time of day must be in it: people write
 * "on Monday the driver wrote:" themselves.
 */
const INTRODUCTIONS = [
  /^on\b.{0,300}\d{1,2}[:.]\d{2}.{0,300}\bwrote:$/i,
  /^(?:ב-?|בתאריך|ביום|בתאריך:)\s?.{0,300}\d{1,2}[:.]\d{2}.{0,300}(?:כתב|כתבה|כתב\/ה|כתב\(ה\)|כתב\/כתבה)\s?:$/,
  /^(?:ב-?|בתאריך|ביום)\s?.{0,300}\d{1,2}[:.]\d{2}.{0,100}מאת.{0,300}:$/,
  /^.{1,200}<[^<>\s]{3,254}@[^<>\s]{3,254}>\s?(?:wrote|כתב|כתבה|כתב\/ה)\s?:$/i,
];
const DIVIDERS = [/^-{2,}\s?(?:original message|הודעה מקורית)\s?-{2,}$/i];
/** Names of the fields that some programs put over what they quote. */
const QUOTED_FIELD = /^\*?(from|sent|date|to|cc|subject|מאת|נשלח|תאריך|אל|עותק|נושא)\*?\s?:/i;
const FIELDS_FOR_A_HEAD = 3;
const DEVICE = /^(?:sent from my |get outlook for |נשלח מה-?|נשלח מ-?)\S.{0,80}$/i;
/** A signature is short; what is longer is said. */
const LONGEST_SIGNATURE = 12;

/** What the author of a mail says in it, without what is quoted and without the signature. */
export function ownWords({ text, html }: { readonly text: string | null; readonly html: string | null }): { words: string; quoted: boolean } {
  if (text !== null) return withoutQuotes(text, false);
  const kept = withoutBlockquotes(html ?? '');
  const told = withoutQuotes(plainText(kept.html), kept.removed);
  return { words: told.words, quoted: told.quoted || kept.removed };
}

/** `marked`: what is quoted was taken out already, so that what follows an introduction is the author's own. */
function withoutQuotes(text: string, marked: boolean): { words: string; quoted: boolean } {
  const lines = text.split(/\r?\n/);
  const plain = lines.map(comparable);
  const kept: string[] = [];
  let quoted = false;
  for (let at = 0; at < lines.length; at += 1) {
    const line = plain[at] ?? '';
    if (line.startsWith('>')) {
      quoted = true;
      continue;
    }
    const length = introduction(plain, at);
    if (length > 0) {
      quoted = true;
      const next = plain.slice(at + length).find((one) => one !== '');
      // Programs that mark no line put all they quote at the end.
      if (!marked && next?.startsWith('>') !== true) break;
      at += length - 1;
      continue;
    }
    if (DIVIDERS.some((divider) => divider.test(line)) || isHead(plain, at)) {
      quoted = true;
      break;
    }
    kept.push(lines[at] ?? '');
  }
  return { words: withoutSignature(kept).join('\n').trim(), quoted };
}

/** How many lines an introduction to a quote takes from here; 0: none. */
function introduction(lines: readonly string[], at: number): number {
  let joined = '';
  for (let length = 1; length <= MOST_LINES; length += 1) {
    const line = lines[at + length - 1];
    if (line === undefined || (line === '' && length > 1) || line.startsWith('>')) return 0;
    joined = `${joined} ${line}`.trim();
    if (joined.length > LONGEST_LINE) return 0;
    if (joined.endsWith(':') && INTRODUCTIONS.some((pattern) => pattern.test(joined))) return length;
  }
  return 0;
}

/** From, Sent, To, Subject in lines that follow each other. */
function isHead(lines: readonly string[], at: number): boolean {
  const fields = new Set<string>();
  for (let next = at; next < at + 6; next += 1) {
    const field = QUOTED_FIELD.exec((lines[next] ?? '').slice(0, LONGEST_LINE))?.[1];
    if (field === undefined) break;
    fields.add(field.toLowerCase());
  }
  return fields.size >= FIELDS_FOR_A_HEAD;
}

function withoutSignature(lines: readonly string[]): readonly string[] {
  const last = lines.findLastIndex((line) => line.trim() !== '');
  const mark = lines.findLastIndex((line) => /^--\s?$/.test(line));
  let end = last + 1;
  if (mark > 0 && last - mark <= LONGEST_SIGNATURE) end = mark;
  while (end > 0 && (lines[end - 1] ?? '').trim() === '') end -= 1;
  if (end > 1 && DEVICE.test(comparable(lines[end - 1] ?? ''))) end -= 1;
  return lines.slice(0, end);
}

/** A line as it reads, marks of direction gone. */
function comparable(line: string): string {
  return line
    .slice(0, LONGEST_LINE + 1)
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replaceAll('\u00a0', ' ')
    .trim();
}

/** Takes quotes out of HTML, whatever they hold. One that never ends goes to the end. */
function withoutBlockquotes(html: string): { html: string; removed: boolean } {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (const found of html.matchAll(/<(\/?)blockquote\b[^>]{0,2000}>/gi)) {
    const closes = found[1] === '/';
    // An end without a beginning ends nothing.
    if (depth === 0 && closes) continue;
    if (depth === 0) parts.push(html.slice(from, found.index), '<br>');
    depth += closes ? -1 : 1;
    if (depth === 0) from = found.index + found[0].length;
  }
  if (depth === 0) parts.push(html.slice(from));
  return { html: parts.join(''), removed: parts.length > 1 };
}
