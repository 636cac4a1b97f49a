/**
 * What importing costs: kashuv/core against zod alone, each in fresh processes taking turns, medians compared.
 * Then the proof that importing kashuv loads none of the heavy packages: a child notes every module it loads.
 */
import { execFileSync } from 'node:child_process';
import { root } from './entries.ts';

const limitMs = 60;
const rounds = 15;
const tries = 3;
const heavy = ['wink-nlp', 'wink-eng-lite-web-model', 'eld', 'feedsmith', 're2js', 'xxhash-wasm'];

function inChild(program: string): string {
  return execFileSync(process.execPath, ['--input-type=module', '--eval', program], { cwd: root, encoding: 'utf8' }).trim();
}

/** Milliseconds from before the import to after it, on the child's own clock: Node's start is not counted. */
function importMs(specifier: string): number {
  return Number(inChild(`const t = performance.now(); await import(${JSON.stringify(specifier)}); console.log(performance.now() - t);`));
}

/** The packages whose files a child loads when it imports `specifier`, by import and by require. */
function packagesLoadedBy(specifier: string): Set<string> {
  const program = `
    import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({ load(url, context, next) { loaded.push(url); return next(url, context); } });
    await import(${JSON.stringify(specifier)});
    console.log(JSON.stringify(loaded));`;
  const urls = JSON.parse(inChild(program)) as string[];
  const names = urls.map((url) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1]);
  return new Set(names.filter((name) => name !== undefined));
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** Medians of fresh processes taking turns, which spreads the machine's noise over both. A first round warms the file cache and is thrown away. */
function measure(): { zod: number; extra: number } {
  const times: Record<'zod' | 'core', number[]> = { zod: [], core: [] };
  for (let round = 0; round <= rounds; round++) {
    const zod = importMs('zod');
    const core = importMs('kashuv/core');
    if (round > 0) {
      times.zod.push(zod);
      times.core.push(core);
    }
  }
  const zod = median(times.zod);
  return { zod, extra: median(times.core) - zod };
}

// The limit is for a machine on which zod itself takes less; on a slower one core may take as long as zod. A burst of other work may spoil a try.
let failed = true;
for (let attempt = 1; attempt <= tries && failed; attempt++) {
  const { zod, extra } = measure();
  const limit = Math.max(limitMs, zod);
  failed = !(extra <= limit);
  console.log(
    `import: zod ${zod.toFixed(1)} ms, kashuv/core ${extra.toFixed(1)} ms beyond it (limit ${limit.toFixed(1)} ms: ${limitMs}, or zod's own where that is more; medians of ${rounds} processes)`,
  );
}

if (!packagesLoadedBy('wink-nlp').has('wink-nlp')) throw new Error('the hook does not see what a process loads');
for (const specifier of ['kashuv', 'kashuv/core']) {
  const loaded = packagesLoadedBy(specifier);
  const early = heavy.filter((name) => loaded.has(name));
  console.log(`import: ${specifier} loads ${[...loaded].sort().join(', ') || 'no package'}${early.length > 0 ? `; TOO EARLY: ${early.join(', ')}` : ''}`);
  if (early.length > 0) failed = true;
}
if (failed) process.exit(1);
