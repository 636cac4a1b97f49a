import { chanceFrom } from '../policy/chance.ts';

/** Sentences with blanks: `{brand}`, `{thing}`, `{n}`, and what stands in brackets once in three times. Written for this. */
const SENTENCES: Readonly<Record<string, readonly string[]>> = {
  en: [
    '{brand} has had my {thing} for {n} weeks and nobody answers the phone', 'Is anyone else having trouble with the {brand} app today?', 'Love the new {thing} from {brand}', 'never buying a {thing} here again',
    'thanks {brand} for the quick help with my {thing}[, you saved my day]', 'WORST SERVICE EVER [I want my {n} dollars back]', 'how do i return a {thing} i got {n} days ago', 'lol {brand} charged me {n} times',
    "I've been waiting on hold for {n} minutes[ and then they hung up]", 'the {thing} is great but the shipping was slow', '{brand} just announced a {thing} for {n} euros', 'so happy with this {thing} omg',
    'Why does {brand} keep sending me emails about {thing}s? Please stop', 'my order {n} still says processing', 'The staff at {brand} in Leeds were so kind to my mother', '{brand} stinks', 'great {thing}', 'ok {brand}',
    'not sure what {brand} was thinking with that ad[, really]', 'Order number {n}. {thing} broken.', 'I can only recommend {brand}, they fixed my {thing} within {n} hours', 'got my {thing} today and it does not work',
    'Who do I have to talk to about a refund for order {n}?', 'when will the {thing} be back in stock', 'Day {n} without an answer from {brand}.', 'this {thing} costs {n} now?? no way',
  ],
  he: [
    'אני מחכה ל{thing} כבר {n} ימים ואף אחד ב-{brand} לא עונה', 'תודה ל-{brand} על השירות המהיר', 'מישהו יודע למה האפליקציה של {brand} לא עובדת?', 'שירות מזעזע, לא קונה יותר {thing}', 'קניתי {thing} ב-{n} שקל ונשבר אחרי יום',
    'איך מבטלים הזמנה מספר {n}?', 'אחלה {thing}[, ממליץ בחום]', '{brand} פשוט בושה', 'הנציגה הייתה מקסימה ופתרה לי הכול תוך {n} דקות', 'מה נסגר עם המחירים של {brand}',
  ],
  es: ['llevo {n} días esperando mi {thing} y nadie de {brand} contesta', 'Gracias {brand} por la ayuda', 'alguien sabe por qué no funciona la app de {brand}?', 'pésimo servicio, no compren {thing} aquí', 'me cobraron {n} veces el mismo {thing}'],
  fr: ["j'attends mon {thing} depuis {n} jours et personne ne répond", 'Merci {brand} pour votre aide', "pourquoi l'appli {brand} ne marche plus ?", 'service client nul, je ne recommande pas {brand}', 'on m’a facturé {n} fois le même {thing}'],
  de: ['Ich warte seit {n} Tagen auf mein {thing} und niemand antwortet', 'Danke {brand} für die schnelle Hilfe', 'warum geht die {brand} App schon wieder nicht', 'Nie wieder {brand}, das {thing} war nach {n} Tagen kaputt', 'Kundenservice bei {brand} unterirdisch'],
  pt: ['estou esperando meu {thing} há {n} dias e ninguém responde', 'Obrigado {brand} pela ajuda', 'o app da {brand} não abre desde ontem', 'péssimo atendimento, não comprem {thing} aqui', 'me cobraram {n} vezes o mesmo {thing}'],
  it: ['aspetto il mio {thing} da {n} giorni e nessuno risponde', 'Grazie {brand} per il vostro aiuto', "perché l'app di {brand} non funziona?", 'servizio pessimo, non comprate {thing} qui', 'mi hanno addebitato {n} volte lo stesso {thing}'],
  tr: ['{n} gündür {thing} bekliyorum, kimse cevap vermiyor', 'Teşekkürler {brand}, çok hızlı çözdünüz', '{brand} uygulaması neden açılmıyor', 'rezalet hizmet, sakın {thing} almayın', '{brand} param {n} gün oldu hâlâ gelmedi'],
  pl: ['czekam na {thing} już {n} dni i nikt nie odpowiada', 'Dziękuję {brand} za pomoc', 'dlaczego aplikacja {brand} nie działa', 'nie polecam, {thing} zepsuł się po {n} dniach', 'obsługa w {brand} to porażka'],
  ru: ['жду {thing} уже {n} дней, никто не отвечает', 'Спасибо {brand} за помощь', 'почему приложение {brand} не работает', 'ужасный сервис, не покупайте {thing}', 'с меня списали {n} раз'],
  ar: ['انتظر {thing} منذ {n} أيام ولا أحد يرد', 'شكرا {brand} على المساعدة', 'لماذا تطبيق {brand} لا يعمل؟', 'خدمة سيئة جدا من {brand}', 'خصموا مني {n} مرات'],
  ja: ['{thing}を{n}日待っても届かない', '{brand}の対応が早くて助かりました', '{brand}のアプリがまた落ちる', '{thing}が{n}日で壊れた。返金してほしい', '{brand}最悪'],
};
const OTHERS = Object.keys(SENTENCES).filter((code) => code !== 'en' && code !== 'he');
const BRANDS = ['Acme', 'Globex', 'Initech', 'Umbrella Foods', 'Hooli', '@acme', '@globex_care', 'Stark Air', 'Wonka', 'Soylent'];
const THINGS = ['iPhone 15 Pro', 'router', 'MacBook', 'burger', 'blender', 'Galaxy S24', 'jacket', 'sofa', 'laptop', 'camera', 'pizza', 'SIM'];
const ENDS = ['', '', '', '', ' 😡', ' 😍😍', '!!!', ' #fail', ' #acme', ' https://t.example/a1b2c3', '...', '?'];

/** Posts without end, the same for a seed: of a hundred 60 in English, 20 in Hebrew and 20 in ten other languages; no two are alike. */
export function posts(seed: number): () => { text: string; language: string } {
  const chance = chanceFrom(seed);
  const one = (list: readonly string[]): string => list[Math.floor(chance() * list.length)] ?? '';
  let number = 0;
  return () => {
    const share = chance();
    const language = share < 0.6 ? 'en' : share < 0.8 ? 'he' : one(OTHERS);
    const text = one(SENTENCES[language] ?? [])
      .replace(/\[([^\]]*)\]/gu, (_, more: string) => (chance() < 1 / 3 ? more : ''))
      .replaceAll('{brand}', () => one(BRANDS))
      .replaceAll('{thing}', () => one(THINGS))
      .replaceAll('{n}', () => String(2 + Math.floor(chance() * 60)));
    // The number of the post makes it one that was never seen.
    number += 1;
    return { text: `${text}${one(ENDS)} ${number}/${seed}`, language };
  };
}
