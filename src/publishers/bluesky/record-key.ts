import { hash } from 'node:crypto';

const ALPHABET = '234567abcdefghijklmnopqrstuvwxyz';
const LENGTH = 13;
/** Keys lie in the past, where no other key of the account will come to lie: microseconds from 2024 on, */
const FROM = BigInt(Date.UTC(2024, 0, 1)) * 1_000n;
/** for about 407 days of them, times 1,024 clocks: 2^55 keys. */
const TIME_BITS = 45n;
const CLOCK_BITS = 10n;

/**
 * The key of the record that a command becomes: the same command has the same key, in every run, so that it can be written once only. The protocol
 * wants a post's key to be a TID: 53 bits of microseconds and 10 of a clock, in an alphabet that sorts. Those that derive from a digest say nothing of when.
 */
export function recordKey(idempotencyKey: string): string {
  const bits = hash('sha256', idempotencyKey, 'buffer').readBigUInt64BE();
  const time = FROM + ((bits >> CLOCK_BITS) & ((1n << TIME_BITS) - 1n));
  let rest = (time << CLOCK_BITS) | (bits & ((1n << CLOCK_BITS) - 1n));
  let key = '';
  for (let index = 0; index < LENGTH; index += 1) {
    key = ALPHABET.charAt(Number(rest & 31n)) + key;
    rest >>= 5n;
  }
  return key;
}
