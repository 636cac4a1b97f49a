/** Most characters of somebody's text that an error repeats: an id of a megabyte is told by its beginning. */
const LONGEST = 80;

/** A text as an error repeats it. */
export function brief(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}

/** A value of any shape as an error names it: an object may have no text of its own. */
export function show(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return `'${brief(value)}'`;
    case 'number':
    case 'boolean':
    case 'bigint':
      return String(value);
    case 'object':
      return value === null ? 'null' : Array.isArray(value) ? 'a list' : 'an object';
    case 'undefined':
      return 'nothing';
    default:
      return `a ${typeof value}`;
  }
}
