import * as z from 'zod';

import { venueClassSchema } from './post.ts';

/** Who can own a duty. `on-call` takes what has no owner. */
export const ownerRoleSchema = z.enum([
  'on-call', 'care', 'senior-care', 'spokesperson', 'executive', 'hr', 'legal', 'privacy', 'safety', 'product', 'community',
]);
export type OwnerRole = z.infer<typeof ownerRoleSchema>;

/** Sectors with rules of their own about what may be said: health, finance and legal are regulated. */
export const sectorSchema = z.enum(['general', 'health', 'finance', 'legal']);
export type Sector = z.infer<typeof sectorSchema>;

/** How the brand stood before. It colours the forecast; it relaxes no duty. */
export const goodwillSchema = z.enum(['bad', 'neutral', 'good', 'very-high']);

const names = z.array(z.string().min(1).max(256));

/** People or organisations the brand knows: by handle or author id, by name, by domain of their address or links. */
export const knownPartiesSchema = z.strictObject({
  handles: names.default([]),
  names: names.default([]),
  domains: names.default([]),
});
export type KnownParties = z.infer<typeof knownPartiesSchema>;

/**
 * The brand's own accounts. `handles` are author ids as sources give them, and are believed whatever the source: whoever can take such a name on one of them speaks as the
 * brand. Where `own` names accounts, each with its source, only these are believed.
 */
const ownAccountsSchema = knownPartiesSchema.extend({
  /** `source`: the instance of a source, or what it begins with up to a colon (`mastodon`); `id`: the author's id there. */
  own: z.array(z.strictObject({ source: z.string().min(1).max(256), id: z.string().min(1).max(512) })).default([]),
});

const hour = z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/, 'expected HH:MM');

/** A named human. Without `days` and `hours` always on call; times are in the brand's time zone. */
export const ownerSchema = z.strictObject({
  role: ownerRoleSchema,
  name: z.string().min(1).max(256),
  /** 0 is Sunday. */
  days: z.array(z.int().min(0).max(6)).min(1).optional(),
  hours: z.strictObject({ from: hour, to: hour }).optional(),
});
export type Owner = z.infer<typeof ownerSchema>;

/** What the brand knows of a venue: is it heard, can it be answered, who holds the key. */
export const brandVenueSchema = z.strictObject({
  /** Venue id, or a prefix ending in `*`. */
  id: z.string().min(1),
  class: venueClassSchema.optional(),
  heard: z.boolean().default(true),
  answerable: z.boolean().default(true),
  keyHolder: z.string().optional(),
});
export type BrandVenue = z.infer<typeof brandVenueSchema>;

export const launchSchema = z.strictObject({ name: z.string().min(1), from: z.number(), to: z.number() });

/** Time zone of the brand's calendars; IANA name. Calendars choose owners, they never move a deadline. */
const timeZone = z.string().refine(isTimeZone, 'expected an IANA time zone such as Asia/Jerusalem');

/** A brand as the host configures it. Unknown keys are refused. */
export const brandSchema = z.strictObject({
  /** Stable, short: letters, digits, `-` and `_`. Part of every id derived for this brand. */
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, "expected letters, digits, '-' and '_' (64 at most)"),
  name: z.string().min(1).max(256),
  /** Which posts concern the brand; see docs/query.md. */
  query: z.string().min(1).max(100_000),
  aliases: names.default([]),
  products: names.default([]),
  sector: sectorSchema.default('general'),
  timeZone: timeZone.default('UTC'),
  /** Left out: nobody has said. */
  goodwill: goodwillSchema.optional(),
  /** A similar crisis before, or a bad name: less is forgiven. Left out: nobody has said. */
  crisisHistory: z.boolean().optional(),
  /** Languages the brand answers in; the first is its own. */
  languages: z.array(z.string().min(2).max(35)).min(1).default(['en']),
  /** The brand's own accounts: what they say is the brand speaking, and meets its duties. */
  accounts: ownAccountsSchema.prefault({}),
  competitors: knownPartiesSchema.prefault({}),
  staff: knownPartiesSchema.prefault({}),
  press: knownPartiesSchema.prefault({}),
  venues: z.array(brandVenueSchema).default([]),
  owners: z.array(ownerSchema).default([]),
  launches: z.array(launchSchema).default([]),
  /** The brand's one page with its statements; replies link to it. */
  canonicalUrl: z.string().max(2048).optional(),
});
/** A brand, defaults filled in. */
export type Brand = z.infer<typeof brandSchema>;
/** What the host writes: `id`, `name` and `query` are enough. */
export type BrandInput = z.input<typeof brandSchema>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
