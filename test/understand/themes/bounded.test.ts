import { describe, expect, it } from 'vitest';

import { countSteps } from '../../support/steps.ts';
import { DAY, learner, said, START } from './talk.ts';

const sizeOf = (themes: ReturnType<typeof learner>): number => JSON.stringify(themes.state()).length;

describe('memory', () => {
  it('does not grow with what is heard, and what recurs is kept among what does not', () => {
    const themes = learner();
    const largest = [0, 0];
    for (let n = 0; n < 12_000; n += 1) {
      themes.hear(said(n, n % 50 === 0 ? 'the warranty' : `odd${n}a odd${n}b odd${n}c odd${n}d`, { at: START + n * 60_000 }));
      const half = n < 6_000 ? 0 : 1;
      if (n % 200 === 199) largest[half] = Math.max(largest[half]!, sizeOf(themes));
    }
    expect(largest[1]).toBeLessThan(1.1 * largest[0]!);
    expect(themes.top()).toMatchObject([{ name: 'warranty', mentions: 240 }]);
  });

  it('is a few megabytes at most, of posts as long and different as can be, each by somebody else, for weeks', () => {
    const themes = learner();
    let largest = 0;
    for (let n = 0; n < 6_000; n += 1) {
      const words = Array.from({ length: 32 }, (_, k) => `w${(n * 31 + k) % 1_490}`.padEnd(32, 'abc'));
      themes.hear(said(n, words.join(' '), { mention: `mention_${String(n).padStart(20, '0')}`, at: START + Math.floor(n / 171) * DAY }));
      if (n % 500 === 499) largest = Math.max(largest, sizeOf(themes));
    }
    expect(largest).toBeGreaterThan(1_000_000);
    expect(largest).toBeLessThan(5_000_000);
  });

  it('keeps a new theme of a busy brand that has many old ones', () => {
    const themes = learner();
    for (let n = 0; n < 9_000; n += 1) themes.hear(said(n, `old${n % 4_000}x`, { at: START + n * 60_000 }));
    for (let n = 9_000; n < 12_000; n += 1) themes.hear(said(n, n % 40 === 0 ? 'recall' : `old${n % 4_000}x`, { at: START + n * 60_000 }));
    expect(themes.top({ order: 'rising' }).map(({ name }) => name)).toContain('recall');
  });

  it('lives through times far apart, and does not go back beyond what it counts', () => {
    const themes = learner();
    for (const [n, at] of [START, START + 1, START + 2, 8.64e15, 8.64e15 - 1, 8.64e15 - 2].entries()) themes.hear(said(n, 'battery', { at }));
    expect(themes.hear(said(9, 'battery', { at: 8.64e15 - 40 * DAY }))).toBeNull();
    expect(themes.top()).toMatchObject([{ name: 'battery', mentions: 3 }]);
    expect(JSON.stringify(themes.state())).not.toContain('null,null');
  });
});

describe('work', () => {
  const steps = (from: number, to: number, themes: ReturnType<typeof learner>, text: (n: number) => string): number => {
    let total = 0;
    for (let n = from; n < to; n += 1) total += countSteps(() => themes.hear(said(n, text(n)))).steps;
    return total;
  };

  it.each<[string, (n: number) => string]>([
    ['new words', (n) => Array.from({ length: 40 }, (_, k) => `n${n}k${k}`).join(' ')],
    ['the same words', () => 'battery charger login parcel courier warranty'],
    ['forty scripts', (n) => Array.from({ length: 40 }, (_, k) => String.fromCodePoint(0x400 + k * 0x80 + (n % 32)).repeat(4)).join(' ')],
  ])('for a post does not grow with what was heard before: %s', (_, text) => {
    const themes = learner();
    const first = steps(0, 1_500, themes, text);
    const second = steps(1_500, 3_000, themes, text);
    expect(second).toBeLessThan(2 * first + 100_000);
  });

  it('for a megabyte is that for its beginning', () => {
    const themes = learner();
    const text = 'battery '.repeat(125_000);
    expect(countSteps(() => themes.hear(said(1, text))).steps).toBeLessThan(100_000);
  });
});
