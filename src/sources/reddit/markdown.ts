/** What a backslash takes its meaning from. */
const ESCAPED = /\\([!-/:-@[-`{-~])/g;
/** A link that says something else than its address; neither part may hold what would make it another one. */
const LINK = /!?\[([^[\]\n]{1,500})\]\(\s{0,8}<?(https?:\/\/[^\s()<>]{1,2000}(?:\([^\s()<>]{0,200}\)[^\s()<>]{0,500})?)>?(?:\s{1,8}"[^"\n]{0,300}")?\s{0,8}\)/g;
const BARE = /(?<![(<\w])https?:\/\/[^\s()<>[\]]{1,2000}/g;
const MAX_LINKS = 64;

/**
 * Markdown as the words that are read, and the addresses in it. Conservative: links become their words, pairs of `**` and marks of spoilers
 * go, escapes become what they stand for. Quotes keep their `>`, for they are somebody else's words; struck text, lists and code stay as they are.
 */
export function readMarkdown(markdown: string): { text: string; links: string[] } {
  const links = new Set<string>();
  const add = (address: string): void => {
    const trimmed = address.replace(/[.,;:!?'"*_~]+$/, '').replace(/\\([_*~])/g, '$1');
    if (links.size < MAX_LINKS && trimmed.length <= 2048 && URL.canParse(trimmed)) links.add(trimmed);
  };
  const text = markdown
    .replace(LINK, (_, words: string, address: string) => {
      add(address);
      return words;
    })
    .replace(BARE, (address) => {
      add(address);
      return address;
    })
    .replace(/\*\*([^*\n]{1,2000})\*\*/g, '$1')
    .replace(/>!([^\n]{1,500}?)!</g, '$1')
    .replace(/&#x200B;|&#8203;/gi, '')
    .replace(/&nbsp;/g, ' ')
    .replace(ESCAPED, '$1')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return { text, links: [...links] };
}
