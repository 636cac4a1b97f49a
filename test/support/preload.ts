/** Loaded before a program under test: `kashuv` resolves to the sources, packages to this repository's, the network is closed. */
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findEntries, root } from '../../scripts/entries.ts';

const sources = new Map(findEntries().map(({ subpath, source }) => [`kashuv${subpath.slice(1)}`, pathToFileURL(join(root, source)).href]));
const home = pathToFileURL(join(root, 'package.json')).href;

registerHooks({
  resolve(specifier, context, next) {
    const source = sources.get(specifier);
    if (source !== undefined) return { url: source, format: 'module-typescript', shortCircuit: true };
    const isBare = !/^(\.|\/|[a-z]+:)/.test(specifier) && context.parentURL?.startsWith('file:') && !context.parentURL.includes('/node_modules/');
    return next(specifier, isBare ? { ...context, parentURL: home } : context);
  },
});

const openFetch = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  const url = new URL(input instanceof Request ? input.url : input);
  if (['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)) return openFetch(input, init);
  throw new TypeError(`fetch failed: no network in tests (${url.host})`);
};
