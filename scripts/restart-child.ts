/**
 * One life of a replay on SQLite, for check-restart.
 *
 *   node --import ./test/support/preload.ts scripts/restart-child.ts FILE.db COMMITS before|after
 *
 * Right before or after its COMMITS-th commit it says where it is and stands still until it is killed; with 0 it lives to the end.
 */
import { writeSync } from 'node:fs';
import { sqliteStore } from 'kashuv/stores/sqlite';
import type { StoreDriver } from 'kashuv/spec';

import { replayAmazonfail } from '../examples/demo/replay.ts';

const [file = '', last = '0', side = 'before'] = process.argv.slice(2);
let heard = 'nothing heard yet';
const store = mortal(sqliteStore(file), Number(last));
const { digest, events } = await replayAmazonfail({
  store,
  onEvent: ({ seq, at }) => (heard = `at event ${seq}, ${new Date(at).toISOString().slice(0, 16)} UTC`),
});
await store.close?.();
console.log(`${digest}  ${events.length} events`);

function mortal(mortalStore: StoreDriver, lastCommit: number): StoreDriver {
  let count = 0;
  return {
    ...mortalStore,
    async commit(writes, fence, context) {
      count += 1;
      if (count === lastCommit && side === 'before') standStill();
      const result = await mortalStore.commit(writes, fence, context);
      if (count === lastCommit && side === 'after') standStill();
      return result;
    },
  };
}

/** Nothing more happens in this process, not even what is already waiting to happen. */
function standStill(): void {
  writeSync(1, `${heard}\n`);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}
