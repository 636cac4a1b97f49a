import { acceptedStatus, type Api } from '../../lib/http/api.ts';
import { isRecord, type JsonRecord } from '../../lib/http/json.ts';
import { communityName, fullName, listingOf, takenBy, thingOf, type Thing } from '../../lib/reddit/things.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { CallContext } from '../../spec/plugin.ts';

/** What stands in the way of answering a submission or a comment now, in words that name nobody. Throws where nobody could say. */
export async function obstacles(api: Api, name: string, context: CallContext): Promise<string[]> {
  const parent = await thing(api, name, context);
  if (parent === null) return ['what is answered is not there, or not shown to this account'];
  const said = ofThing(parent, 'what is answered');
  const above = parent.kind === 't1' ? fullName(parent.data.link_id) : null;
  if (above !== null) {
    const submission = await thing(api, above.name, context);
    // Comments stay, and can be answered, where the submission's author deleted it.
    if (submission !== null && (submission.data.locked === true || submission.data.archived === true)) said.push(...ofThing(submission, 'the thread'));
  }
  const community = communityName(parent.data.subreddit);
  if (community !== null && !community.startsWith('u_')) said.push(...(await ofCommunity(api, community, context)));
  return [...new Set(said)];
}

function ofThing(given: Thing, what: string): string[] {
  const { locked, archived, author_is_blocked: blocked } = given.data;
  const taken = takenBy(given);
  return [
    ...(taken === null || what === 'the thread' ? [] : [taken === 'author' ? `${what} was deleted` : `${what} was removed`]),
    ...(locked === true ? [`${what} is locked`] : []),
    ...(archived === true ? [`${what} is archived`] : []),
    ...(blocked === true ? ['this account blocks the author of what is answered'] : []),
  ];
}

async function thing(api: Api, name: string, context: CallContext): Promise<Thing | null> {
  const listing = listingOf(await api.json({ path: '/api/info', params: { id: name, raw_json: 1 } }, context));
  if (listing === null) throw new KashuvError('INPUT_INVALID', 'Reddit gave no listing.', { field: 'redditPublisher.service', fix: 'Check the address.' });
  return listing.children.map(thingOf).find((one) => one?.name === name) ?? null;
}

async function ofCommunity(api: Api, community: string, context: CallContext): Promise<string[]> {
  const answer = await api.call({ path: `/r/${community}/about`, params: { raw_json: 1 } }, context);
  if (answer.status === 403 || answer.status === 404) return ['the community is closed to this account'];
  acceptedStatus(answer, context);
  const about: JsonRecord = isRecord(answer.body) && isRecord(answer.body.data) ? answer.body.data : {};
  return [
    ...(about.user_is_banned === true ? ['the account is banned from the community'] : []),
    ...(about.subreddit_type === 'archived' ? ['the community is archived'] : []),
    ...(about.restrict_commenting === true && about.user_is_contributor !== true ? ['the community lets only some comment, and this account is not among them'] : []),
  ];
}
