/**
 * The text of a feed: by its byte order mark, else the charset of the content type, else the encoding of the XML declaration, else UTF-8
 * (RFC 7303 §3). An encoding nobody knows counts as none.
 */
export function decodeText(body: Uint8Array, contentType: string | null): string {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const declared = /^[^<]{0,8}<\?xml[^>]{0,200}?\sencoding\s{0,8}=\s{0,8}["']([A-Za-z0-9._-]{1,40})["']/.exec(bytes.toString('latin1', 0, 300))?.[1];
  const named = /charset\s{0,8}=\s{0,8}["']?([A-Za-z0-9._:-]{1,40})/i.exec((contentType ?? '').slice(0, 512))?.[1];
  const encoding = markOf(bytes) ?? known(named) ?? known(declared) ?? 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

function markOf(bytes: Buffer): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : null;
}

function known(label: string | undefined): string | null {
  if (label === undefined) return null;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}
