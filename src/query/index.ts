/**
 * The query language: which posts concern a brand. Grammar and examples: docs/query.md.
 */
export { toDocument } from './document.ts';
export { explainQuery } from './explain.ts';
export { formatQuery } from './format.ts';
export { compileQueries } from './match.ts';
export { parseQuery } from './parse.ts';
export type { Matcher, QueryDocument, QueryNode } from '../spec/query.ts';
