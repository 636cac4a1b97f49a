import { tokenise, type Token } from '../../lib/tokens.ts';
import { raised } from '../levels.ts';
import type { Check } from '../finding.ts';
import type { Scene } from '../scene.ts';

const CAPITAL = /^\p{Lu}\p{L}{2,}/u;

/** L22: a competitor is named: one the host listed, or a name somebody is measured against ("faster than Zappo"). */
export const rivals: Check = (scene) => {
  const found = [...named(scene), ...measured(scene)];
  return found.map(([first, last]) => ({ cue: 'L22', level: raised('L22', 'L22', 'block', scene.context), span: { start: first.start, end: last.end } }));
};

/** Whatever its case, with Hebrew prefix letters or an English genitive grown onto it. */
function named({ tokens, context }: Scene): [Token, Token][] {
  const found: [Token, Token][] = [];
  for (const name of context.competitors) {
    const parts = tokenise(name).map(({ norm }) => norm);
    const [head] = parts;
    if (head === undefined) continue;
    tokens.forEach((token, at) => {
      if (!isName(token.norm, head, parts.length === 1)) return;
      const rest = parts.slice(1).every((part, index) => isName(tokens[at + 1 + index]?.norm ?? '', part, index === parts.length - 2));
      if (rest) found.push([token, tokens[at + parts.length - 1] ?? token]);
    });
  }
  return found;
}

function isName(word: string, name: string, last: boolean): boolean {
  const bare = word.replace(/^[#@]/u, '');
  const plain = last ? bare.replace(/'s?$/u, '') : bare;
  if (plain === name || bare === name) return true;
  const prefix = bare.slice(0, bare.length - name.length);
  return prefix !== '' && prefix.length <= 3 && bare.endsWith(name) && /^[ובמלהשכ]+$/u.test(prefix);
}

/** "Longer than at Ryanfly": a capitalised name after a comparison, that neither the post nor the brand's names hold. */
function measured(scene: Scene): [Token, Token][] {
  const { text, tokens, context } = scene;
  const known = new Set(tokenise([context.mention ?? '', ...[context.brand ?? []].flat()].join(' ')).map(({ norm }) => norm));
  return scene.of('M.than').flatMap((hit): [Token, Token][] => {
    const token = tokens[hit.last];
    if (token === undefined || token.before !== 'none' || !CAPITAL.test(text.slice(token.start, token.end)) || known.has(token.norm) || scene.of('M.calendar').some(({ first }) => first === hit.last)) return [];
    return [[token, token]];
  });
}
