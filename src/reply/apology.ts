import type { Span } from '../spec/fact.ts';
import type { Review } from '../spec/reply.ts';

import { explains, prevents } from './evidence.ts';
import type { Scene } from './scene.ts';

type Part = Review['apology']['parts'][number];

/**
 * Points of the parts of an apology. Only their order is Lewicki, Polin & Lount's (2016, 755 people): responsibility weighs most,
 * the offer of repair next, regret, explanation and forbearance alike, the request for forgiveness least.
 */
const POINTS: Readonly<Record<Part['part'], number>> = { responsibility: 30, repair: 25, regret: 15, explanation: 15, forbearance: 15, forgiveness: 5 };

/** Which parts of an apology are there, and where. Without responsibility or regret there is no apology, whatever is offered. */
export function apologyOf(scene: Scene): Review['apology'] {
  const found: Record<Part['part'], Span | null | undefined> = {
    responsibility: spanOf(scene, 'W07'),
    repair: spanOf(scene, 'W10'),
    regret: spanOf(scene, 'W06'),
    explanation: spanOf(scene, 'E.explanation') ?? (explains(scene) ? null : undefined),
    forbearance: spanOf(scene, 'W11') ?? (prevents(scene) ? null : undefined),
    forgiveness: spanOf(scene, 'E.forgiveness'),
  };
  if (found.responsibility === undefined && found.regret === undefined) return { score: 0, parts: [] };
  const parts: Part[] = [];
  for (const part of Object.keys(POINTS) as Part['part'][]) {
    const span = found[part];
    if (span !== undefined) parts.push({ part, points: POINTS[part], span });
  }
  return { score: parts.reduce((sum, { points }) => sum + points, 0), parts };
}

function spanOf(scene: Scene, cue: string): Span | undefined {
  const [hit] = scene.of(cue);
  return hit === undefined ? undefined : { start: hit.start, end: hit.end };
}
