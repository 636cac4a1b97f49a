/** Finds a letter of a Unicode script, such as `Hebrew`. */
export const letterOf = (script: string): RegExp => new RegExp(`\\p{Script=${script}}`, 'u');
