// npm run bench: speed of the engines side by side (not part of npm test).
import { runTypeScript } from './run-typescript.mjs';

await runTypeScript('tests/bench/bench.ts');
