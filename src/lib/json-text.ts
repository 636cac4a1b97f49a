const texts = new WeakMap<object, string>();

/**
 * JSON of a value, to the byte what `JSON.stringify` gives. What is frozen in it, down to `depth`, is written once and remembered:
 * for values that share large parts, where what is frozen is frozen throughout.
 */
export function jsonText(value: object, depth: number): string {
  if (!Object.isFrozen(value)) return write(value, depth);
  let text = texts.get(value);
  if (text === undefined) texts.set(value, (text = JSON.stringify(value)));
  return text;
}

function write(value: object, depth: number): string {
  if (depth === 0 || Array.isArray(value) || 'toJSON' in value) return JSON.stringify(value);
  // Joined at once: a text put together bit by bit stays in bits, which cost more to keep than to copy.
  const parts: string[] = [];
  for (const [key, part] of Object.entries(value)) {
    const written = typeof part === 'object' && part !== null ? jsonText(part as object, depth - 1) : (JSON.stringify(part) as string | undefined);
    if (written !== undefined) parts.push(`${JSON.stringify(key)}:${written}`);
  }
  return `{${parts.join(',')}}`;
}
