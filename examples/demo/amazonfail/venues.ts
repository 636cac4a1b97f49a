import type { Venue } from 'kashuv/spec';

/** Where the invented crowd talks. Hashtags are found in the texts and are venues of their own. */
export const venues = {
  twitter: { id: 'site:twitter', kind: 'site', class: 'microblog', name: 'Twitter' },
  livejournal: { id: 'site:livejournal', kind: 'site', class: 'blog', name: 'LiveJournal' },
  courier: { id: 'site:invented-courier', kind: 'press', class: 'news', name: 'The Invented Courier', url: 'https://courier.example/' },
  ledger: { id: 'site:invented-ledger', kind: 'press', class: 'news', name: 'The Invented Ledger', url: 'https://ledger.example/' },
  reviews: { id: 'site:shop-reviews', kind: 'review-page', class: 'review', name: 'Reviews in the shop' },
  sellers: { id: 'site:seller-forum', kind: 'group', class: 'forum', name: 'Forum for sellers' },
} as const satisfies Record<string, Venue>;

export type VenueName = keyof typeof venues;
