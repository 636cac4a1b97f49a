import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { tokenise } from '../../src/lib/tokens.ts';
import { targetNames } from '../../src/understand/names.ts';
import { hostileText } from '../support/hostile-posts.ts';

const others = ['Acme Care', 'Zap Kettle', '@zapline', '#zapday', 'זאפ'];
const HEBREW = 'והבלמשכ';

/** The words of a text that are names, each as it stands. */
const named = (text: string): string[] => {
  const names = targetNames('Acme Air', others, HEBREW);
  const tokens = tokenise(text);
  return tokens.flatMap((token, at) => {
    const found = names.namedAt(tokens, at);
    return found === null ? [] : [text.slice(token.start, tokens[at + found.length - 1]?.end)];
  });
};

describe('a name is', () => {
  test.each([
    ['the first word of the target', 'I fly acme often', ['acme']],
    ['another name, as a whole', 'my zap kettle leaks', ['zap kettle']],
    ['a handle of another name', 'ask @zapline or @zapline_help', ['@zapline', '@zapline_help']],
    ['a tag of another name', 'a bargain #zapday2026', ['#zapday2026']],
    ['a word behind prefix letters', 'קניתי בזאפ ומהזאפ', ['בזאפ', 'ומהזאפ']],
  ])('%s', (_, text, expected) => expect(named(text)).toEqual(expected));

  test.each([['a part of another name', 'zap it, says the kettle'], ['a word that holds it', 'zapkettles are acmes'], ['the handle of somebody else', '@zoe']])('not %s', (_, text) => expect(named(text)).toEqual([]));
});

test('is within the text, whatever is written and however the target is called', () => {
  fc.assert(
    fc.property(hostileText, hostileText, hostileText, (text, target, other) => {
      const names = targetNames(target, [other], HEBREW);
      const tokens = tokenise(text);
      tokens.forEach((_, at) => {
        const found = names.namedAt(tokens, at);
        if (found !== null) expect(at + found.length).toBeLessThanOrEqual(tokens.length);
      });
    }),
    { numRuns: 100 },
  );
});
