import { describe, expect, it } from 'vitest';

import { brandSchema, conditionSchema, elementCatalogue, factCatalogue, jsonSchema, KashuvError, schemaNames } from '../../src/spec/index.ts';

describe('the vocabulary', () => {
  it('exports every schema as JSON Schema, as written and as kept', () => {
    expect(schemaNames.length).toBeGreaterThan(10);
    for (const name of schemaNames) {
      for (const io of ['input', 'output'] as const) {
        const schema = jsonSchema(name, io);
        expect(schema['$schema'], name).toBe('https://json-schema.org/draft/2020-12/schema');
        expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
      }
    }
    expect(jsonSchema('brand')['required']).toEqual(['id', 'name', 'query']);
    expect(jsonSchema('brand', 'output')['required']).toContain('languages');
  });

  it('fills a brand\'s defaults and refuses unknown keys, wrong zones and wrong ids', () => {
    expect(brandSchema.parse({ id: 'acme', name: 'Acme', query: 'acme' })).toMatchObject({ languages: ['en'], timeZone: 'UTC', sector: 'general', owners: [], accounts: { handles: [] } });
    for (const wrong of [{ color: 'red' }, { timeZone: 'Mars/Olympus' }, { id: 'a b' }, { languages: [] }, { owners: [{ role: 'care', name: 'Dana', hours: { from: '9', to: '17:00' } }] }]) {
      expect(brandSchema.safeParse({ id: 'acme', name: 'Acme', query: 'acme', ...wrong }).success, JSON.stringify(wrong)).toBe(false);
    }
  });

  it('titles every fact and element in both languages, Hebrew in Hebrew letters', () => {
    for (const [name, { title }] of [...Object.entries(factCatalogue), ...Object.entries(elementCatalogue)]) {
      expect(title.en, name).toMatch(/[a-z]/);
      expect(title.he, name).toMatch(/[\u05d0-\u05ea]/);
    }
  });

  it('refuses conditions on facts that are not in the catalogue', () => {
    expect(conditionSchema.safeParse({ all: [{ fact: 'what.kind', is: 'complaint' }, { not: { fact: 'who.role', known: true } }] }).success).toBe(true);
    expect(conditionSchema.safeParse({ fact: 'who.shoeSize', is: 43 }).success).toBe(false);
  });
});

describe('KashuvError', () => {
  it('names the field and the fix, keeps the cause, and knows what may be retried', () => {
    const cause = new Error('socket');
    const error = new KashuvError('UNAVAILABLE', 'no answer.', { field: 'sources[0]', fix: 'Try later.', cause });
    expect(error.message).toBe('sources[0]: no answer. Try later.');
    expect([error.retryable, error.cause, KashuvError.is(error), KashuvError.is(cause)]).toEqual([true, cause, true, false]);
    expect(KashuvError.from(error)).toBe(error);
    expect(KashuvError.from('odd')).toMatchObject({ code: 'INTERNAL', message: 'odd', retryable: false });
  });
});
