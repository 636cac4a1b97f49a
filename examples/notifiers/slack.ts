import { postJson, type Tell } from './notices.ts';

/** Without this `<!channel>` in somebody's words would call everybody, and `<https://…|words>` would hide where a link leads. */
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Tells a Slack channel, by an incoming webhook. `people`: Slack's ids of members by name, to mention the owner: `{ Dana: 'U012AB3CD' }`. */
export const slack = (url: string, people: Readonly<Record<string, string>> = {}): Tell => ({ title, quote, owner }) => {
  const member = people[owner];
  const who = member === undefined ? escaped(owner) : `<@${member}>`;
  const text = `${who} ${escaped(title)}${quote === null ? '' : `\n> ${escaped(quote).replaceAll(/\s+/g, ' ')}`}`;
  return postJson(url, { text, unfurl_links: false, unfurl_media: false });
};
