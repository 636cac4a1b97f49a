/**
 * What a reader of Reddit sees of Markdown, after the two that Reddit has had (its own C library, and what keeps to CommonMark and GFM): paragraphs, hard breaks, escapes, links made
 * of addresses and names. Throws for everything that would look or be otherwise: the texts of this project's publisher hold nothing of the kind.
 */
export function readReddit(markdown: string): string {
  return markdown
    .split(/\n(?:[ \t]*\n)+/)
    .filter((block) => block.trim() !== '')
    .map(readParagraph)
    .join('\n\n');
}

/** Punctuation that a backslash takes the meaning from in both. */
const ESCAPABLE = new Set('\\`*_{}[]()#+-.!:|&<>/^~');

function readParagraph(block: string): string {
  const lines = block.split('\n');
  lines.forEach((line, index) => {
    if (/^(?: {4}|\t)/.test(line)) throw new Error(`code: ${line}`);
    if (/^ {0,3}(?:#|>|[-+*](?:\s|$)|\d{1,9}[.)](?:\s|$))/.test(line)) throw new Error(`a block of another kind: ${line}`);
    if (/^ {0,3}(?:(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|(?:\*[ \t]*){3,})$/.test(line)) throw new Error(`a rule: ${line}`);
    if (index > 0 && /^ {0,3}(?:=+|-+)[ \t]*$/.test(line)) throw new Error(`a heading: ${line}`);
  });
  return lines.map((line, index) => `${readLine(line.replace(/ +$/, ''))}${index === lines.length - 1 ? '' : line.endsWith('  ') ? '\n' : ' '}`).join('');
}

function readLine(line: string): string {
  let seen = '';
  for (let at = 0; at < line.length; ) {
    const rest = line.slice(at);
    const before = line[at - 1] ?? ' ';
    const link = /\w/.test(before) ? null : /^(?:(?:https?|ftp):\/\/|www\.)[a-z0-9-]+(?:\.[a-z0-9-]+)+[^\s<]*/i.exec(rest);
    const name = /[\w/]/.test(before) ? null : /^\/?[ru]\/[a-z0-9][\w-]{2,}/i.exec(rest);
    const whole = link?.[0] ?? name?.[0];
    if (whole !== undefined) {
      seen += whole;
      at += whole.length;
    } else if (rest[0] === '\\' && ESCAPABLE.has(rest[1] ?? '')) {
      seen += rest[1];
      at += 2;
    } else if (/^(?:[\\`*_[\]<>^~|]|&#?\w{1,32};)/.test(rest)) {
      throw new Error(`a mark: ${rest.slice(0, 20)}`);
    } else {
      seen += rest[0];
      at += 1;
    }
  }
  return seen;
}
