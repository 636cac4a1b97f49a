/** Latin-1 by name, from U+00A0 on without a gap (HTML 4.01, section 24.2). */
const LATIN_1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ' +
  'ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ' +
  'ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring ' +
  'aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc ' +
  'uuml yacute thorn yuml';

/** What else people and feeds write: name and character in turn. */
const OTHERS =
  'amp & AMP & lt < LT < gt > GT > quot " QUOT " apos \' ndash – mdash — horbar ― lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ” bdquo „ dagger † ' +
  'Dagger ‡ bull • hellip … permil ‰ prime ′ Prime ″ lsaquo ‹ rsaquo › euro € trade ™ larr ← uarr ↑ rarr → darr ↓ harr ↔ minus − ne ≠ le ≤ ge ≥ ' +
  'infin ∞ asymp ≈ hearts ♥ star ☆ starf ★ check ✓ OElig Œ oelig œ Scaron Š scaron š Zcaron Ž zcaron ž Yuml Ÿ fnof ƒ circ ˆ tilde ˜ excl ! num # ' +
  'dollar $ percnt % lpar ( rpar ) ast * plus + comma , period . sol / colon : semi ; equals = quest ? commat @ lsqb [ bsol \\ rsqb ] lowbar _ ' +
  'grave ` lcub { verbar | rcub } hyphen ‐ dash ‐';

/** Blanks and invisible characters, which are better seen as numbers. */
const UNSEEN: readonly (readonly [string, number])[] = [
  ['ensp', 0x2002], ['emsp', 0x2003], ['thinsp', 0x2009], ['Tab', 0x09], ['NewLine', 0x0a],
  ['zwnj', 0x200c], ['zwj', 0x200d], ['lrm', 0x200e], ['rlm', 0x200f],
];

/** Numbers 128–159 mean Windows-1252, as browsers read them (HTML living standard, numeric character reference end state). */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const NAMED: ReadonlyMap<string, number> = new Map(entries());

function entries(): [string, number][] {
  const others = OTHERS.split(' ');
  const list: [string, number][] = LATIN_1.split(' ').map((name, index) => [name, 0xa0 + index]);
  for (let index = 0; index + 1 < others.length; index += 2) list.push([others[index] as string, (others[index + 1] as string).codePointAt(0) as number]);
  for (const [name, code] of UNSEEN) list.push([name, code]);
  return list;
}

/** Code point of a character reference such as `&amp;`, `&#39;` or `&#x27;`; null where the name means nothing. */
export function decodeEntity(entity: string): number | null {
  const name = entity.slice(1, -1);
  if (!name.startsWith('#')) return NAMED.get(name) ?? null;
  const hexadecimal = name[1] === 'x' || name[1] === 'X';
  const code = hexadecimal ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  if (code > 0x10ffff) return 0xfffd;
  return WINDOWS_1252.charCodeAt(code - 0x80) || code;
}
