/** Languages that share most of their short words: their readers understand one another's posts. */
export const KIN: readonly (readonly string[])[] = [['es', 'pt', 'ca'], ['sv', 'da', 'no'], ['cs', 'sk'], ['hr', 'sl'], ['id', 'ms'], ['nl', 'af']];

export function areKin(one: string, other: string): boolean {
  return KIN.some((family) => family.includes(one) && family.includes(other));
}
