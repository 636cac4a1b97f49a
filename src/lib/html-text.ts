/** Elements whose content is no text. */
const SILENT = new Set(['script', 'style', 'head', 'template', 'noscript', 'iframe', 'object', 'svg', 'math', 'textarea', 'select']);
/** Elements that stand on lines of their own. */
const BLOCK = new Set([
  'address', 'article', 'aside', 'blockquote', 'br', 'caption', 'dd', 'div', 'dl', 'dt', 'fieldset', 'figcaption', 'figure', 'footer', 'form', 'h1', 'h2', 'h3',
  'h4', 'h5', 'h6', 'header', 'hr', 'li', 'main', 'nav', 'ol', 'p', 'pre', 'section', 'table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'tr', 'ul',
]);
/** No element has a longer name. */
const LONGEST_NAME = 24;

/**
 * HTML as the plain text a reader sees: tags, comments, scripts and styles gone, block elements on lines of their own, white space run
 * together. Entities stay as written. One pass over the input, whatever it holds; what never closes is text or is dropped to the end.
 */
export function htmlToText(html: string): string {
  if (!html.includes('<')) return tidy(html);
  const parts: string[] = [];
  // Once a search for a terminator has failed, it fails for every later place as well; asking again would make this quadratic.
  const missing = new Set<string>();
  const find = (needle: string, from: number): number => {
    if (missing.has(needle)) return -1;
    const at = indexOfIgnoringCase(html, needle, from);
    if (at < 0) missing.add(needle);
    return at;
  };
  let position = 0;
  while (position < html.length) {
    const open = html.indexOf('<', position);
    if (open < 0) break;
    if (open > position) parts.push(html.slice(position, open));
    if (html.startsWith('<!--', open)) {
      const end = find('-->', open + 4);
      position = end < 0 ? html.length : end + 3;
      continue;
    }
    const name = tagName(html, open);
    if (name === null) {
      parts.push('<');
      position = open + 1;
      continue;
    }
    const close = tagEnd(html, open + 1, missing);
    if (close < 0) {
      // A tag that never ends: browsers drop it with all that follows.
      position = html.length;
      break;
    }
    position = close + 1;
    if (BLOCK.has(name)) parts.push('\n');
    if (html.charCodeAt(open + 1) !== SLASH && SILENT.has(name) && html.charCodeAt(close - 1) !== SLASH) {
      const end = find(`</${name}`, position);
      if (end >= 0) position = end;
    }
  }
  if (position < html.length) parts.push(html.slice(position));
  return tidy(parts.join(''));
}

const SLASH = 0x2f;

/** The element's name in lower case, '' for `<!…>`, `<?…>` and names out of reach, or null where `<` opens no tag. */
function tagName(html: string, open: number): string | null {
  let start = open + 1;
  const first = html.charCodeAt(start);
  if (first === 0x21 || first === 0x3f) return '';
  if (first === SLASH) start += 1;
  if (!isLetter(html.charCodeAt(start))) return null;
  let end = start;
  while (end < html.length && end - start <= LONGEST_NAME && isNameCharacter(html.charCodeAt(end))) end += 1;
  return end - start > LONGEST_NAME ? '' : html.slice(start, end).toLowerCase();
}

/** Index of the `>` that ends the tag; one inside a quoted attribute value does not. -1: it never ends. */
function tagEnd(html: string, from: number, missing: Set<string>): number {
  let position = from;
  for (;;) {
    const code = html.charCodeAt(position);
    if (Number.isNaN(code)) return -1;
    if (code === 0x3e) return position;
    if ((code === 0x22 || code === 0x27) && html.charCodeAt(position - 1) === 0x3d) {
      const quote = code === 0x22 ? '"' : "'";
      const end = missing.has(quote) ? -1 : html.indexOf(quote, position + 1);
      if (end < 0) missing.add(quote);
      else position = end;
    }
    position += 1;
  }
}

const isLetter = (code: number): boolean => (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
const isNameCharacter = (code: number): boolean => isLetter(code) || (code >= 0x30 && code <= 0x39) || code === 0x2d || code === 0x3a;

/** Blanks of a line become one, lines are trimmed, at most one empty line stays in a row. */
function tidy(text: string): string {
  const lines: string[] = [];
  for (const line of text.split(/[\r\n]/)) {
    const words = line.split(/[ \t\f\v]/).filter((word) => word !== '');
    if (words.length > 0) lines.push(words.join(' '));
    else if (lines.length > 0 && lines.at(-1) !== '') lines.push('');
  }
  if (lines.at(-1) === '') lines.pop();
  return lines.join('\n');
}

/** Lower case would move the offsets (İ becomes two units); a literal pattern does not and stays linear. */
function indexOfIgnoringCase(text: string, needle: string, from: number): number {
  const pattern = new RegExp(needle, 'gi');
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? -1;
}
