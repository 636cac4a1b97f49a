import { describe, expect, test } from 'vitest';
import { installed, named } from '../support/bluesky.ts';
import { startSmallNetwork } from '../support/bluesky-network.ts';
import { shortcomings } from './bluesky/ending.ts';
import { tellStory } from './bluesky/story.ts';

describe.skipIf(!installed)(named('a crisis on a real Bluesky server'), () => {
  test('is heard over the firehose, answered by a human in the right threads, and nothing is lost or said twice when the server dies', { timeout: 180_000 }, async () => {
    const network = await startSmallNetwork();
    const told: string[] = [];
    try {
      expect(shortcomings(await tellStory(network, (line) => void told.push(line)), false)).toEqual([]);
      expect(told.at(-1)).toBe("Of Olga's words the store's file holds nothing.");
    } finally {
      await network.close();
    }
  });
});
