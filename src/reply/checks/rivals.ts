import { tokenise, type Token } from '../../lib/tokens.ts';
import type { Check } from '../finding.ts';
import type { Scene } from '../scene.ts';
import { bareOf } from './signature.ts';

const CAPITAL = /^\p{Lu}\p{L}{2,}/u;

/** L22: a competitor is named: one the host listed, or a name somebody is measured against ("faster than Zappo"). */
export const rivals: Check = (scene) => {
  const found = [...named(scene), ...measured(scene)];
  return found.map(([first, last]) => ({ cue: 'L22', level: 'block', span: { start: first.start, end: last.end } }));
};

/** Whatever its case, with Hebrew prefix letters or an English genitive grown onto it. */
function named({ tokens, context }: Scene): [Token, Token][] {
  const found: [Token, Token][] = [];
  for (const name of context.competitors) {
    const parts = tokenise(name).map(({ norm }) => bareOf(norm));
    if (parts.length === 0) continue;
    tokens.forEach((first, at) => {
      const whole = parts.every((part, index) => {
        const word = tokens[at + index];
        return word !== undefined && isName(word.norm, part, index === parts.length - 1);
      });
      if (whole) found.push([first, tokens[at + parts.length - 1] ?? first]);
    });
  }
  return found;
}

function isName(word: string, name: string, last: boolean): boolean {
  const bare = bareOf(word);
  if (bare === name || (last && bare.replace(/'s$/u, '') === name)) return true;
  return bare.endsWith(name) && /^[ובמלהשכ]{1,3}$/u.test(bare.slice(0, -name.length));
}

/** "Longer than at Ryanfly": a capitalised name after a comparison, that neither the post nor the brand's names hold. */
function measured(scene: Scene): [Token, Token][] {
  const { text, tokens, context } = scene;
  const known = new Set(tokenise([context.mention, context.brand].flat().join(' ')).map(({ norm }) => norm));
  return scene.of('M.than').flatMap((hit): [Token, Token][] => {
    const token = tokens[hit.last];
    if (token === undefined || token.before !== 'none' || !CAPITAL.test(text.slice(token.start, token.end)) || known.has(token.norm) || scene.of('M.calendar').some(({ first }) => first === hit.last)) return [];
    return [[token, token]];
  });
}
