import { styleMatch, type StyleCounts } from '../../lib/language-style.ts';
import type { Venue } from '../../spec/post.ts';

/** A crowd's way of speaking: counts that fade. */
export interface StyleProfile extends StyleCounts {
  /** Venue id; '' for all who speak of the brand. */
  place: string;
}

/** How something was spoken, and where. `copyGroup`: it repeats what another said. */
interface Spoken {
  style?: StyleCounts | undefined;
  venues: readonly Venue[];
  copyGroup?: string | null | undefined;
}

/** Profiles kept; those not added to for longest go first. */
const kept = 48;
/** Fewer words say nothing of how a text is spoken, or a crowd speaks. */
const leastOfText = 10;
const leastOfCrowd = 500;
/** Beyond, all counts are halved: what was said long ago fades. */
const most = 50_000;

/** How those who speak of a brand speak, all together and by venue. */
export class StyleProfiles {
  readonly #profiles: Map<string, StyleProfile>;

  constructor(state: readonly StyleProfile[] = []) {
    this.#profiles = new Map(state.map((profile) => [keyOf(profile.place, profile.language), copied(profile)]));
  }

  state(): StyleProfile[] {
    return [...this.#profiles.values()].map(copied);
  }

  /**
   * How alike the mention is to those who spoke where it was said, or else of the brand at all, 0–1; null where too little was said to tell. Its words
   * then count as theirs; those of a copy are another's.
   */
  hear({ style, venues, copyGroup }: Spoken): number | null {
    if (style === undefined || style.words < leastOfText) return null;
    const here = venues.find(({ kind }) => kind !== 'hashtag')?.id;
    const crowd = [here, ''].map((place) => (place === undefined ? undefined : this.#profiles.get(keyOf(place, style.language)))).find((profile) => (profile?.words ?? 0) >= leastOfCrowd);
    const match = crowd === undefined ? null : styleMatch(style, crowd);
    if (copyGroup != null) return match;
    this.#add('', style);
    if (here !== undefined) this.#add(here, style);
    return match;
  }

  #add(place: string, { language, words, counts }: StyleCounts): void {
    const key = keyOf(place, language);
    const profile = this.#profiles.get(key) ?? { place, language, words: 0, counts: counts.map(() => 0) };
    profile.words += words;
    counts.forEach((count, kind) => (profile.counts[kind] = (profile.counts[kind] ?? 0) + count));
    if (profile.words > most) {
      profile.words /= 2;
      profile.counts = profile.counts.map((count) => count / 2);
    }
    this.#profiles.delete(key);
    this.#profiles.set(key, profile);
    if (this.#profiles.size <= kept) return;
    const oldest = this.#profiles.keys().next();
    if (oldest.done !== true) this.#profiles.delete(oldest.value);
  }
}

function keyOf(place: string, language: string): string {
  return `${language} ${place}`;
}

function copied(profile: StyleProfile): StyleProfile {
  return { ...profile, counts: [...profile.counts] };
}
