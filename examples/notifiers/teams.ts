import { postJson, type Tell } from './notices.ts';

/** Words as they are: a TextBlock would read Markdown, and `[words](https://…)` would hide where a link leads. */
const plain = (text: string, more: object = {}): object => ({ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text, ...more }] });

/** Tells a channel of Microsoft Teams, by the address of a workflow "When a Teams webhook request is received". */
export const teams = (url: string): Tell => ({ title, quote, owner, urgency }) =>
  postJson(url, {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: [plain(`${owner}: ${title}`, { weight: 'Bolder', ...(urgency === 'high' && { color: 'Attention' }) }), ...(quote === null ? [] : [plain(quote, { italic: true })])],
        },
      },
    ],
  });
