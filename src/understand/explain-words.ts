/** What an explanation of a classification is said with, in one language. */
export interface ExplainWords {
  readonly tasks: Readonly<Record<'sentiment' | 'targetSentiment' | 'kinds' | 'topic' | 'themes' | 'arousal' | 'demand' | 'harm', string>>;
  /** Values by task and value; a value that is not here is shown as it is. */
  readonly values: Readonly<Record<string, string>>;
  readonly because: string;
  readonly cues: string;
  readonly model: string;
  readonly human: string;
  readonly notKnown: string;
  readonly perhaps: string;
  readonly failed: string;
  readonly abstained: string;
}

export const english: ExplainWords = {
  tasks: { sentiment: 'mood', targetSentiment: 'mood towards the brand', kinds: 'kind', topic: 'topic', themes: 'theme', arousal: 'arousal', demand: 'demand', harm: 'harm (0 none, 4 life and limb)' },
  values: {},
  because: 'by',
  cues: 'cue',
  model: 'model',
  human: 'a human',
  notKnown: 'not known',
  perhaps: 'perhaps',
  failed: 'Not classified',
  abstained: 'Nothing recognised',
};

export const hebrew: ExplainWords = {
  tasks: { sentiment: 'נימה', targetSentiment: 'נימה כלפי המותג', kinds: 'סוג', topic: 'נושא', themes: 'עניין', arousal: 'עוצמת הרגש', demand: 'דרישה', harm: 'נזק (0 אין, 4 סכנת חיים)' },
  values: {
    negative: 'שלילית', neutral: 'ניטרלית', positive: 'חיובית', mixed: 'מעורבת',
    complaint: 'תלונה', question: 'שאלה', praise: 'שבח', abuse: 'גידוף', bullying: 'בריונות', threat: 'איום', 'self-harm': 'פגיעה עצמית', rumour: 'שמועה', satire: 'סאטירה', spam: 'ספאם',
    'values-criticism': 'ביקורת ערכית', 'silence-complaint': 'תלונה על שתיקה', 'press-inquiry': 'פניית עיתונות', 'erasure-request': 'בקשת מחיקה', statement: 'אמירה',
    product: 'מוצר', service: 'שירות', campaign: 'קמפיין', policy: 'מדיניות', other: 'אחר',
    discrimination: 'אפליה', safety: 'בטיחות', children: 'ילדים', health: 'בריאות', money: 'כסף', death: 'מוות',
    low: 'נמוכה', medium: 'בינונית', high: 'גבוהה',
    answer: 'תשובה', fix: 'תיקון', refund: 'החזר', apology: 'התנצלות', 'policy-change': 'שינוי מדיניות', information: 'מידע', none: 'אין',
  },
  because: 'לפי',
  cues: 'רמז',
  model: 'המודל',
  human: 'אדם',
  notKnown: 'לא ידוע',
  perhaps: 'אולי',
  failed: 'לא סווג',
  abstained: 'לא זוהה דבר',
};
