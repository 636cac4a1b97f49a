/** Words that somebody else said say nothing about who passed them on. */
export function isRepeated(repost: string | undefined, text: string): boolean {
  return repost !== undefined || /^\s{0,8}RT @/u.test(text);
}
