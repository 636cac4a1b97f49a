/** docs/monitor.md and docs/surge.md leave out nothing that there is. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { root } from '../scripts/entries.ts';
import { createMonitor, KashuvError } from '../src/index.ts';
import { brandSchema, eventTypes, ownerRoleSchema, postInputSchema, venueClassSchema, venueKindSchema } from '../src/spec/index.ts';
import { trackerSettings } from '../src/surge/index.ts';

/** Words in backticks, also those of a code span such as `run({ signal })`. */
const named = (page: string): Set<string> => new Set([...readFileSync(join(root, 'docs', page), 'utf8').matchAll(/`([^`\n]+)`/g)].flatMap(([, code = '']) => [code, ...code.split(/[^\w.-]+/)]));

/** What there is, as a refusal lists it. */
function listed(options: object): string[] {
  try {
    createMonitor({ brands: [], ...options });
  } catch (error) {
    return KashuvError.is(error) ? (error.fix ?? '').replace(/^.*?: |\.$/g, '').split(', ') : [];
  }
  return [];
}

const monitor = createMonitor({ brands: [] });
const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(monitor)).filter((name) => name !== 'constructor');

test.each<[what: string, names: readonly string[], least: number]>([
  ['options', listed({ nonsense: 1 }), 18],
  ['limits', listed({ limits: { nonsense: 1 } }), 6],
  ['fields of a brand', Object.keys(brandSchema.shape), 18],
  ['roles', ownerRoleSchema.options, 11],
  ['fields of a post', Object.keys(postInputSchema.shape), 14],
  ['kinds and classes of venues', [...venueKindSchema.options, ...venueClassSchema.options], 21],
  ['methods', methods, 22],
  ['events', eventTypes, 60],
])('docs/monitor.md names all %s', (_, names, least) => {
  expect(names.length).toBeGreaterThanOrEqual(least);
  const there = named('monitor.md');
  expect(names.filter((name) => !there.has(name))).toEqual([]);
});

test('docs/surge.md names all settings of surges', () => {
  const defaults = trackerSettings();
  const there = named('surge.md');
  const settings = [...Object.keys(defaults), ...Object.keys(defaults.grievance)];
  expect(settings.filter((name) => !there.has(name))).toEqual([]);
});
