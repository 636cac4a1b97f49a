import { KashuvError } from '../spec/errors.ts';
import type { World } from './call-context.ts';

const GRACE_MS = 10_000;

/** Waits for what ends, and not for ever: a plugin that ignores the end does not hold it up. `otherwise` is logged. */
export async function atMost({ clock, log }: World, work: Promise<unknown>, otherwise: string): Promise<void> {
  const settled = new AbortController();
  const late = clock.wait(clock.now() + GRACE_MS, settled.signal).then(
    () => log('warn', `${otherwise} within ${GRACE_MS} ms`),
    () => undefined,
  );
  await Promise.race([work, late]);
  settled.abort();
}

/** Closes plugins, one after the other; one that fails keeps no other from it. */
export async function closeAll(world: World, plugins: readonly { readonly instance: string; close?(): Promise<void> }[]): Promise<void> {
  for (const plugin of plugins) {
    try {
      await atMost(world, plugin.close?.() ?? Promise.resolve(), `${plugin.instance} did not close`);
    } catch (error) {
      world.log('warn', `closing ${plugin.instance} failed`, { message: KashuvError.from(error).message });
    }
  }
}
