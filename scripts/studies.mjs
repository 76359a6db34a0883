// npm run studies: whole experiments on real tables through the built page, written to docs/studies (not part of npm test).
//   --only NAME   only the studies whose name contains NAME (several: comma)
//   --no-build    drive the dist/ that is there
import { spawnSync } from 'node:child_process';
import { installIfNeeded } from './install.mjs';
import { runTypeScript } from './run-typescript.mjs';

installIfNeeded();
if (!process.argv.includes('--no-build')) {
  const vite = ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error'];
  const { status } = spawnSync(process.execPath, vite, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
await runTypeScript('tests/studies/run.ts');
