// Type-checks every project: page, workers, pure rooms, tests, and the AssemblyScript kernel's own settings.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const projects = [
  'tsconfig.pure.json',
  'tsconfig.page.json',
  'tsconfig.worker.json',
  'tsconfig.node.json',
  'tsconfig.tests.json',
  'src/training/wasm/kernel/tsconfig.json',
].filter((file) => existsSync(file));
let failed = false;
for (const project of projects) {
  const { status } = spawnSync(
    process.execPath,
    ['node_modules/typescript/bin/tsc', '-p', project],
    {
      stdio: 'inherit',
    },
  );
  if (status !== 0) {
    console.error(`Type errors in ${project}`);
    failed = true;
  }
}
process.exit(failed ? 1 : 0);
