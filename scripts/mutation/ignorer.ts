/**
 * What `npm run mutation` leaves alone, as a plugin of Stryker: words that people read, and the data of rules, which the loader refuses in any
 * shape that Stryker could give it. Rules are mutated as data by test/policy/rule-mutations.test.ts.
 */

/** The little that is needed of a place in the syntax tree. */
interface Place {
  node: { type: string; name?: string; key?: { name?: string; value?: string }; callee?: { name?: string }; computed?: boolean };
  key: string | number | null;
  listKey?: string | null;
  parentPath: Place | null;
  hub?: { file?: { opts?: { filename?: string } } };
}

/** Properties that hold titles, reasons and sources. */
const words = new Set(['title', 'reason', 'basis', 'fix', 'en', 'he']);
/** Calls whose first argument is a place or a code; what follows are sentences. */
const errors = new Set(['invalid', 'KashuvError', 'never']);

const isLiteral = ({ node }: Place): boolean => ['StringLiteral', 'TemplateLiteral', 'ObjectExpression', 'ArrayExpression'].includes(node.type);

function reasonToIgnore(path: Place): string | undefined {
  const { node, parentPath } = path;
  const file = path.hub?.file?.opts?.filename ?? '';
  if (node.type === 'ObjectProperty' && words.has(node.key?.name ?? node.key?.value ?? '')) return 'words';
  const call = parentPath?.node;
  if (path.listKey === 'arguments' && typeof path.key === 'number' && path.key > 0 && errors.has(call?.callee?.name ?? '')) return 'words of an error';
  if (/src[\\/]policy[\\/](?:rules[\\/]|baseline|deadlines\.)/.test(file) && isLiteral(path)) return 'data of a rule';
  if (/src[\\/]policy[\\/]explain-(?:en|he)\./.test(file) && (node.type === 'StringLiteral' || node.type === 'TemplateLiteral')) return 'words';
  return undefined;
}

export const strykerPlugins = [{ kind: 'Ignore', name: 'words', value: { shouldIgnore: reasonToIgnore } }];
