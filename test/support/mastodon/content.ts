/** How the vendor counts: a link as 23, of a mention the name alone, and what a reader takes for one character as one. */
export function lengthOf(text: string): number {
  const shown = text.replace(/https?:\/\/\S+/g, 'x'.repeat(23)).replace(/(^|\s)@(\w+)@[\w.:-]+/g, '$1@$2');
  return [...new Intl.Segmenter('en').segment(shown)].length;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');

/** A text as the vendor writes it in HTML: paragraphs, links cut for the eye, mentions without their host, hashtags. */
export function contentOf(text: string, url: string): string {
  const words = escaped(text)
    .replace(/https?:\/\/[^\s<]+/g, (link) => `<a href="${link}" target="_blank" rel="nofollow noopener noreferrer"><span class="invisible">https://</span><span class="">${link.replace(/^https?:\/\//, '')}</span></a>`)
    .replace(/(^|\s)@(\w+)((?:@[\w.:-]+\w)?)/g, (_, before: string, name: string, host: string) => `${before}<span class="h-card" translate="no"><a href="${url}/@${name}${host}" class="u-url mention">@<span>${name}</span></a></span>`)
    .replace(/(^|\s)#([\p{L}\p{N}_]+)/gu, (_, before: string, tag: string) => `${before}<a href="${url}/tags/${tag.toLowerCase()}" class="mention hashtag" rel="tag">#<span>${tag}</span></a>`);
  return words.split(/\n{2,}/).map((part) => `<p>${part.replaceAll('\n', '<br />')}</p>`).join('');
}

export const tagsIn = (text: string): string[] => [...new Set([...text.matchAll(/(?:^|\s)#([\p{L}\p{N}_]+)/gu)].map(([, tag = '']) => tag.toLowerCase()))];
export const mentionsIn = (text: string): string[] => [...new Set([...text.matchAll(/(?:^|\s)@(\w+(?:@[\w.:-]+\w)?)/g)].map(([, acct = '']) => acct.toLowerCase()))];
