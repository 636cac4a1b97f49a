import { decodeEntity } from './entities.ts';
import { htmlToText } from './html-text.ts';

const REFERENCE = /&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,31});/g;

/** The words of HTML as a reader sees them, character references resolved. */
export function plainText(html: string): string {
  return htmlToText(html).replace(REFERENCE, (reference) => {
    const code = decodeEntity(reference);
    return code === null ? reference : String.fromCodePoint(code);
  });
}
