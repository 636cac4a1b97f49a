/** Words that claim something, in one language. Written bare: prefix letters of the language are taken off before. */
export interface ClaimWords {
  readonly numbers: readonly string[];
  /** Units and parts of time; the names of weekdays and months come from the platform. */
  readonly times: readonly string[];
  /** Before a time they make a promise of it. */
  readonly promises: readonly string[];
  /** Beginnings of words that offer something of value. */
  readonly compensations: readonly string[];
  /** What introduces a name. */
  readonly titles: readonly string[];
  /** Whole words that only look like one of these with a prefix. */
  readonly except: readonly string[];
  /** Given names that are hardly ever another word, for scripts without capitals. */
  readonly names: readonly string[];
}

const list = (words: string): string[] => words.trim().split(/\s+/u);

export const claimWords: Readonly<Record<string, ClaimWords>> = {
  en: {
    numbers: list('two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions dozen dozens half'),
    times: list('seconds minute minutes hour hours day days week weeks weekend month months year years today tonight tomorrow yesterday noon midday midnight morning afternoon evening'),
    promises: list('by until till before within in'),
    compensations: list('refund voucher coupon discount compensat reimburs credit gift goodwill rebate complimentary waive waiving payout cashback free'),
    titles: list('mr mrs ms miss dr prof sir'),
    except: [],
    names: [],
  },
  he: {
    numbers: list('שתיים שניים שתי שני שלוש שלושה ארבע ארבעה חמש חמישה שש שישה שבע שבעה שמונה תשע תשעה עשר עשרה עשרים שלושים ארבעים חמישים שישים שבעים שמונים תשעים מאה מאות מאתיים אלף אלפי אלפים אלפיים מיליון מיליוני תריסר עשרות חצי'),
    times: list('שנייה שניות דקה דקות שעה שעות שעתיים יום ימים יומיים שבוע שבועות שבועיים חודש חודשים חודשיים שנה שנים שנתיים היום מחר מחרתיים אתמול אמש בוקר צהריים ערב לילה חצות'),
    promises: list('עד תוך בתוך לפני בעוד'),
    compensations: list('החזר פיצוי נפצה אפצה לפצות שובר קופון הנחה הנחות זיכוי נזכה אזכה מתנה מתנות חינם כספכם כסף'),
    except: list('משנה משנים'),
    titles: list('מר גברת גב ד"ר דר עו"ד פרופ שמי'),
    names: list('דנה נועה מאיה יעל משה יוסי אבי רונית שרה רחל יצחק יעקב אברהם מיכל איתי עידו נועם אורי דניאל מוחמד אחמד פאטמה חוסיין יונתן איתמר רותם שירה תומר אסף רועי גלית אורית סיגל ענת דפנה אילנה עדי מירי שלמה אהרון יהודה בנימין אלון'),
  },
};
