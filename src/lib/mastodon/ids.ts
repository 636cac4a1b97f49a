const ID = /^[A-Za-z0-9_-]{1,64}$/;

/** An id of a status, an account or a notification: a text, whatever it looks like. */
export const isId = (value: unknown): value is string => typeof value === 'string' && ID.test(value);

/** Order of ids, older first: by length, then letter by letter. As numbers they would lose their last digits. */
export const compareIds = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
