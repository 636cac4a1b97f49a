import * as z from 'zod';

import { toldSchema } from '../../spec/tell.ts';
import { scenarioSchema, stepKinds, stepSchema, tellStepSchema } from './scenario-schema.ts';

type Json = Record<string, unknown>;

/**
 * JSON Schema (2020-12) of a scenario as it is written, for editors and for those who write scenarios elsewhere. What refers to something
 * else in the file, such as the id of a post, only `readScenario` can check.
 */
export function scenarioJsonSchema(): Json {
  return z.toJSONSchema(scenarioSchema, {
    io: 'input',
    target: 'draft-2020-12',
    override: ({ zodSchema, jsonSchema }) => {
      if ((zodSchema as unknown) === stepSchema) Object.assign(jsonSchema, { oneOf: stepKinds.map((kind) => ({ required: [kind] })) });
      if ((zodSchema as unknown) === tellStepSchema) {
        for (const key of Object.keys(jsonSchema)) if (key !== 'description') delete (jsonSchema as Json)[key];
        Object.assign(jsonSchema, toldAsWritten());
      }
    },
  });
}

/** What is told, as a scenario may write it: brand and incident left out, times as moments. */
function toldAsWritten(): Json {
  const { $schema: _, ...schema } = z.toJSONSchema(toldSchema, { io: 'input', target: 'draft-2020-12' }) as Json & { $schema: string };
  return relaxed(schema) as Json;
}

function relaxed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(relaxed);
  if (typeof value !== 'object' || value === null) return value;
  const changed: Json = {};
  for (const [key, one] of Object.entries(value)) {
    if (key === 'required' && Array.isArray(one)) changed[key] = one.filter((name) => name !== 'incident' && name !== 'brand');
    else if (key === 'properties') changed[key] = Object.fromEntries(Object.entries(one as Json).map(([name, property]) => [name, isTime(property) ? { type: ['number', 'string'], description: 'A moment, or epoch ms.' } : relaxed(property)]));
    else changed[key] = relaxed(one);
  }
  return changed;
}

/** The only numbers without bounds that are told are times. */
function isTime(property: unknown): boolean {
  return typeof property === 'object' && property !== null && (property as Json)['type'] === 'number';
}
