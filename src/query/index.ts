/**
 * The query language: which posts concern a brand. Grammar and examples: docs/query.md.
 */
export { toDocument } from './document.ts';
export { explainQuery } from './explain.ts';
export { formatQuery } from './format.ts';
export { compileQueries, type BrandQuery, type OpenMatcher } from './match.ts';
export { lintQuery, type QueryHint, type QueryHintRule } from './lint.ts';
export { parseQuery } from './parse.ts';
export { projectQuery, type Projection } from './project.ts';
export type { Matcher, QueryDocument, QueryFeature, QueryNode } from '../spec/query.ts';
