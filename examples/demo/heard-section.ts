// What was listened to: by which words of the query posts were found, in which languages, what was left out and why.
import { compileQueries, explainQuery, toDocument } from 'kashuv/query';

import { amazon } from './amazonfail/brand.ts';
import { amazonfailPosts } from './amazonfail/posts.ts';
import type { Story } from './story.ts';
import { clip, count, hanging, topOf, WIDTH, type Paint } from './terminal.ts';

const LABEL = 14;

/** One line; with --full the words, the languages and the posts that were left out. */
export function heardSection(story: Story, paint: Paint, full: boolean): string[] {
  const said = amazonfailPosts();
  const terms = new Map<string, number>();
  for (const { data } of story.of('mention.heard')) for (const term of new Set(data.mention.matches.map((match) => match.term))) count(terms, term);
  const languages = new Map<string, number>();
  for (const { language } of story.posts.values()) count(languages, nameOf(language.code));
  const copies = story.of('mention.heard').filter(({ data }) => data.mention.copyOf !== undefined);
  const stories = new Set(copies.map(({ data }) => data.mention.copyOf?.post)).size;
  const missed = leftOut(said);
  const head = paint.bold(paint.blue('HEARD'));
  if (!full) return [head + clip(`   ${story.posts.size} of ${said.length} posts, ${topOf(languages, WIDTH)}; ${copies.length} repeat others; ${missed.length} left out`, WIDTH - 'HEARD'.length)];
  return [
    head + paint.dim(`   ${story.posts.size} of ${said.length} posts, by the brand's query`),
    ...hanging('  found by', topOf(terms, WIDTH - LABEL), LABEL),
    ...hanging('  written in', topOf(languages, WIDTH - LABEL), LABEL),
    ...hanging('  repeated', `${copies.length} posts say what ${stories} others said before them: retyped, cut, passed on with a remark`, LABEL),
    ...missed.flatMap(({ text, why }) => [clip(`  left out    “${text}”`, WIDTH), ...hanging('', why, LABEL)]),
  ];
}

/** Posts that name the brand's word and mean something else, and the query's reason. */
function leftOut(said: readonly { text: string }[]): { text: string; why: string }[] {
  const matcher = compileQueries([{ brand: amazon.id, query: amazon.query }]);
  return said.filter(({ text }) => matcher.match(toDocument(text)).length === 0).map(({ text }) => ({ text, why: explainQuery(amazon.query, text) }));
}

const names = new Intl.DisplayNames(['en'], { type: 'language' });
const nameOf = (code: string): string => (code === 'und' ? 'not told' : (names.of(code) ?? code));
