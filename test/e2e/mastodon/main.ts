/** `npm run e2e:mastodon`: the crisis on a Mastodon-shaped server of the tests, with its transcript. What should come of it, test/e2e/mastodon.test.ts holds. */
import { tellStory } from './story.ts';

await tellStory((line) => console.log(line));
