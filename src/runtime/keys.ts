/** Where records lie in the store. Ids are ASCII; numbers are padded so that they sort. */
const number = (value: number): string => String(value).padStart(14, '0');

export const keys = {
  secret: 'meta/secret',
  intake: 'meta/intake',
  cursor: (source: string): string => `cursor/${safe(source)}`,
  post: (id: string): string => `post/${id}`,
  thread: (root: string): string => `thread/${root}`,
  byAuthor: (authorKey: string, post = ''): string => `by-author/${authorKey}/${post}`,
  inbox: (brand: string, n?: number): string => `inbox/${brand}/${n === undefined ? '' : number(n)}`,

  meta: (brand: string): string => `brand/${brand}/meta`,
  ledger: (brand: string, seq?: number): string => `ledger/${brand}/${seq === undefined ? '' : number(seq)}`,
  tracker: (brand: string): string => `brand/${brand}/tracker`,
  trackerInput: (brand: string, n?: number): string => `brand/${brand}/tracker-input/${n === undefined ? '' : number(n)}`,
  /** What is remembered of a post's words, to recognise its copies. */
  copies: (brand: string, order?: number): string => `brand/${brand}/copies/${order === undefined ? '' : number(order)}`,
  themes: (brand: string): string => `brand/${brand}/themes`,
  themeInput: (brand: string, n?: number): string => `brand/${brand}/theme-input/${n === undefined ? '' : number(n)}`,
  mention: (brand: string, id = ''): string => `brand/${brand}/mention/${id}`,
  case: (brand: string, id = ''): string => `brand/${brand}/case/${id}`,
  incident: (brand: string, id = ''): string => `brand/${brand}/incident/${id}`,
  duty: (brand: string, id = ''): string => `brand/${brand}/duty/${id}`,
  plan: (brand: string, id = ''): string => `brand/${brand}/plan/${id}`,
  retry: (brand: string, mention = ''): string => `brand/${brand}/retry/${mention}`,
  author: (brand: string, authorKey: string): string => `brand/${brand}/author/${authorKey}`,
  draft: (brand: string, id = ''): string => `brand/${brand}/draft/${id}`,
  approval: (brand: string, id = ''): string => `brand/${brand}/approval/${id}`,
  /** Who has agreed so far. */
  consents: (brand: string, draft: string): string => `brand/${brand}/consents/${draft}`,
  /** The newest words for a duty. */
  latestDraft: (brand: string, duty: string): string => `brand/${brand}/latest-draft/${duty}`,
  /** The approval in force for a duty. */
  approved: (brand: string, duty: string): string => `brand/${brand}/approved/${duty}`,
  reply: (brand: string, id = ''): string => `brand/${brand}/reply/${id}`,
  /** Replies of which nobody knows yet that they arrived, by the post they answer. */
  awaited: (brand: string, replyTo: string | null, reply = ''): string => `brand/${brand}/awaited/${replyTo ?? 'none'}/${reply}`,
  receipt: (brand: string, id: string): string => `brand/${brand}/receipt/${safe(id)}`,
  said: (brand: string): string => `brand/${brand}/said`,
};

/** A plugin's instance as part of an ASCII key. */
function safe(instance: string): string {
  return encodeURIComponent(instance.toWellFormed());
}
