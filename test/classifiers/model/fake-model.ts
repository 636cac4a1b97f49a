import type { Generate, ModelRequest } from '../../../src/classifiers/model/index.ts';

export interface Shown {
  id: string;
  language: string;
  about?: string;
  text: string;
  cut?: boolean;
}

/** The texts in a prompt, as a model that can tell data from instructions sees them. */
export const shownIn = (prompt: string): Shown[] => [...prompt.matchAll(/^BEGIN text (\w+)\n(.*)\nEND text \1$/gmu)].map(([, , json = '']) => JSON.parse(json) as Shown);

type Said = { label: string; confidence: number; quotes?: string[] }[];

/** A model that says of each text what it is told to. Keeps what it was asked. */
export function modelled(says: (shown: Shown) => Said): Generate & { asked: ModelRequest[] } {
  const asked: ModelRequest[] = [];
  const generate: Generate = async (request) => {
    asked.push(request);
    return JSON.stringify({ results: shownIn(request.prompt).map((shown) => ({ id: shown.id, labels: says(shown).map((one) => ({ quotes: [], ...one })) })) });
  };
  return Object.assign(generate, { asked });
}
