import { readdirSync, readFileSync } from 'node:fs';

import { beforeAll, describe, expect, it } from 'vitest';

import { contextOf, isCueName, judge, readReplyLines } from '../../eval/review/lines.ts';
import { latinIdentifier } from '../../src/languages/identify.ts';
import { loadReviewer } from '../../src/review.ts';

const folder = new URL('regression/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
const lines = files.flatMap((name) => readReplyLines(readFileSync(new URL(name, folder), 'utf8'), name));

describe('the regression set of the reply review', () => {
  let reviewer: Awaited<ReturnType<typeof loadReviewer>>;
  let identify: Awaited<ReturnType<typeof latinIdentifier>>;
  beforeAll(async () => {
    [reviewer, identify] = await Promise.all([loadReviewer(), latinIdentifier()]);
  });

  it('is large, half Hebrew, half good, and names cues that exist', () => {
    const hebrew = lines.filter(({ language }) => language === 'he').length / lines.length;
    const good = lines.filter(({ expect: { pass } }) => pass === true).length / lines.length;
    expect(lines.length).toBeGreaterThanOrEqual(150);
    expect(Math.abs(hebrew - 0.5)).toBeLessThan(0.1);
    expect(Math.abs(good - 0.5)).toBeLessThan(0.15);
    expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
    expect(lines.flatMap(({ expect: { findings, absent } }) => [...findings, ...absent]).filter((name) => !isCueName(name))).toEqual([]);
  });

  it.each(lines.map((line) => [line.id, line] as const))('%s is reviewed as expected', (_id, line) => {
    expect(judge(line, reviewer.review(line.text, contextOf(line, identify))).failed).toEqual([]);
  });
});
