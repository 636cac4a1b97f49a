import { KashuvError } from '../../spec/errors.ts';

/** Packages that mail needs and that a host installs who wants mail. */
type Peer = 'imapflow' | 'postal-mime' | 'nodemailer';

export const loadImap = () => loadPeer('imapflow', () => import('imapflow'));
export const loadMime = () => loadPeer('postal-mime', () => import('postal-mime'));

/** Throws CONFIG_INVALID where the package is not installed; one that is there and does not start is another matter. */
export async function loadPeer<T>(name: Peer, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    // Node gives a code, bundlers a sentence.
    const said = `${String((error as { code?: unknown } | null)?.code)} ${String(error)}`;
    if (!said.includes(name) || !/NOT_FOUND|cannot find|could not resolve/i.test(said)) throw error;
    throw new KashuvError('CONFIG_INVALID', `the package ${name} is not installed.`, { field: name, fix: `Run npm install ${name}.`, cause: error });
  }
}
