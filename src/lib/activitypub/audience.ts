import type { Object as VocabularyObject } from '@fedify/fedify/vocab';

/** Who can see a post: everybody; everybody who comes by; who follows its author; who is addressed. From the widest to the narrowest. */
export const visibilities = ['public', 'unlisted', 'followers', 'direct'] as const;
export type Visibility = (typeof visibilities)[number];

export const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public';

/** As Mastodon reads it: named first, everybody is addressed; named beside, it is unlisted. A collection that is addressed is taken for followers. */
export function visibilityOf({ toIds, ccIds }: Pick<VocabularyObject, 'toIds' | 'ccIds'>, followers: string | null): Visibility {
  if (toIds.some(({ href }) => href === PUBLIC)) return 'public';
  if (ccIds.some(({ href }) => href === PUBLIC)) return 'unlisted';
  const addressed = [...toIds, ...ccIds];
  return addressed.some(({ href, pathname }) => href === followers || pathname.endsWith('/followers')) ? 'followers' : 'direct';
}
