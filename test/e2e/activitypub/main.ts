/** `npm run e2e:activitypub`: the crisis between two servers of the fediverse, with its transcript. What should come of it, test/e2e/activitypub.test.ts holds. */
import { tellStory } from './story.ts';

await tellStory((line) => console.log(line));
