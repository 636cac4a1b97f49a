import type { ElementName } from '../spec/element.ts';
import type { Plan } from '../spec/plan.ts';
import type { BrandContext } from './owners.ts';
import type { MemberValue } from './compiled.ts';
import type { Place, SituationVenues } from './situation.ts';

type PlannedVenue = Plan['venues'][number];

export interface Venues {
  readonly planned: PlannedVenue[];
  /** Where the crowd is answered: the hub, else the first public place. */
  readonly crowd: PlannedVenue | null;
  /** Where the person is answered: where they spoke. */
  readonly person: PlannedVenue | null;
  readonly gaps: readonly string[];
}

/** Places in the order of speaking: the hub first, then where it was said, then those who began it, where it is carried on, the record, the press, in private, inside. */
export function placeVenues(members: readonly MemberValue[], given: SituationVenues, brand: BrandContext, internalOnly: boolean): Venues {
  const planned: PlannedVenue[] = [];
  const gaps: string[] = [];
  const add = (element: ElementName, target: PlannedVenue['target'], place: Place | undefined, purpose: PlannedVenue['purpose']): void => {
    const rule = ruleFor(members, element);
    if (rule !== undefined) planned.push({ target, venue: place?.venue ?? null, replyTo: place?.replyTo ?? null, purpose, rule });
  };

  if (!internalOnly) {
    const { hub, origin } = given;
    const first = (): PlannedVenue['purpose'] => (planned.length === 0 ? 'first-answer' : 'additional');
    // In the hub itself the person is answered there too: one place, not two.
    const inHub = hub !== undefined && origin?.venue === hub.venue;
    if (hub !== undefined) add('venue.hub', 'hub', { venue: hub.venue, replyTo: hub.replyTo ?? (inHub ? origin.replyTo : null) }, 'first-answer');
    const hubPlanned = planned.length > 0;
    if (!(hubPlanned && (inHub || origin === undefined))) add('venue.origin', 'origin', origin, first());
    for (const originator of given.originators ?? []) {
      if (originator.venue === origin?.venue && (originator.replyTo ?? null) === (origin.replyTo ?? null)) continue;
      add('venue.originators', 'originators', originator, first());
    }
    for (const amplifier of given.amplifiers ?? []) if (!planned.some(({ venue }) => venue === amplifier.venue)) add('venue.amplifiers', 'amplifiers', amplifier, 'additional');
    if (brand.canonicalUrl !== null) add('venue.canonical', 'canonical', { venue: brand.canonicalUrl }, 'record');
    else if (ruleFor(members, 'venue.canonical') !== undefined) gaps.push('canonical-page');
    add('venue.press', 'press', given.press, 'inform');
    add('venue.private', 'private', given.private, 'continuation');
  }
  add('venue.internal', 'internal', given.internal, 'inform');

  for (const { venue, purpose } of planned) {
    if (venue !== null && (purpose === 'first-answer' || purpose === 'additional') && !brand.answerable(venue)) gaps.push(`venue:${venue}`);
  }
  let open: PlannedVenue | null = null;
  let heard: PlannedVenue | null = null;
  let person: PlannedVenue | null = null;
  let record: PlannedVenue | null = null;
  for (const place of planned) {
    if (place.target === 'canonical') record ??= place;
    if (place.target !== 'hub' && place.target !== 'origin' && place.target !== 'originators') continue;
    open ??= place;
    if (place.venue !== null) heard ??= place;
    if (place.target === 'origin') person ??= place;
  }
  // Where nobody has spoken yet there is no crowd to go to: the word is given on the brand's own page.
  const crowd = heard ?? record ?? open;
  return { planned, crowd, person: person ?? crowd, gaps };
}

function ruleFor(members: readonly MemberValue[], element: ElementName): string | undefined {
  for (const member of members) if (member.element === element) return member.rule;
  return undefined;
}
