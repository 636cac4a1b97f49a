/** Lints the packed tarball as a consumer would meet it: its manifest (publint) and its types (are the types wrong). */
import { findEntries } from './entries.ts';
import { runTool, withTarball } from './pack.ts';

const ok = await withTarball((tarball) => {
  const manifest = runTool('publint/src/cli.js', ['run', tarball, '--strict']);
  // node16 leaves out the resolution of Node 10, which knows no `exports`.
  const attw = [tarball, '--profile', 'node16', '--format', 'ascii', '--no-emoji'];
  const types = runTool('@arethetypeswrong/cli/dist/index.js', [...attw, '--quiet']);
  if (!types) runTool('@arethetypeswrong/cli/dist/index.js', attw); // again, to say what is wrong
  return manifest && types;
});
console.log(ok ? `package: ${findEntries().length} subpaths, publint and attw found nothing` : 'package: see above');
if (!ok) process.exit(1);
