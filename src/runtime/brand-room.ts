import type { Policy } from '../policy/index.ts';
import type { Heap } from '../lib/heap.ts';
import type { Brand } from '../spec/brand.ts';
import type { EventMap, OperationalEventMap } from '../spec/event.ts';
import type { LanguagePack } from '../spec/language.ts';
import type { CopyLog } from './copy-log.ts';
import type { Session } from './session.ts';
import type { Styles } from './styles.ts';
import type { ThemeLog } from './theme-log.ts';
import type { Timer } from './timers.ts';
import type { TrackerLog } from './tracker-log.ts';
import type { Words } from './words.ts';

/** What the desks of one brand share. Only the brand's worker enters it, one thing at a time. */
export interface BrandRoom {
  brand: Brand;
  /** Until when a tragedy is on everybody's mind (epoch ms); null: nobody has said so. */
  tragedyUntil: number | null;
  readonly session: Session;
  readonly policy: Policy;
  readonly packs: readonly LanguagePack[];
  readonly timers: Heap<Timer>;
  readonly tracker: TrackerLog;
  readonly copies: CopyLog;
  readonly themes: ThemeLog;
  readonly styles: Styles;
  readonly words: Words;
  /** Tells listeners what is not part of the ledger. */
  readonly tell: <T extends keyof OperationalEventMap>(type: T, data: EventMap[T]) => void;
}

/** The pack that answers in `language`, or the first one. */
export function packFor(packs: readonly LanguagePack[], language: string): LanguagePack | null {
  return packs.find(({ code }) => code === language) ?? packs[0] ?? null;
}
