import { describe, expect, it } from 'vitest';

import type { ClassifyInput } from '../../src/spec/plugin.ts';
import { fixedClassifier } from '../../src/testkit/scenarios/index.ts';
import { acme, labelsByMark, post, testMonitor } from '../support/monitor.ts';

async function askedAbout(brand: object): Promise<readonly ClassifyInput[]> {
  const asked: ClassifyInput[] = [];
  const classifier = fixedClassifier(({ text }) => labelsByMark(text));
  const monitor = testMonitor({ brands: [{ ...acme, ...brand }], classifiers: [{ ...classifier, classify: async (texts, context) => { asked.push(...texts); return classifier.classify(texts, context); } }] });
  await monitor.ingest(post('kettle [complaint]'));
  await monitor.idle();
  await monitor.stop();
  return asked;
}

describe('a classifier is told', () => {
  it('what the brand is called, each name once', async () => {
    const brand = { aliases: ['Acme Care', '#acmeday'], products: ['Zap Kettle', 'Acme'], accounts: { handles: ['acme'], names: ['Acme Care'] } };
    expect(await askedAbout(brand)).toMatchObject([{ target: 'Acme', targetNames: ['Acme Care', '#acmeday', 'Zap Kettle'] }]);
  });

  it('of no other names where there are none', async () => {
    const [input] = await askedAbout({});
    expect(input).toMatchObject({ target: 'Acme' });
    expect(input).not.toHaveProperty('targetNames');
  });
});
