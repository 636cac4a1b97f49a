import { domainOf } from './address.ts';
import type { Mail } from './message.ts';

/**
 * The domain that has signed for the author of a mail, by the word of the server that received it; null where that server says nothing of the kind.
 *
 * `authserv` is how the receiving server names itself in Authentication-Results (RFC 8601). Everybody can write such a header; that server must remove those
 * under its own name that come from outside (§5), and puts its own on top: only the topmost is read. What counts is DMARC for the author's domain,
 * or a DKIM signature of that domain or of one above it.
 */
export function provenDomain({ from, authentication }: Pick<Mail, 'from' | 'authentication'>, authserv: string | undefined): string | null {
  if (authserv === undefined || from === null) return null;
  const results = authentication.map(resultsIn).find(({ server }) => server === authserv.toLowerCase());
  if (results === undefined) return null;
  const domain = domainOf(from.address);
  const passed = results.methods.some(({ method, result, properties }) => {
    if (result !== 'pass') return false;
    if (method === 'dmarc') return properties.get('header.from') === domain;
    const signer = method === 'dkim' ? properties.get('header.d') : undefined;
    return signer !== undefined && (signer === domain || (signer.includes('.') && domain.endsWith(`.${signer}`)));
  });
  return passed ? domain : null;
}

interface Results {
  readonly server: string;
  readonly methods: readonly { readonly method: string; readonly result: string; readonly properties: ReadonlyMap<string, string> }[];
}

function resultsIn(header: string): Results {
  const [name = '', ...statements] = statementsOf(header);
  return {
    server: (name.trim().split(/\s+/)[0] ?? '').toLowerCase(),
    methods: statements.map((statement) => {
      const pairs = [...statement.matchAll(/([a-z0-9._-]+)(?:\/\d+)?\s*=\s*("[^"]*"|[^\s"]+)/gi)].map(([, key = '', value = '']) => [key.toLowerCase(), value.replaceAll('"', '').toLowerCase()] as const);
      const [method = '', result = ''] = pairs[0] ?? [];
      const properties = new Map<string, string>();
      // What is said twice is said by somebody who got a value of his own past the server's quoting.
      for (const [key, value] of pairs.slice(1)) properties.set(key, properties.has(key) ? '' : value);
      return { method, result, properties };
    }),
  };
}

/** Parts between semicolons; comments are gone, and what is quoted parts nothing. */
function statementsOf(header: string): string[] {
  const parts: string[] = [''];
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < header.length; at += 1) {
    const character = header.charAt(at);
    const last = parts.length - 1;
    if (character === '\\' && (quoted || depth > 0)) at += 1;
    else if (quoted || (depth === 0 && character === '"')) {
      if (character === '"') quoted = !quoted;
      parts[last] += character;
    } else if (character === '(') depth += 1;
    else if (character === ')' && depth > 0) depth -= 1;
    else if (depth > 0) continue;
    else if (character === ';') parts.push('');
    else parts[last] += character;
  }
  return parts;
}
