// How a host could have configured the brand in 2009. The people on call are invented, and `amazon.example` does not exist.
import type { BrandInput } from 'kashuv/spec';

export const amazon: BrandInput = {
  id: 'amazon',
  name: 'Amazon',
  // A mocking tag such as #glitchmyass needs no term of its own: it travels together with #amazonfail.
  // The river is not a shop; who means both is heard by the tag.
  query: '#amazonfail OR amazonfail OR ((amazon OR @amazon OR אמזון OR אמאזון) AND NOT ("amazon rainforest" OR "amazon river"))',
  aliases: ['amazon.com', 'אמזון'],
  products: ['sales rank', 'Kindle', 'Prime', 'marketplace'],
  timeZone: 'America/Los_Angeles',
  languages: ['en', 'he'],
  accounts: { handles: ['amazon'], domains: ['amazon.example'] },
  // Half of the press and of the staff is on a list; the rest has to be told from profiles.
  press: { handles: ['invented_ledger_books', 'invented_wire_now'], names: ['The Invented Courier'], domains: ['ledger.example', 'courier.example'] },
  staff: { handles: ['invented_tamar_fc'] },
  competitors: { names: ['Corner Pages'] },
  venues: [
    { id: 'site:twitter', class: 'microblog', keyHolder: 'Marit Solberg' },
    // Heard and answerable, as kashuv would have wished. In 2009 nobody was asked to answer there.
    { id: 'hashtag:#amazonfail', class: 'microblog', keyHolder: 'Marit Solberg' },
    { id: 'site:livejournal', class: 'blog' },
    { id: 'site:shop-reviews', class: 'review', keyHolder: 'Priya Raman' },
    { id: 'site:seller-forum', class: 'forum', keyHolder: 'Priya Raman' },
    // Papers are read, and answered through the press desk.
    { id: 'site:invented-*', class: 'news', answerable: false },
  ],
  owners: [
    { role: 'on-call', name: 'Teodor Lind' },
    { role: 'care', name: 'Priya Raman' },
    { role: 'senior-care', name: 'Wanda Okoye' },
    { role: 'spokesperson', name: 'Marit Solberg' },
    { role: 'executive', name: 'Julian Farrow' },
    { role: 'product', name: 'Soraya Beck' },
    { role: 'safety', name: 'Elias Novak' },
    { role: 'privacy', name: 'Elias Novak' },
    // Office hours: on Easter Sunday the duty falls to whoever is on call.
    { role: 'legal', name: 'Bertil Crane', days: [1, 2, 3, 4, 5], hours: { from: '09:00', to: '18:00' } },
    { role: 'hr', name: 'Colette Marsh', days: [1, 2, 3, 4, 5], hours: { from: '09:00', to: '17:00' } },
    // Nobody is named for the community: a gap that the readiness check has to report.
  ],
  canonicalUrl: 'https://amazon.example/updates',
};
