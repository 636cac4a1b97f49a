import { expect, test } from 'vitest';

import {
  publisherContract, pullSourceContract, pushSourceContract, type FaultSeen, type PublisherContract, type PullSourceContract, type PullSourceRule, type PushSourceContract, type TestRunner,
} from '../../src/testkit/contracts/index.ts';

/**
 * What an adapter was held against: the network's own software running here, a server of ours over HTTP that behaves as the documentation says, shapes
 * written after the documentation without a connection, or the files of this machine.
 */
type Against = 'real server' | 'loopback' | 'fixture' | 'files';

export interface Tested {
  /** The subpath, and where it holds several adapters, which: `sources/bluesky blueskySearch`. */
  readonly adapter: string;
  readonly against: Against;
}

/** What a conformance test leaves behind for docs/sources.md. */
export interface Conformance extends Tested {
  readonly kind: 'source' | 'push' | 'publisher';
  readonly rule: string;
  /** Rules that the adapter skips, with the reasons; on the first rule alone. */
  readonly skips?: Readonly<Record<string, string>>;
  readonly faults: { fault: string; outcome: string }[];
}

declare module 'vitest' {
  interface TaskMeta {
    conformance?: Conformance;
  }
}

/** A runner that leaves in each test's record what was held against what, and what became of the faults. */
function recording(kind: Conformance['kind'], prefix: string, tested: Tested, skip: Readonly<Record<string, string>> = {}): TestRunner {
  let current: Conformance | null = null;
  return {
    expect,
    note: ({ fault, outcome }: FaultSeen) => current?.faults.push({ fault, outcome }),
    test: (name, run) =>
      test(name, async ({ task }) => {
        const rule = name.replace(prefix, '');
        current = { ...tested, kind, rule, faults: [], ...(rule === 'describes itself' && { skips: skip }) };
        (task.meta).conformance = current;
        await run();
      }),
  };
}

export function sourceConforms<Item>(tested: Tested, contract: PullSourceContract<Item>): void {
  pullSourceContract(recording('source', 'a pull source ', tested, contract.skip), contract);
}

export function pushConforms(tested: Tested, contract: PushSourceContract): void {
  pushSourceContract(recording('push', 'a push source ', tested, contract.skip), contract);
}

export function publisherConforms(tested: Tested, contract: PublisherContract): void {
  publisherContract(recording('publisher', 'a publisher ', tested, contract.skip), contract);
}

type Skipped = Partial<Record<PullSourceRule, string>>;
const same = (rules: readonly PullSourceRule[], reason: string): Skipped => Object.fromEntries(rules.map((rule) => [rule, reason]));

/** The rules that look at requests through `context.fetch`, skipped by a source that makes none. */
export const withoutFetch = (reason: string): Skipped =>
  same(['waits for its reader', 'says what was refused', 'survives a broken answer', 'reads no more than it should', 'waits no longer than it should', 'reaches no private address'], reason);

/** The rules that need data of their own, skipped where another contract of the same adapter keeps them. */
export const keptElsewhere = (reason: string): Skipped => same(['tells edits and deletions', 'hears what is new', 'reads every page', 'heeds since', 'keeps the words as they are', 'takes a huge page', 'reaches no private address', 'keeps secrets', 'fails aloud'], reason);
