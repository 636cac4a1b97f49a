/**
 * What the tests of a room get for `vitest` while `npm run mutation` runs them: the same words, but tests are kept in a list and not run at once, so that
 * one process can run any of them again and again. Assertions are vitest's own.
 */
import { readFile } from 'node:fs/promises';
import { expect as vitestExpect } from 'vitest';

type Body = (...given: unknown[]) => unknown;

/** One `describe`. */
interface Suite {
  readonly path: string;
  readonly parent?: Suite;
  /** Its `beforeAll` that have not run yet. */
  before: Body[];
}

export interface Listed {
  /** Its place among the others and its name. */
  readonly id: string;
  readonly name: string;
  /** Runs what its suites ask for beforehand, once. */
  readonly prepare: () => Promise<void>;
  readonly run: () => Promise<void>;
}

export const listed: Listed[] = [];
let current: Suite = { path: '', before: [] };

async function prepare(suite: Suite): Promise<void> {
  if (suite.parent) await prepare(suite.parent);
  const { before } = suite;
  suite.before = [];
  for (const body of before) await body();
}

/** Options may stand before the function and a time limit after it; Stryker has a limit of its own. */
function add(title: string, given: readonly unknown[], args: readonly unknown[]): void {
  const body = args.find((arg): arg is Body => typeof arg === 'function');
  if (!body) throw new TypeError(`the test "${title}" has no function`);
  const suite = current;
  const name = `${suite.path}${title}`;
  const run = async (): Promise<void> => void (await body(...given));
  listed.push({ id: `${String(listed.length)} ${name}`, name, prepare: () => prepare(suite), run });
}

function within(title: string, body: () => void): void {
  const outer = current;
  current = { path: `${outer.path}${title} › `, parent: outer, before: [] };
  body();
  current = outer;
}

const asRow = (row: unknown): unknown[] => (Array.isArray(row) ? row : [row]);

export const test = Object.assign((title: string, ...args: unknown[]) => add(title, [{ task: { meta: {} } }], args), {
  each: (rows: readonly unknown[]) => (title: string, ...args: unknown[]) => rows.forEach((row) => add(title, asRow(row), args)),
});
export const it = test;
export const describe = Object.assign(within, {
  each: (rows: readonly unknown[]) => (title: string, body: Body) => rows.forEach((row) => within(title, () => void body(...asRow(row)))),
});
export const beforeAll = (body: Body): void => void current.before.push(body);

/** A page on disk, compared as it stands: the real one belongs to vitest's own runner. */
const toMatchFileSnapshot = async (page: unknown, file: string): Promise<void> => vitestExpect(page).toBe(await readFile(file, 'utf8'));

export const expect = new Proxy(vitestExpect, {
  apply: (real, _this, [value]: [unknown]) => Object.assign(real(value), { toMatchFileSnapshot: (file: string) => toMatchFileSnapshot(value, file) }),
});
