import type { BrandTheme } from '../../spec/brand-theme.ts';
import type { Gathered } from './gather.ts';
import type { RecentMention } from './recent-mentions.ts';
import { FEWEST_AUTHORS, type TermTable } from './term-table.ts';

/**
 * Themes that tell some of the latest mentions from the others: those that three of their authors speak of, the most telling first. A theme tells by the share of
 * their authors who speak of it, times the logarithm of how much larger that is than among the others.
 */
export function tellingAmong(mentions: ReadonlySet<string>, recent: Iterable<RecentMention>, table: TermTable, { byForm }: Gathered): BrandTheme[] {
  const inside = new Map<BrandTheme, Set<number>>();
  const outside = new Map<BrandTheme, Set<number>>();
  const [within, others] = [new Set<number>(), new Set<number>()];
  for (const { mention, author, terms } of recent) {
    const isOne = mentions.has(mention);
    (isOne ? within : others).add(author);
    for (const key of terms) {
      const form = table.get(key)?.form ?? null;
      const theme = form === null ? undefined : byForm.get(form);
      if (theme === undefined) continue;
      const authors = isOne ? inside : outside;
      authors.set(theme, (authors.get(theme) ?? new Set()).add(author));
    }
  }
  const worthOf = (theme: BrandTheme): number => {
    const share = (inside.get(theme)?.size ?? 0) / within.size;
    return share * Math.log(share / (((outside.get(theme)?.size ?? 0) + 1) / (others.size + 2)));
  };
  return [...inside]
    .filter(([, authors]) => authors.size >= FEWEST_AUTHORS)
    .map(([theme]) => ({ theme, worth: worthOf(theme) }))
    .filter(({ worth }) => worth > 0)
    .sort((a, b) => b.worth - a.worth || (a.theme.name < b.theme.name ? -1 : 1))
    .map(({ theme }) => theme);
}
