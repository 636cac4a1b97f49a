/** What Reddit links by itself, addresses to the next blank, and takes as it stands: a backslash within would be seen. */
const ATOM = /(?<![\w/])(?:(?:(?:https?|ftp):\/\/|www\.)[a-z0-9-]+(?:\.[a-z0-9-]+)+[^\s<]*|\/?[ru]\/[a-z0-9][\w-]{2,})/gi;
/** What means something wherever it stands; `&` only where it begins a reference. */
const ACTIVE = /[\\`*_[\]<>^~|]|&(?=#?\w{1,32};)/g;
/** What means something where a line begins with it. */
const BEGINS = /^(?:#|[-+](?=[\s\-+]|$)|(\d{1,9})[.)](?=\s|$))/;

/**
 * A text as the Markdown that shows exactly it: what would be taken for marks is escaped, line breaks stay line breaks. Addresses, `r/…` and `u/…` stay as they are, and become
 * links. Blanks at the ends of lines are dropped, and of several empty lines one is shown.
 */
export function toMarkdown(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').split('\n').map((line) => line.replace(/^[ \t]+|[ \t]+$/g, ''));
  return lines.map((line, index) => `${escapeLine(line)}${line !== '' && (lines[index + 1] ?? '') !== '' ? '  ' : ''}`).join('\n').trim();
}

/** What of a text no Markdown shows in all of Reddit's readers, in words. */
export function unshowable(text: string): string[] {
  return [
    // It cannot be escaped in all of them.
    ...(/\S[^\n]*\r?\n[ \t]*=+[ \t]*(?:\r?\n|$)/.test(text) ? ['a line of = would make a heading of the line above it'] : []),
    // The backslash before the sign would become part of the address.
    ...([...text.matchAll(ATOM)].some(({ 0: atom, index }) => atom.includes('.') && text[index + atom.length] === '<') ? ['an address with a < right after it would be another one; put a blank between them'] : []),
  ];
}

function escapeLine(line: string): string {
  let escaped = '';
  let from = 0;
  for (const { 0: atom, index } of line.matchAll(ATOM)) {
    escaped += line.slice(from, index).replace(ACTIVE, '\\$&') + atom;
    from = index + atom.length;
  }
  escaped += line.slice(from).replace(ACTIVE, '\\$&');
  return escaped.replace(BEGINS, (mark, digits?: string) => (digits === undefined ? `\\${mark}` : `${digits}\\${mark.slice(digits.length)}`));
}
