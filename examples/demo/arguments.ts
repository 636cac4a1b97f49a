import { parseArgs } from 'node:util';

/** What was typed cannot be meant: shown as one sentence, exit code 2. */
export class UsageError extends Error {}

export const timeFormats = ['iso', 'epoch-ms', 'epoch-s', 'excel', 'auto'] as const;
export type TimeFormat = (typeof timeFormats)[number];

export interface TimeField {
  field: string;
  format: TimeFormat;
  /** IANA name. */
  zone: string;
}

export interface OwnData {
  file: string;
  text: string;
  time?: TimeField;
  author?: string;
  query: string;
  brand: string;
  /** An SQLite file; without it the memory. */
  store?: string;
  batch: number;
  languages: string[];
}

export interface Arguments {
  help: boolean;
  json: boolean;
  full: boolean;
  color?: boolean;
  /** Of the replay; own data has its own. */
  store?: string;
  /** Absent: #amazonfail is replayed. */
  own?: OwnData;
}

export const help = `Usage:
  npm run demo                                    replays #amazonfail, 12 April 2009, on two screens
  npm run demo -- --full                          every hour, every plan with all its reasons and its trace
  npm run demo -- --file posts.jsonl --text body  your own posts: JSON lines, a JSON array or CSV, gzipped or not

Own data:
  --file F                        the file
  --text FIELD                    the field with the words
  --time FIELD[:FORMAT[,ZONE]]    the field with the time; FORMAT is one of ${timeFormats.join(', ')} (default auto),
                                  ZONE an IANA name (default UTC). Without times nothing is said about surges.
  --author FIELD                  the field with the author
  --brand NAME                    default: Brand
  --query Q                       which posts concern the brand (docs/query.md); default: its name
  --languages en,he               languages the brand answers in, its own first
  --batch N                       posts read at a time; default 256

Both:
  --json                          one JSON object on standard output, nothing else
  --store FILE.db                 keep the records in an SQLite file; a second run goes on where the first one ended
  --color, --no-color             default: colour on a terminal, unless NO_COLOR is set
  --help                          this text
`;

const ownDataOnly = ['text', 'time', 'author', 'query', 'brand', 'batch', 'languages'] as const;

/** Reads the command line. Throws UsageError. */
export function readArguments(args: readonly string[]): Arguments {
  const values = parse(args);
  const common: Arguments = {
    help: values.help === true,
    json: values.json === true,
    full: values.full === true,
    ...(values.color === undefined ? {} : { color: values.color }),
    ...(values.store === undefined ? {} : { store: values.store }),
  };
  if (common.help) return common;
  if (values.file === undefined) {
    const stray = ownDataOnly.find((name) => values[name] !== undefined);
    if (stray !== undefined) throw new UsageError(`--${stray} belongs to your own data: name its file with --file.`);
    return common;
  }
  if (common.full) throw new UsageError('--full belongs to the replay: leave it out, or leave out --file.');
  if (values.text === undefined) throw new UsageError('Name the field that holds the words of a post with --text.');
  const brand = values.brand ?? 'Brand';
  const own: OwnData = {
    file: values.file,
    text: values.text,
    ...(values.time === undefined ? {} : { time: readTimeField(values.time) }),
    ...(values.author === undefined ? {} : { author: values.author }),
    brand,
    query: values.query ?? `"${brand.replaceAll('"', ' ')}"`,
    ...(values.store === undefined ? {} : { store: values.store }),
    batch: readCount('batch', values.batch ?? '256'),
    languages: (values.languages ?? 'en,he').split(',').map((code) => code.trim()),
  };
  return { ...common, own };
}

function parse(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      allowNegative: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        json: { type: 'boolean' },
        full: { type: 'boolean' },
        color: { type: 'boolean' },
        store: { type: 'string' },
        file: { type: 'string' },
        text: { type: 'string' },
        time: { type: 'string' },
        author: { type: 'string' },
        query: { type: 'string' },
        brand: { type: 'string' },
        batch: { type: 'string' },
        languages: { type: 'string' },
      },
    });
    return values;
  } catch (error) {
    // Node's message goes on with advice about positional arguments.
    const [sentence = 'The arguments cannot be read'] = (error instanceof Error ? error.message : String(error)).split(/\. |\n/);
    throw new UsageError(`${sentence.replace(/\.$/, '')}.`);
  }
}

/** `created:excel,America/Los_Angeles`. A colon may be part of the field's name where no format follows. */
function readTimeField(text: string): TimeField {
  const colon = text.lastIndexOf(':');
  const [format = '', zone = 'UTC'] = colon < 0 ? [] : text.slice(colon + 1).split(',');
  if (colon >= 0 && isTimeFormat(format)) {
    if (!isTimeZone(zone)) throw new UsageError(`--time: '${zone}' is no IANA time zone such as America/Los_Angeles.`);
    return { field: text.slice(0, colon), format, zone };
  }
  if (colon > 0 && text.includes(',', colon)) throw new UsageError(`--time: '${format}' is no format; there are ${timeFormats.join(', ')}.`);
  return { field: text, format: 'auto', zone: 'UTC' };
}

const isTimeFormat = (text: string): text is TimeFormat => (timeFormats as readonly string[]).includes(text);

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function readCount(flag: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1 || value > 100_000) throw new UsageError(`--${flag}: expected a whole number from 1 to 100000, got '${text}'.`);
  return value;
}
