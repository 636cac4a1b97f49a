import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText } from '../../src/http.ts';

test('is what a reader sees', () => {
  expect(plainText('<p>It leaks &amp; <b>nobody</b> answers</p><script>steal()</script><p>נהדר &#x1F600;<br>a &lt;b&gt;</p>')).toBe('It leaks & nobody answers\n\nנהדר 😀\na <b>');
});

test('resolves a reference once, and leaves what is none', () => {
  expect(plainText('&amp;lt; &nosuch; AT&T fish & chips')).toBe('&lt; &nosuch; AT&T fish & chips');
});

test('takes anything, and makes nothing of it that was not there', () => {
  const html = fc.string({ unit: fc.constantFrom('<', '>', '/', '!', '-', 'p', '&', '#', '6', ';', '"', '=', ' ', 'א') });
  fc.assert(
    fc.property(html, (written) => {
      expect(plainText(written).length).toBeLessThanOrEqual(written.length);
    }),
  );
});
