/** Words that turn what follows them. */
export const negations: readonly string[] = [
  'not', 'no', 'never', 'none', 'nobody', 'nothing', 'neither', 'nor', 'without', 'hardly', 'barely', 'lacks', 'cannot',
  "don't|doesn't|didn't", "can't|couldn't", "won't|wouldn't", "isn't|aren't|wasn't|weren't|ain't", "hasn't|haven't|hadn't", "shouldn't|needn't|mustn't",
  'stop|less|anything',
];
