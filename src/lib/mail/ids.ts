/** What stands between the brackets. Printable ASCII only: it is put into searches and headers. */
const ID = /<([\x21\x23-\x3b\x3d\x3f-\x5b\x5d-\x7e]{1,500})>/g;
const MAX_IDS = 100;

/** Message-IDs in a header, without their brackets, in order. */
export function idsIn(header: string): string[] {
  const ids = [...header.matchAll(ID)].map((found) => found[1] ?? '');
  // Of a long conversation the first and the newest are what matters.
  return ids.length <= MAX_IDS ? ids : [...ids.slice(0, 1), ...ids.slice(-(MAX_IDS - 1))];
}

export const isId = (text: string): boolean => idsIn(`<${text}>`)[0] === text;
