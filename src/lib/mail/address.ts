import { oneLine } from './one-line.ts';

export interface MailAddress {
  /** Lower case. */
  readonly address: string;
  /** What whoever wrote it calls itself: free text, and no proof of anything. */
  readonly name: string;
}

const LONGEST_NAME = 256;
const MAX_ADDRESSES = 100;
/** As people have them. Quoted local parts and addresses of numbers are legal, and nobody's. */
const ADDRESS = /^[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}@(?=.{1,253}$)[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62}[\p{L}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62}[\p{L}\p{N}])?)+$/u;

/** The address in lower case; null where it is none. */
export function addressOf(written: string): string | null {
  const address = written.normalize('NFC').trim().toLowerCase();
  return address.length <= 320 && ADDRESS.test(address) ? address : null;
}

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** Those of a header that are addresses. */
export function addressesIn(written: readonly { readonly name: string; readonly address?: string | undefined }[]): MailAddress[] {
  return written.slice(0, MAX_ADDRESSES).flatMap(({ name, address: given }) => {
    const address = addressOf(given ?? '');
    return address === null ? [] : [{ address, name: oneLine(name).slice(0, LONGEST_NAME) }];
  });
}

/** The mailbox of an address as a place where people talk. */
export const inboxOf = (address: string): string => `inbox:${address}`;
