const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** Simple HTML as a reader sees it: paragraphs apart, line breaks, no marks. */
export function readerText(html: string): string {
  return html
    .replaceAll('</p><p', '</p>\n\n<p')
    .replaceAll('<br>', '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? '');
}
