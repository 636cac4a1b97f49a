/** Frequent words that other languages in Latin letters do not have: no `for` (Danish), `was` (German), `of` (Dutch), `has` (Spanish). */
export const commonWords: readonly string[] = (
  "the and you your yours my this that these those they their them would could should because what about been i'm i've i'll it's don't doesn't didn't can't won't " +
  "isn't that's you're we're with why how when who never always out our please thanks thank still again get getting got make made today tomorrow yesterday which there here"
).split(' ');
