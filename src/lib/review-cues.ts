import type { ReviewCue } from '../spec/language.ts';

interface ReviewCueMakers {
  /** A cue by its name in the review; its id is `<language>.<name>`. */
  readonly cue: (name: string, phrases: readonly string[], more?: Partial<ReviewCue>) => ReviewCue;
  /** Takes back findings of the cue of that name that it overlaps. */
  readonly except: (name: string, phrases: readonly string[]) => ReviewCue;
  readonly unlessNegated: { readonly negatable: true };
}

/** How a language pack writes down what the review of a reply looks for. */
export function reviewCueMakers(language: string): ReviewCueMakers {
  return {
    cue: (name, phrases, more = {}) => ({ id: `${language}.${name}`, cue: name, phrases, weight: 1, ...more }),
    except: (name, phrases) => ({ id: `${language}.${name}.except`, cue: name, phrases, weight: 0 }),
    unlessNegated: { negatable: true },
  };
}
