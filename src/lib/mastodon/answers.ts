import { isRecord } from '../http/json.ts';

/** The server's own word that there is no such thing, not that of whatever else answers at a wrong address. */
export const isNotThere = ({ status, body }: { readonly status: number; readonly body: unknown }): boolean => (status === 404 || status === 410) && isRecord(body) && typeof body.error === 'string';
