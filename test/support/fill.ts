/** Text of so many characters at least, of numbered units. */
export function fill(unit: (index: number) => string, size: number): string {
  const units: string[] = [];
  for (let index = 0, length = 0; length < size; index += 1) {
    const next = unit(index);
    units.push(next);
    length += next.length;
  }
  return units.join('');
}

/** A query of numbered terms joined by OR, of so many characters or terms at most, whichever is less. */
export function listed(term: (index: number) => string, size: number, count = Infinity): string {
  const terms: string[] = [];
  for (let index = 0, length = 0; index < count; index += 1) {
    const next = term(index);
    length += next.length + 4;
    if (length > size && index > 0) break;
    terms.push(next);
  }
  return terms.join(' OR ');
}

/** A different word for each number: a, b … z, aa, ab … */
export function letters(index: number): string {
  return (index < 26 ? '' : letters(Math.floor(index / 26) - 1)) + String.fromCharCode(97 + (index % 26));
}

/** Where the letters of 40 scripts begin. */
const SCRIPTS = [
  0x61, 0x3b1, 0x431, 0x561, 0x5d0, 0x628, 0x710, 0x780, 0x7ca, 0x904, 0x985, 0xa05, 0xa85, 0xb05, 0xb85, 0xc05, 0xc85, 0xd05, 0xd85, 0xe01,
  0xe81, 0xf40, 0x1000, 0x10d0, 0x1200, 0x13a0, 0x1401, 0x1681, 0x16a0, 0x1780, 0x1820, 0x2c30, 0x2d30, 0x3041, 0x30a1, 0x3105, 0x4e00, 0xa000, 0xac00, 0x10330,
] as const;

/** A word of three letters in each. */
export const fortyScripts: readonly string[] = SCRIPTS.map((first) => {
  const found: string[] = [];
  for (let code = first; found.length < 3; code += 1) if (/^\p{L}$/u.test(String.fromCodePoint(code))) found.push(String.fromCodePoint(code));
  return found.join('');
});
