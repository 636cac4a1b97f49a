/** The code of a language tag: `en-GB` is `en`; `iw` is the old code of Hebrew; nothing at all is `und`. */
export function baseLanguage(tag: string): string {
  const [code = ''] = tag.toLowerCase().split(/[-_]/u);
  return code === 'iw' ? 'he' : code === '' ? 'und' : code;
}

/** Whether `tag` is among the languages of a plugin. Of what is in no known language (`und`) that cannot be said: `und` counts as read. */
export function reads(languages: 'any' | readonly string[], tag: string): boolean {
  if (languages === 'any' || languages.includes(tag)) return true;
  const code = baseLanguage(tag);
  return code === 'und' || languages.includes(code);
}
