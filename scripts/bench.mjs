// npm run bench: speed of the engines side by side (not part of npm test).
import { bundleForNode, runTypeScript } from './run-typescript.mjs';
import { installIfNeeded } from './install.mjs';

installIfNeeded();
await bundleForNode('tests/bench/sweep-thread.ts');
await runTypeScript('tests/bench/bench.ts');
