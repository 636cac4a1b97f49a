import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readLimited } from '../../../src/lib/http/body.ts';

test('a body is read whole in whatever pieces it comes, and no piece of it is kept', () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ minLength: 1, maxLength: 40_000 }), { maxLength: 12 }), async (pieces) => {
      const whole = Buffer.concat(pieces);
      const waiting = pieces.map((piece) => Uint8Array.from(piece));
      let given: Uint8Array | undefined;
      const body = new ReadableStream<Uint8Array>({
        pull(controller) {
          // Whoever sends uses its memory again.
          given?.fill(0);
          given = waiting.shift();
          if (given === undefined) controller.close();
          else controller.enqueue(given);
        },
      }, { highWaterMark: 0 });
      expect(Buffer.compare(await readLimited(body, Math.max(1, whole.length), 'the body'), whole)).toBe(0);
    }),
    { numRuns: 50 },
  ));
