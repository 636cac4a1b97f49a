import { lineServer, type LinePeer, type LineServer } from './line-server.ts';

export interface TakenMail {
  readonly from: string;
  readonly to: string[];
  readonly raw: string;
}

export interface SmtpServerOptions {
  /** Takes a command before the server does; true: it was answered. The end of a mail is the command `.`. */
  readonly intercept?: (peer: LinePeer, command: string) => boolean;
  readonly extensions?: readonly string[];
  readonly password?: string;
  /** With it, TLS from the first byte. */
  readonly certificate?: { readonly key: string; readonly cert: string };
  /** What becomes of a mail. */
  readonly deliver?: (mail: TakenMail) => Promise<void>;
}

export interface SmtpServer extends LineServer {
  readonly taken: TakenMail[];
  /** Commands as they came; log-ins without their secrets. */
  readonly commands: string[];
}

/** A server that takes mails from who logs in, as RFC 5321 says. */
export async function smtpServer(options: SmtpServerOptions = {}): Promise<SmtpServer> {
  const taken: TakenMail[] = [];
  const commands: string[] = [];
  const talk = async (peer: LinePeer): Promise<void> => {
    let from = '';
    let to: string[] = [];
    peer.say('220 ready\r\n');
    for (;;) {
      const line = await peer.line();
      if (line === null) return;
      commands.push(line.replace(/^(AUTH \S+) .*/i, '$1 …'));
      if (options.intercept?.(peer, line) === true) continue;
      const [verb = '', ...rest] = line.split(' ');
      switch (verb.toUpperCase()) {
        case 'EHLO':
          peer.say(['loopback', ...(options.extensions ?? ['AUTH PLAIN XOAUTH2', 'SIZE 1000000'])].map((word, index, all) => `250${index === all.length - 1 ? ' ' : '-'}${word}\r\n`).join(''));
          break;
        case 'AUTH':
          peer.say(Buffer.from(rest[1] ?? '', 'base64').toString('utf8').includes(options.password ?? 'secret-of-the-test') ? '235 welcome\r\n' : `535 5.7.8 not with ${rest[1] ?? ''}\r\n`);
          break;
        case 'MAIL':
          from = /<([^>]*)>/.exec(line)?.[1] ?? '';
          to = [];
          peer.say('250 ok\r\n');
          break;
        case 'RCPT':
          to.push(/<([^>]*)>/.exec(line)?.[1] ?? '');
          peer.say('250 ok\r\n');
          break;
        case 'DATA': {
          peer.say('354 go on\r\n');
          const lines: string[] = [];
          for (let next = await peer.line(); next !== '.'; next = await peer.line()) {
            if (next === null) return;
            lines.push(next.replace(/^\./, ''));
          }
          commands.push('.');
          const mail = { from, to, raw: `${lines.join('\r\n')}\r\n` };
          if (options.intercept?.(peer, '.') === true) break;
          taken.push(mail);
          await options.deliver?.(mail);
          if (options.intercept?.(peer, 'taken') !== true) peer.say('250 taken\r\n');
          break;
        }
        case 'QUIT':
          peer.say('221 bye\r\n');
          peer.socket.end();
          return;
        default:
          peer.say('250 ok\r\n');
      }
    }
  };
  return { ...(await lineServer(talk, options.certificate)), taken, commands };
}
