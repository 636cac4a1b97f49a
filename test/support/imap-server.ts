import { lineServer, type LinePeer, type LineServer } from './line-server.ts';

export interface KeptMail {
  readonly uid: number;
  readonly raw: Buffer;
  readonly receivedAt: Date;
  readonly flags: Set<string>;
  /** What RFC822.SIZE claims. Default: the truth. */
  readonly size?: number;
}

export interface Folder {
  uidValidity: number;
  uidNext: number;
  mails: KeptMail[];
}

/** A command of the client, its tag apart. */
export type Command = (peer: LinePeer, tag: string, words: string) => Promise<boolean> | boolean;

export interface ImapServerOptions {
  /** Takes a command before the server does; true: it was answered. */
  readonly intercept?: Command;
  /** In place of the greeting. */
  readonly greeting?: string;
  readonly capabilities?: string;
  readonly password?: string;
}

export interface ImapServer extends LineServer {
  readonly folders: Map<string, Folder>;
  /** Commands as they came, without tags; log-ins without their secrets. */
  readonly commands: string[];
  deliver(raw: string | Buffer, where?: { folder?: string; at?: Date; size?: number }): number;
  /** Resolves when a client waits for news. */
  idling(): Promise<void>;
}

/** A mailbox of a test in the words of IMAP4rev1 that kashuv uses: EXAMINE, SELECT, UID SEARCH by number, flag and Message-ID, UID FETCH, UID STORE, APPEND, IDLE. */
export async function imapServer(options: ImapServerOptions = {}): Promise<ImapServer> {
  const folders = new Map<string, Folder>([['INBOX', { uidValidity: 1, uidNext: 1, mails: [] }], ['Sent', { uidValidity: 7, uidNext: 1, mails: [] }]]);
  const commands: string[] = [];
  const idlers = new Set<{ folder: string; tell: () => void }>();
  let watchers: (() => void)[] = [];
  const capabilities = options.capabilities ?? 'IMAP4rev1 IDLE UIDPLUS';

  const keep = (folder: string, raw: Buffer, at: Date, flags: string[], size?: number): number => {
    const kept = folders.get(folder);
    if (kept === undefined) throw new Error(`no folder ${folder}`);
    const uid = kept.uidNext++;
    kept.mails.push({ uid, raw, receivedAt: at, flags: new Set(flags), ...(size !== undefined && { size }) });
    for (const idler of idlers) if (idler.folder === folder) idler.tell();
    return uid;
  };

  const talk = async (peer: LinePeer): Promise<void> => {
    let selected = '';
    peer.say(options.greeting ?? `* OK [CAPABILITY ${capabilities}] ready\r\n`);
    for (;;) {
      const line = await peer.line();
      if (line === null) return;
      const [, tag = '*', words = ''] = /^(\S+) (.*)$/.exec(line) ?? [];
      commands.push(words.replace(/^(LOGIN \S+) .*/i, '$1 …'));
      if ((await options.intercept?.(peer, tag, words)) === true) continue;
      const ok = (text = 'done'): void => peer.say(`${tag} OK ${text}\r\n`);
      const [verb = '', ...rest] = words.split(' ');
      const folder = folders.get(selected);
      switch (verb.toUpperCase()) {
        case 'CAPABILITY':
          peer.say(`* CAPABILITY ${capabilities}\r\n`);
          ok();
          break;
        case 'LOGIN':
          if (unquoted(rest[1] ?? '') === (options.password ?? 'secret-of-the-test')) ok();
          else peer.say(`${tag} NO [AUTHENTICATIONFAILED] not with ${rest[1] ?? ''}\r\n`);
          break;
        case 'EXAMINE':
        case 'SELECT': {
          const name = unquoted(rest[0] ?? '');
          const opened = folders.get(name);
          if (opened === undefined) {
            peer.say(`${tag} NO [NONEXISTENT] no such folder\r\n`);
            break;
          }
          selected = name;
          peer.say(`* ${opened.mails.length} EXISTS\r\n* OK [UIDVALIDITY ${opened.uidValidity}] v\r\n* OK [UIDNEXT ${opened.uidNext}] n\r\n* OK [PERMANENTFLAGS (${verb.toUpperCase() === 'SELECT' ? '\\Seen \\Draft \\Deleted \\*' : ''})] f\r\n`);
          ok(verb.toUpperCase() === 'SELECT' ? '[READ-WRITE] done' : '[READ-ONLY] done');
          break;
        }
        case 'LIST':
          if (folders.has(unquoted(rest[1] ?? ''))) peer.say(`* LIST () "/" ${rest[1] ?? ''}\r\n`);
          else if (/[*%]/.test(rest[1] ?? '')) for (const name of folders.keys()) peer.say(`* LIST () "/" "${name}"\r\n`);
          ok();
          break;
        case 'UID':
          if (folder !== undefined) inFolder(peer, folder, rest.join(' '));
          ok();
          break;
        case 'APPEND': {
          const [, name = '', flags = '', size = '0'] = /^APPEND ("[^"]*"|\S+)(?: \(([^)]*)\))?.*\{(\d+)\}$/i.exec(words) ?? [];
          peer.say('+ go on\r\n');
          const raw = await peer.bytes(Number(size));
          await peer.line();
          const uid = keep(unquoted(name), raw, new Date(0), flags.split(' ').filter(Boolean));
          ok(`[APPENDUID ${folders.get(unquoted(name))?.uidValidity ?? 0} ${uid}] done`);
          break;
        }
        case 'IDLE': {
          const idler = { folder: selected, tell: () => peer.say(`* ${folders.get(selected)?.mails.length ?? 0} EXISTS\r\n`) };
          idlers.add(idler);
          peer.say('+ idling\r\n');
          for (const seen of watchers.splice(0)) seen();
          await peer.line();
          idlers.delete(idler);
          ok();
          break;
        }
        case 'LOGOUT':
          peer.say('* BYE bye\r\n');
          ok();
          peer.socket.end();
          return;
        default:
          ok();
      }
    }
  };
  const server = await lineServer(talk);
  return {
    ...server,
    folders,
    commands,
    deliver: (raw, { folder = 'INBOX', at = new Date('2026-05-05T08:00:00Z'), size } = {}) => keep(folder, Buffer.from(raw), at, [], size),
    idling: () => new Promise((resolve) => (watchers = [...watchers, resolve])),
  };
}

function inFolder(peer: LinePeer, folder: Folder, words: string): void {
  const [, verb = '', rest = ''] = /^(\S+) (.*)$/.exec(words) ?? [];
  if (verb.toUpperCase() === 'SEARCH') {
    const found = folder.mails.filter((mail) => matches(mail, folder, rest)).map(({ uid }) => uid);
    peer.say(`* SEARCH${found.map((uid) => ` ${uid}`).join('')}\r\n`);
    return;
  }
  const [set = '', ...more] = rest.split(' ');
  const wanted = folder.mails.filter(({ uid }) => isIn(uid, set, folder));
  if (verb.toUpperCase() === 'STORE') {
    const [, sign = '+', flags = ''] = /([+-])FLAGS(?:\.SILENT)? \(([^)]*)\)/i.exec(more.join(' ')) ?? [];
    for (const mail of wanted) for (const flag of flags.split(' ')) if (sign === '+') mail.flags.add(flag); else mail.flags.delete(flag);
    return;
  }
  const query = more.join(' ');
  const length = /BODY\.PEEK\[\]<0\.(\d+)>/i.exec(query)?.[1];
  for (const mail of wanted) {
    const parts = [`UID ${mail.uid}`, `FLAGS (${[...mail.flags].join(' ')})`, `RFC822.SIZE ${mail.size ?? mail.raw.length}`, `INTERNALDATE "${internalDate(mail.receivedAt)}"`];
    peer.say(`* ${folder.mails.indexOf(mail) + 1} FETCH (${parts.join(' ')}`);
    if (length !== undefined) {
      const raw = mail.raw.subarray(0, Number(length));
      peer.say(` BODY[]<0> {${raw.length}}\r\n`);
      peer.say(raw);
    }
    peer.say(')\r\n');
  }
}

function matches(mail: KeptMail, folder: Folder, query: string): boolean {
  const set = /\bUID (\S+)/i.exec(query)?.[1];
  const id = /HEADER "?Message-ID"? "?([^"\s]+)"?/i.exec(query)?.[1];
  if (set !== undefined && !isIn(mail.uid, set, folder)) return false;
  if (id !== undefined && !mail.raw.toString('latin1').toLowerCase().split('\r\n\r\n')[0]?.includes(id.toLowerCase())) return false;
  if (/\bUNDRAFT\b/i.test(query) && mail.flags.has('\\Draft')) return false;
  return !(/\bUNDELETED\b/i.test(query) && mail.flags.has('\\Deleted'));
}

function isIn(uid: number, set: string, folder: Folder): boolean {
  const last = folder.mails.at(-1)?.uid ?? 0;
  const number = (text: string): number => (text === '*' ? last : Number(text));
  return set.split(',').some((range) => {
    const [from = '', to = from] = range.split(':');
    const ends = [number(from), number(to)].sort((a, b) => a - b);
    return uid >= (ends[0] ?? 0) && uid <= (ends[1] ?? 0);
  });
}

const unquoted = (word: string): string => word.replace(/^"|"$/g, '').replace(/\\(.)/g, '$1');
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (number: number): string => String(number).padStart(2, '0');
const internalDate = (date: Date): string =>
  `${two(date.getUTCDate())}-${MONTHS[date.getUTCMonth()] ?? ''}-${date.getUTCFullYear()} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} +0000`;
