import { describe, expect, it } from 'vitest';

import { explainQuery, toDocument } from '../../src/query/index.ts';

describe('explainQuery', () => {
  it.each([
    ['acme', 'hi Acme', 'Matches: acme (text 3–7).'],
    ['"acme corp" OR #acme', 'Acme Corp #acme', 'Matches: "acme corp" (text 0–9), #acme (text 10–15).'],
    ['acme -jobs', 'acme jobs', 'Does not match: left out because of jobs (text 5–9).'],
    ['acme refund', 'acme', 'Does not match: refund is not there.'],
    ['acme OR #acme', 'tea', 'Does not match: none of these is there: acme, #acme.'],
    ['(acme OR אקמי) refund -jobs', 'אקמי jobs', 'Does not match: refund is not there; left out because of jobs (text 5–9).'],
    ['acme OR (tea milk)', 'tea', 'Does not match: acme is not there; milk is not there.'],
    ['acme NOT NOT tea', 'acme', 'Does not match: tea is not there.'],
  ])('%s on %s', (query, text, expected) => {
    expect(explainQuery(query, text)).toBe(expected);
  });

  it('speaks Hebrew', () => {
    expect(explainQuery('אקמי', toDocument('קניתי באקמי'), 'he')).toBe('מתאים: אקמי (בטקסט 7–11).');
    expect(explainQuery('אקמי קפה', toDocument('תה'), 'he')).toBe('לא מתאים: לא נמצא: אקמי; לא נמצא: קפה.');
    expect(explainQuery('אקמי -משרות', toDocument('משרות באקמי'), 'he')).toBe('לא מתאים: נפסל בגלל משרות (בטקסט 0–5).');
  });

  it('names the title', () => {
    expect(explainQuery('acme', toDocument('tea', 'On acme'))).toBe('Matches: acme (title 3–7).');
  });

  it('counts what is too much to name', () => {
    const query = Array.from({ length: 20 }, (_, index) => `w${index}`).join(' OR ');
    expect(explainQuery(query, 'tea')).toBe('Does not match: none of these is there: w0, w1, w2, w3, w4, w5, w6, w7, and 12 more.');
  });
});
