/**
 * `npm run e2e [-- --small | --whole]`: the crisis on a Bluesky network on this machine, with its transcript. Without the application view where what that needs is
 * not there, or with `--small`; `--whole` insists on it. Ends with 1 where something is not as it should be.
 */
import { lacking, startSmallNetwork, startWholeNetwork } from '../support/bluesky-network.ts';
import { shortcomings } from './bluesky/ending.ts';
import { tellStory } from './bluesky/story.ts';

const missing = process.argv.includes('--small') ? ['--small'] : lacking();
if (missing.length > 0 && process.argv.includes('--whole')) {
  console.error(`The whole network needs: ${missing.join('; ')}.`);
  process.exit(1);
}
const small = missing.length > 0;
if (small) console.log(`Without the application view (${missing.join('; ')}): threads, notifications, closed threads and blocks are not shown.`);
const network = await (small ? startSmallNetwork() : startWholeNetwork());
try {
  const wrong = shortcomings(await tellStory(network, (line) => console.log(line)), !small);
  console.log(wrong.length === 0 ? 'All as it should be.' : `Not as it should be: ${wrong.join('; ')}.`);
  if (wrong.length > 0) process.exitCode = 1;
} finally {
  await network.close();
}
